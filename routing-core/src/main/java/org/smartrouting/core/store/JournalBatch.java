package org.smartrouting.core.store;

import java.util.List;
import org.smartrouting.core.orchestration.Session;
import org.smartrouting.core.pool.Pool;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.specialist.Specialist;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.task.TaskId;

/**
 * What one transaction writes: the present state of everything that changed since the last one,
 * each thing once. What is deleted is deleted before anything is written, so that a thing can be
 * deleted and made anew in one batch; what is deleted need not be there.
 *
 * @param changeSeq number of the last change in it, or of the last one before when no task changed
 * @param tasks tasks that were made or changed
 * @param deletedTasks finished tasks to delete
 * @param pools pools that were made or changed
 * @param deletedPools pools to delete
 * @param specialists specialists that were made or changed
 * @param deletedSpecialists specialists to delete, with what is known of them
 * @param performances what was learned
 * @param orchestration what changed of sessions and of what their tasks store
 */
public record JournalBatch(
    long changeSeq,
    List<TaskWrite> tasks,
    List<TaskId> deletedTasks,
    List<Pool> pools,
    List<PoolKey> deletedPools,
    List<Specialist> specialists,
    List<SpecialistKey> deletedSpecialists,
    List<PerformanceWrite> performances,
    Orchestration orchestration) {
  /**
   * What is written of sessions.
   *
   * @param sessions sessions that were opened or changed
   * @param artifacts contents to store
   * @param discarded tasks whose artifacts are deleted
   * @param deletedPlans tasks that are planned ones no more; they are deleted, too
   */
  public record Orchestration(
      List<Session> sessions,
      List<ArtifactWrite> artifacts,
      List<TaskId> discarded,
      List<TaskId> deletedPlans) {
    /** Nothing. */
    public static final Orchestration NOTHING =
        new Orchestration(List.of(), List.of(), List.of(), List.of());

    /** Copies the lists. */
    public Orchestration {
      sessions = List.copyOf(sessions);
      artifacts = List.copyOf(artifacts);
      discarded = List.copyOf(discarded);
      deletedPlans = List.copyOf(deletedPlans);
    }

    /** Whether there is nothing to write. */
    public boolean isEmpty() {
      return sessions.isEmpty()
          && artifacts.isEmpty()
          && discarded.isEmpty()
          && deletedPlans.isEmpty();
    }
  }

  /** Copies the lists. */
  public JournalBatch {
    tasks = List.copyOf(tasks);
    deletedTasks = List.copyOf(deletedTasks);
    pools = List.copyOf(pools);
    deletedPools = List.copyOf(deletedPools);
    specialists = List.copyOf(specialists);
    deletedSpecialists = List.copyOf(deletedSpecialists);
    performances = List.copyOf(performances);
  }

  /** Whether there is nothing to write. */
  public boolean isEmpty() {
    return tasks.isEmpty()
        && deletedTasks.isEmpty()
        && pools.isEmpty()
        && deletedPools.isEmpty()
        && specialists.isEmpty()
        && deletedSpecialists.isEmpty()
        && performances.isEmpty()
        && orchestration.isEmpty();
  }
}
