package org.smartrouting.core.engine;

import java.util.List;
import org.smartrouting.core.pool.Pool;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.core.task.RequestFingerprint;

/**
 * Commands about pools.
 *
 * @param <R> the answer when it is done
 */
public sealed interface PoolCommand<R> extends Command<R> {
  /**
   * Creates a pool.
   *
   * @param key tenant and id
   * @param policy its rules
   * @param requestId id of the request; empty for none
   * @param fingerprint digest of the request
   */
  record Create(PoolKey key, PoolPolicy policy, String requestId, RequestFingerprint fingerprint)
      implements PoolCommand<Pool> {
    @Override
    public Outcome<Pool> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.pools().create(this, nowMicros);
    }
  }

  /**
   * Reads a pool.
   *
   * @param key which one
   */
  record Get(PoolKey key) implements PoolCommand<Pool> {
    @Override
    public Outcome<Pool> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.pools().get(this);
    }
  }

  /**
   * Lists the pools of a tenant that this shard has, ordered by id.
   *
   * @param tenant whose
   * @param afterPool the id after which to begin; empty for the first
   * @param limit most to return
   */
  record ListAll(String tenant, String afterPool, int limit) implements PoolCommand<List<Pool>> {
    @Override
    public Outcome<List<Pool>> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.pools().list(this);
    }
  }

  /**
   * Changes the rules of a pool.
   *
   * @param key which one
   * @param patch the change
   * @param expectedVersion version that the change is based on; negative for any
   */
  record Update(PoolKey key, PoolPatch patch, long expectedVersion) implements PoolCommand<Pool> {
    @Override
    public Outcome<Pool> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.pools().update(this, nowMicros);
    }
  }

  /**
   * Deletes a pool that is empty. The answer is the pool as it was.
   *
   * @param key which one
   * @param expectedVersion version that the decision is based on; negative for any
   */
  record Delete(PoolKey key, long expectedVersion) implements PoolCommand<Pool> {
    @Override
    public Outcome<Pool> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.pools().delete(this);
    }
  }
}
