package org.smartrouting.core.store;

import java.util.ArrayList;
import java.util.List;
import org.smartrouting.core.orchestration.Session;
import org.smartrouting.core.pool.Pool;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.specialist.Specialist;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;

/** Collects a {@link JournalBatch}. */
final class Batch {
  private long changeSeq;
  private final List<TaskWrite> tasks = new ArrayList<>();
  private final List<TaskId> deletedTasks = new ArrayList<>();
  private final List<Pool> pools = new ArrayList<>();
  private final List<PoolKey> deletedPools = new ArrayList<>();
  private final List<Specialist> specialists = new ArrayList<>();
  private final List<SpecialistKey> deletedSpecialists = new ArrayList<>();
  private final List<PerformanceWrite> performances = new ArrayList<>();
  private final List<Session> sessions = new ArrayList<>();
  private final List<ArtifactWrite> artifacts = new ArrayList<>();
  private final List<TaskId> discarded = new ArrayList<>();
  private final List<TaskId> deletedPlans = new ArrayList<>();

  Batch changeSeq(long value) {
    changeSeq = value;
    return this;
  }

  Batch made(Task... values) {
    return tasks(TaskWrite.Extent.NEW, values);
  }

  Batch changed(Task... values) {
    return tasks(TaskWrite.Extent.STATUS, values);
  }

  Batch respecified(Task... values) {
    return tasks(TaskWrite.Extent.STATUS_AND_SPEC, values);
  }

  Batch deleted(TaskId id) {
    deletedTasks.add(id);
    return this;
  }

  Batch pool(Pool pool) {
    pools.add(pool);
    return this;
  }

  Batch deleted(PoolKey pool) {
    deletedPools.add(pool);
    return this;
  }

  Batch specialist(Specialist specialist) {
    specialists.add(specialist);
    return this;
  }

  Batch deleted(SpecialistKey specialist) {
    deletedSpecialists.add(specialist);
    return this;
  }

  Batch performance(PerformanceWrite performance) {
    performances.add(performance);
    return this;
  }

  Batch session(Session session) {
    sessions.add(session);
    return this;
  }

  Batch artifact(ArtifactWrite artifact) {
    artifacts.add(artifact);
    return this;
  }

  Batch discarded(TaskId task) {
    discarded.add(task);
    return this;
  }

  Batch deletedPlan(TaskId task) {
    deletedPlans.add(task);
    return deleted(task);
  }

  JournalBatch build() {
    return new JournalBatch(
        changeSeq,
        tasks,
        deletedTasks,
        pools,
        deletedPools,
        specialists,
        deletedSpecialists,
        performances,
        new JournalBatch.Orchestration(sessions, artifacts, discarded, deletedPlans));
  }

  private Batch tasks(TaskWrite.Extent extent, Task... values) {
    for (Task task : values) {
      tasks.add(new TaskWrite(task, extent));
      changeSeq = Math.max(changeSeq, task.status().changeSeq());
    }
    return this;
  }
}
