package org.smartrouting.server.codec;

import org.smartrouting.core.pool.Pool;
import org.smartrouting.core.pool.PoolKey;

/** Pools. */
public final class PoolCodec {
  private PoolCodec() {}

  /** The pool that a request names; a request that names none means the default one. */
  public static PoolKey key(String tenant, String pool) {
    return new PoolKey(tenant, pool.isEmpty() ? PoolKey.DEFAULT_POOL : pool);
  }

  /** Writes a pool. */
  public static org.smartrouting.v1.Pool toMessage(Pool pool) {
    var message =
        org.smartrouting.v1.Pool.newBuilder()
            .setPool(pool.key().pool())
            .setTenant(pool.key().tenant())
            .setPolicy(PoolPolicyCodec.toMessage(pool.policy()))
            .setEtag(Etag.of(pool.version()));
    if (pool.createdMicros() > 0) {
      message
          .setCreateTime(TimeCodec.timestamp(pool.createdMicros()))
          .setUpdateTime(TimeCodec.timestamp(pool.updatedMicros()));
    }
    return message.build();
  }
}
