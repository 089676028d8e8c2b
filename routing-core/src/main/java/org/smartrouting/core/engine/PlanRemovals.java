package org.smartrouting.core.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.smartrouting.core.engine.PlanCommand.Cancelled;
import org.smartrouting.core.orchestration.PlanStatus;
import org.smartrouting.core.store.TaskWrite;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;

/** Cancels planned tasks, puts finished ones away, and removes them. */
final class PlanRemovals {
  private final ShardState state;
  private final Transitions transitions;
  private final TaskDesk tasks;
  private final PlannedTasks planned;

  PlanRemovals(ShardState state, Transitions transitions, TaskDesk tasks, PlannedTasks planned) {
    this.state = state;
    this.transitions = transitions;
    this.tasks = tasks;
    this.planned = planned;
  }

  Outcome<Cancelled> cancel(PlanCommand.Cancel command, Stored stored, long nowMicros) {
    LiveTask live = planned.live(command.tenant(), command.id());
    if (live == null) {
      Outcome<Task> row = planned.get(command.tenant(), command.id(), stored);
      return row instanceof Outcome.Done<Task> done && done.value().state() == TaskState.CANCELLED
          ? Outcome.done(new Cancelled(done.value(), PlanStatus.CANCELLED, List.of(), List.of()))
          : planned.notLive(
              command.tenant(), command.id(), stored, "only an unfinished task can be cancelled");
    }
    PlanStatus previous = PlanStatus.of(live.state);
    List<LiveTask> victims = command.withParts() ? family(live) : List.of(live);
    Set<LiveTask> dependents = new LinkedHashSet<>();
    victims.forEach(victim -> dependents.addAll(victim.dependents));
    victims.forEach(dependents::remove);
    // Parts first: a parent of which all parts are cancelled learns of it while it can.
    for (int i = victims.size() - 1; i >= 0; i--) {
      end(
          victims.get(i),
          i == 0 ? command.reason() : "its parent was cancelled",
          command,
          nowMicros);
    }
    List<TaskId> parts = victims.stream().skip(1).map(LiveTask::id).toList();
    return PlannedTasks.done(
        live,
        new Cancelled(
            live.snapshot(),
            previous,
            parts,
            dependents.stream().map(LiveTask::snapshot).toList()));
  }

  Outcome<List<TaskId>> delete(PlanCommand.Delete command, Stored stored) {
    LiveTask live = state.task(command.tenant(), command.id());
    if (live != null) {
      // A finished task leaves the memory with its commit; changing it before would bring it back.
      return live.state.isFinal() && live.plan != null
          ? new Outcome.NeedsStored<>(Set.of(live.id))
          : planned.notLive(command.tenant(), command.id(), stored, "cancel it before deleting it");
    }
    Outcome<Task> found = planned.get(command.tenant(), command.id(), stored);
    if (!(found instanceof Outcome.Done<Task> done)) {
      return found.match(
          never -> Outcome.done(List.of()),
          refused -> new Outcome.Refused<>(refused.refusal()),
          needs -> new Outcome.NeedsStored<>(needs.ids()));
    }
    Task row = done.value();
    LiveSession session =
        row.plan() == null
            ? null
            : state.sessions().find(command.tenant(), row.plan().spec().session());
    if (session == null) {
      return new Outcome.Refused<>(Refusals.noTask(command.id()));
    }
    List<TaskId> dependents = dependents(session, row.id());
    if (!command.archive() && !command.force() && !dependents.isEmpty()) {
      return new Outcome.Refused<>(hasDependents(row.id(), dependents));
    }
    if (command.archive()) {
      archive(row, session);
    } else {
      state.outbox().deletedPlan(row.id());
      state.lookups().deleted(row.id());
      transitions.progress().deleted(row, session);
    }
    return Outcome.done(dependents);
  }

  private void end(LiveTask victim, String reason, PlanCommand.Cancel command, long nowMicros) {
    if (victim.state.isFinal()) {
      return;
    }
    tasks.cancel(victim, reason, nowMicros);
    if (!command.keepsWork() && victim.plan != null) {
      new Shelf(state).clear(victim, victim.plan);
    }
  }

  /** A task and its unfinished parts, and theirs, each after the one it is a part of. */
  private static List<LiveTask> family(LiveTask root) {
    List<LiveTask> all = new ArrayList<>();
    Deque<LiveTask> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      LiveTask next = open.remove();
      all.add(next);
      if (next.plan != null) {
        open.addAll(next.plan.parts);
      }
    }
    return all;
  }

  private void archive(Task row, LiveSession session) {
    if (row.plan() == null || row.plan().state().archived()) {
      return;
    }
    LiveTask task = transitions.progress().recall(row, session);
    if (task.plan != null) {
      task.plan.state = task.plan.state.putAway();
    }
    state.lookups().outdated(task.id);
    transitions.progress().moved(task);
    transitions.touch(task, TaskWrite.Extent.STATUS);
  }

  private static List<TaskId> dependents(LiveSession session, TaskId id) {
    List<TaskId> dependents = new ArrayList<>();
    for (LiveTask task : session.open()) {
      if (PlanProgress.needs(task, id)) {
        dependents.add(task.id);
      }
    }
    return dependents;
  }

  private static Refusal hasDependents(TaskId id, List<TaskId> dependents) {
    return Refusal.of(
        RefusalReason.HAS_DEPENDENTS,
        dependents.size() + " unfinished tasks need task " + id + ", first " + dependents.get(0),
        "task_id",
        id.toString(),
        "dependent",
        dependents.get(0).toString(),
        "count",
        Integer.toString(dependents.size()));
  }
}
