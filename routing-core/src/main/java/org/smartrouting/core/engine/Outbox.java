package org.smartrouting.core.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.smartrouting.core.pool.Durability;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.score.Performance;
import org.smartrouting.core.score.PerformanceKey;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.store.ArtifactWrite;
import org.smartrouting.core.store.JournalBatch;
import org.smartrouting.core.store.JournalBatch.Orchestration;
import org.smartrouting.core.store.PerformanceWrite;
import org.smartrouting.core.store.TaskWrite;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;

/** What the engine has changed and has to say since it was last drained; each thing once. */
final class Outbox {
  private List<LiveTask> tasks = new ArrayList<>();
  private final Set<TaskId> deletedTasks = new LinkedHashSet<>();
  private final Map<PoolKey, LivePool> pools = new LinkedHashMap<>();
  private final Set<PoolKey> deletedPools = new LinkedHashSet<>();
  private final Map<SpecialistKey, LiveSpecialist> specialists = new LinkedHashMap<>();
  private final Set<SpecialistKey> deletedSpecialists = new LinkedHashSet<>();
  private final Set<SpecialistKey> performanceWanted = new LinkedHashSet<>();
  private final List<Ejected> ejected = new ArrayList<>();
  private List<Push> pushes = new ArrayList<>();
  private List<Push> relaxedPushes = new ArrayList<>();
  private final Map<PerformanceKey, Performance> learned = new LinkedHashMap<>();
  private final Set<LiveSession> sessions = new LinkedHashSet<>();
  private final List<ArtifactWrite> artifacts = new ArrayList<>();
  private final Set<TaskId> discarded = new LinkedHashSet<>();
  private final Set<TaskId> deletedPlans = new LinkedHashSet<>();
  private long changeSeq;
  private long bytes;

  Outbox(long changeSeq) {
    this.changeSeq = changeSeq;
  }

  void created(LiveTask task) {
    task.unwritten = TaskWrite.Extent.NEW;
    tasks.add(task);
    bytes += task.bytes();
  }

  void changed(LiveTask task, TaskWrite.Extent extent) {
    if (task.unwritten == null) {
      tasks.add(task);
      task.unwritten = extent;
    } else if (task.unwritten == TaskWrite.Extent.STATUS) {
      task.unwritten = extent;
    }
  }

  void deleted(TaskId task) {
    deletedTasks.add(task);
  }

  /** A planned task is gone with all that it has stored. */
  void deletedPlan(TaskId task) {
    deleted(task);
    deletedPlans.add(task);
    discard(task);
  }

  /** What a task has stored is gone. */
  void discard(TaskId task) {
    artifacts.removeIf(write -> write.task().equals(task));
    discarded.add(task);
  }

  void store(ArtifactWrite artifact) {
    artifacts.add(artifact);
    bytes += artifact.content().size();
  }

  void changed(LiveSession session) {
    sessions.add(session);
  }

  void changed(LivePool pool) {
    pools.put(pool.key(), pool);
  }

  void deleted(LivePool pool) {
    pools.remove(pool.key());
    deletedPools.add(pool.key());
  }

  void changed(LiveSpecialist specialist) {
    specialists.put(specialist.key(), specialist);
  }

  void deleted(LiveSpecialist specialist) {
    specialists.remove(specialist.key());
    deletedSpecialists.add(specialist.key());
  }

  void learned(Map<PerformanceKey, Performance> performances) {
    learned.putAll(performances);
  }

  /** What was learned of it and is not written is not worth writing any more. */
  void forget(SpecialistKey specialist) {
    learned.keySet().removeIf(key -> key.specialist().equals(specialist));
  }

  /** A specialist gets no new work for a while. */
  void ejected(Ejected news) {
    ejected.add(news);
  }

  void wantPerformance(SpecialistKey specialist) {
    performanceWanted.add(specialist);
  }

  void push(LivePool pool, Push push) {
    boolean relaxed = pool.policy().durability() == Durability.RELAXED;
    (relaxed ? relaxedPushes : pushes).add(push);
  }

  /** A specialist returned an output of this size. */
  void grew(long outputBytes) {
    bytes += outputBytes;
  }

  boolean isEmpty() {
    return tasks.isEmpty()
        && deletedTasks.isEmpty()
        && pools.isEmpty()
        && deletedPools.isEmpty()
        && specialists.isEmpty()
        && deletedSpecialists.isEmpty()
        && performanceWanted.isEmpty()
        && learned.isEmpty()
        && sessions.isEmpty()
        && discarded.isEmpty()
        && artifacts.isEmpty()
        && pushes.isEmpty();
  }

  int taskCount() {
    return tasks.size();
  }

  long bytes() {
    return bytes;
  }

  List<Push> takeRelaxedPushes() {
    if (relaxedPushes.isEmpty()) {
      return List.of();
    }
    List<Push> taken = relaxedPushes;
    relaxedPushes = new ArrayList<>();
    return taken;
  }

  Effects drain(long nowMicros) {
    List<TaskWrite> writes = new ArrayList<>(tasks.size());
    List<TaskId> finished = new ArrayList<>(deletedTasks);
    for (LiveTask task : tasks) {
      writes.add(write(task));
      if (task.state.isFinal()) {
        finished.add(task.id);
      }
    }
    JournalBatch batch =
        new JournalBatch(
            changeSeq,
            writes,
            List.copyOf(deletedTasks),
            all(pools, LivePool::pool),
            List.copyOf(deletedPools),
            all(specialists, LiveSpecialist::specialist),
            List.copyOf(deletedSpecialists),
            performances(),
            orchestration(nowMicros));
    Effects effects = new Effects(batch, pushes, finished, performanceWanted, ejected);
    clear();
    return effects;
  }

  private Orchestration orchestration(long nowMicros) {
    if (sessions.isEmpty() && discarded.isEmpty() && artifacts.isEmpty()) {
      return Orchestration.NOTHING;
    }
    sessions.forEach(session -> session.active(nowMicros));
    return new Orchestration(
        sessions.stream().map(LiveSession::session).toList(),
        artifacts,
        List.copyOf(discarded),
        List.copyOf(deletedPlans));
  }

  private TaskWrite write(LiveTask live) {
    TaskWrite.Extent extent = live.unwritten;
    if (extent == null) {
      throw new IllegalStateException("nothing to write of " + live.id);
    }
    live.unwritten = null;
    live.changeSeq = ++changeSeq;
    Task task = live.snapshot();
    return new TaskWrite(task, extent);
  }

  // Most batches have tasks only, and small ones are many.
  private static <K, T, R> List<R> all(Map<K, T> changed, Function<T, R> as) {
    return changed.isEmpty() ? List.of() : changed.values().stream().map(as).toList();
  }

  private List<PerformanceWrite> performances() {
    if (learned.isEmpty()) {
      return List.of();
    }
    return learned.entrySet().stream()
        .map(
            entry ->
                new PerformanceWrite(
                    entry.getKey().specialist(), entry.getKey().taskType(), entry.getValue()))
        .toList();
  }

  private void clear() {
    bytes = 0;
    tasks = new ArrayList<>();
    deletedTasks.clear();
    pools.clear();
    deletedPools.clear();
    specialists.clear();
    deletedSpecialists.clear();
    performanceWanted.clear();
    ejected.clear();
    learned.clear();
    sessions.clear();
    artifacts.clear();
    discarded.clear();
    deletedPlans.clear();
    pushes = new ArrayList<>();
  }
}
