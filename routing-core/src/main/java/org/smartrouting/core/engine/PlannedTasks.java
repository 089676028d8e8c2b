package org.smartrouting.core.engine;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.orchestration.Plan;
import org.smartrouting.core.orchestration.SessionId;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;

/** Finds the tasks of sessions, in memory or in the store. */
final class PlannedTasks {
  private final ShardState state;

  PlannedTasks(ShardState state) {
    this.state = state;
  }

  /** The unfinished task of a session that was not removed; null when it is not one. */
  @Nullable LiveTask live(String tenant, TaskId id) {
    LiveTask task = state.task(tenant, id);
    boolean open = task != null && task.plan != null && !task.state.isFinal();
    return open ? task : null;
  }

  Outcome<Task> get(String tenant, TaskId id, Stored stored) {
    LiveTask live = state.task(tenant, id);
    if (live == null && !stored.covers(id)) {
      return new Outcome.NeedsStored<>(Set.of(id));
    }
    Task task = live == null ? stored.get(id) : live.snapshot();
    Plan plan = task == null ? null : task.plan();
    boolean isThere =
        task != null
            && plan != null
            && task.pool().tenant().equals(tenant)
            && state.sessions().find(tenant, plan.spec().session()) != null;
    return isThere && task != null
        ? Outcome.done(task)
        : new Outcome.Refused<>(Refusals.noTask(id));
  }

  /** For a command on an unfinished task that is not there: it is finished, or does not exist. */
  <R> Outcome<R> notLive(String tenant, TaskId id, Stored stored, String rule) {
    return get(tenant, id, stored)
        .match(
            done -> new Outcome.Refused<>(Refusals.wrongState(id, done.value().state(), rule)),
            refused -> new Outcome.Refused<>(refused.refusal()),
            needs -> new Outcome.NeedsStored<>(needs.ids()));
  }

  /** The refusal for a session that is not there. */
  static Refusal noSession(SessionId id) {
    return Refusal.of(
        RefusalReason.SESSION_NOT_FOUND, "there is no session " + id, "session_id", id.toString());
  }

  /** Whether a task could be begun now; one with unfinished parts waits for these first. */
  static boolean isReady(LiveTask task) {
    return task.state == TaskState.PENDING
        && task.plan != null
        && task.plan.awaitsExecution()
        && task.plan.parts.isEmpty()
        && task.openDependencies.isEmpty()
        && task.notBeforeMicros == 0;
  }

  /** An answer about a task. */
  static <R> Outcome<R> done(LiveTask task, R value) {
    return new Outcome.Done<>(value, task.pool.policy().durability());
  }
}
