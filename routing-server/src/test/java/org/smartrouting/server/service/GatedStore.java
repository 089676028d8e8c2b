package org.smartrouting.server.service;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.smartrouting.core.score.Performance;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.store.JournalBatch;
import org.smartrouting.core.store.ShardImage;
import org.smartrouting.core.store.ShardStore;
import org.smartrouting.core.store.StoreUnavailableException;

/** A store whose commits can be held up or made to fail. */
final class GatedStore implements ShardStore {
  private final ShardStore store;
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile boolean failsNext;

  GatedStore(ShardStore store) {
    this.store = store;
  }

  /** Holds up commits from now on. */
  void shut() {
    gate = new CountDownLatch(1);
  }

  /** Lets them through again. */
  void open() {
    gate.countDown();
  }

  /** The next commit does not reach the store. */
  void failOnce() {
    failsNext = true;
  }

  @Override
  public int shardCount() {
    return store.shardCount();
  }

  @Override
  public long acquire(int shard, String owner) {
    return store.acquire(shard, owner);
  }

  @Override
  public ShardImage load(int shard, long epoch) {
    return store.load(shard, epoch);
  }

  @Override
  public void commit(int shard, long epoch, JournalBatch batch) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (failsNext) {
      failsNext = false;
      throw new StoreUnavailableException("made to fail", new IllegalStateException("test"));
    }
    store.commit(shard, epoch, batch);
  }

  @Override
  public int purge(int shard, long epoch, long nowMicros, int limit) {
    return store.purge(shard, epoch, nowMicros, limit);
  }

  @Override
  public Map<String, Performance> performanceOf(int shard, SpecialistKey specialist) {
    return store.performanceOf(shard, specialist);
  }

  @Override
  public void probe() {
    store.probe();
  }
}
