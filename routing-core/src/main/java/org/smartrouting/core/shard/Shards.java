package org.smartrouting.core.shard;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.store.ShardStore;
import org.smartrouting.core.store.TaskReader;
import org.smartrouting.core.task.TaskId;

/** All shards of a database. Thread-safe. */
public final class Shards {
  private final List<Shard> shards;

  private Shards(List<Shard> shards) {
    this.shards = List.copyOf(shards);
  }

  /**
   * Makes the shards of a database; they do not run yet.
   *
   * @param config sizes of each shard
   * @param blocking runs what waits for the store
   * @param clock wall time
   * @param chance makes a source of tokens and draws for each shard, hard to guess
   */
  public static Shards of(
      ShardConfig config,
      ShardStore store,
      TaskReader reader,
      Executor blocking,
      InstantSource clock,
      Supplier<RandomGenerator> chance) {
    List<Shard> shards = new ArrayList<>();
    for (int number = 0; number < store.shardCount(); number++) {
      shards.add(new Shard(number, config, store, reader, blocking, clock, chance.get()));
    }
    return new Shards(shards);
  }

  /** Starts them all. */
  public void start() {
    shards.forEach(Shard::start);
  }

  /** All shards by their numbers. */
  public List<Shard> all() {
    return shards;
  }

  /** Number of the shard of a pool. */
  public int numberOf(PoolKey pool) {
    return pool.shard(shards.size());
  }

  /** The shard of a pool. */
  public Shard of(PoolKey pool) {
    return shards.get(numberOf(pool));
  }

  /** The shard of a task, or null when no shard has such a number. */
  public @Nullable Shard of(TaskId task) {
    return task.shard() < shards.size() ? shards.get(task.shard()) : null;
  }

  /** Takes no new tasks and gives none to anybody. */
  public void drain() {
    shards.forEach(Shard::drain);
  }

  /** Lets them all begin anew from what the store has. */
  public void restart() {
    shards.forEach(Shard::restart);
  }

  /** Tasks that specialists hold. */
  public int held() {
    return shards.stream().mapToInt(shard -> shard.status().held()).sum();
  }

  /** Stops them all; returns whether all have stopped within the time given. */
  public boolean stop(Duration within) throws InterruptedException {
    boolean stopped = true;
    for (Shard shard : shards) {
      shard.stop(Duration.ZERO.plusMillis(1));
    }
    for (Shard shard : shards) {
      stopped &= shard.stop(within);
    }
    return stopped;
  }
}
