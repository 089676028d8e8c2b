package org.smartrouting.core.shard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.pool.Pool;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.score.Performance;
import org.smartrouting.core.specialist.Specialist;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.store.FencedException;
import org.smartrouting.core.store.JournalBatch;
import org.smartrouting.core.store.ShardImage;
import org.smartrouting.core.store.ShardStore;
import org.smartrouting.core.store.StoreUnavailableException;
import org.smartrouting.core.store.TaskReader;
import org.smartrouting.core.store.TaskWrite;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;

/**
 * One shard in memory, which commits only as often as a test lets it and fails when told to, before
 * or after the commit took effect. Thread-safe.
 */
final class InMemoryStore implements ShardStore, TaskReader {
  enum Fault {
    NONE,
    BEFORE_COMMIT,
    AFTER_COMMIT,
    AWAY
  }

  /** Commits that may still happen. */
  final Semaphore commits = new Semaphore(1_000_000);

  private final Map<TaskId, Task> tasks = new LinkedHashMap<>();
  private final Map<PoolKey, Pool> pools = new LinkedHashMap<>();
  private final Map<SpecialistKey, Specialist> specialists = new LinkedHashMap<>();
  private final List<JournalBatch> batches = new ArrayList<>();
  private Fault fault = Fault.NONE;
  private long epoch;
  private long changeSeq;

  synchronized void failWith(Fault next) {
    fault = next;
  }

  synchronized List<JournalBatch> batches() {
    return List.copyOf(batches);
  }

  synchronized Map<TaskId, Task> tasks() {
    return Map.copyOf(tasks);
  }

  @Override
  public int shardCount() {
    return 1;
  }

  @Override
  public synchronized long acquire(int shard, String owner) {
    if (fault == Fault.AWAY) {
      throw away();
    }
    return ++epoch;
  }

  @Override
  public synchronized ShardImage load(int shard, long mine) {
    fence(shard, mine);
    List<Task> live = tasks.values().stream().filter(task -> !task.state().isFinal()).toList();
    return new ShardImage(
        changeSeq, List.copyOf(pools.values()), List.copyOf(specialists.values()), live);
  }

  @Override
  public void commit(int shard, long mine, JournalBatch batch) {
    commits.acquireUninterruptibly();
    synchronized (this) {
      fence(shard, mine);
      if (fault == Fault.BEFORE_COMMIT || fault == Fault.AWAY) {
        throw failed();
      }
      write(batch);
      if (fault == Fault.AFTER_COMMIT) {
        throw failed();
      }
    }
  }

  @Override
  public synchronized int purge(int shard, long mine, long nowMicros, int limit) {
    fence(shard, mine);
    return 0;
  }

  @Override
  public Map<String, Performance> performanceOf(int shard, SpecialistKey specialist) {
    return Map.of();
  }

  @Override
  public synchronized void probe() {
    if (fault == Fault.AWAY) {
      throw away();
    }
  }

  @Override
  public synchronized Map<TaskId, Task> find(int shard, Collection<TaskId> ids) {
    if (fault == Fault.AWAY) {
      throw away();
    }
    Map<TaskId, Task> found = new HashMap<>();
    for (TaskId id : ids) {
      Task task = tasks.get(id);
      if (task != null) {
        found.put(id, task);
      }
    }
    return found;
  }

  @Override
  public List<Task> list(
      int shard, PoolKey pool, TaskState state, @Nullable Position after, int limit, View view) {
    throw new UnsupportedOperationException("a shard does not list");
  }

  @Override
  public synchronized List<Task> changesAfter(
      int shard, PoolKey pool, long seq, int limit, View view) {
    return tasks.values().stream()
        .filter(task -> task.pool().equals(pool) && task.status().changeSeq() > seq)
        .sorted(Comparator.comparingLong(task -> task.status().changeSeq()))
        .limit(limit)
        .toList();
  }

  private void write(JournalBatch batch) {
    batches.add(batch);
    changeSeq = batch.changeSeq();
    batch.deletedTasks().forEach(tasks::remove);
    for (TaskWrite write : batch.tasks()) {
      boolean isNew = write.extent() == TaskWrite.Extent.NEW;
      if (isNew == tasks.containsKey(write.task().id())) {
        throw new IllegalStateException(write.extent() + " of " + write.task().id());
      }
      tasks.put(write.task().id(), write.task());
    }
    batch.deletedPools().forEach(pools::remove);
    batch.pools().forEach(pool -> pools.put(pool.key(), pool));
    batch.deletedSpecialists().forEach(specialists::remove);
    batch.specialists().forEach(specialist -> specialists.put(specialist.key(), specialist));
  }

  private void fence(int shard, long mine) {
    if (mine != epoch) {
      throw new FencedException(shard, mine, epoch);
    }
  }

  private RuntimeException failed() {
    boolean away = fault == Fault.AWAY;
    fault = away ? fault : Fault.NONE;
    return away();
  }

  private static RuntimeException away() {
    return new StoreUnavailableException("the store was told to fail", new RuntimeException());
  }
}
