package org.smartrouting.core.engine;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.pool.Durability;
import org.smartrouting.core.store.TaskWrite;
import org.smartrouting.core.task.AttemptOutcome;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;
import org.smartrouting.core.task.TaskState;

/** Reads, changes, cancels and deletes tasks for those who submitted them. */
final class TaskDesk {
  private final ShardState state;
  private final Transitions transitions;
  private final Dependencies dependencies;

  TaskDesk(ShardState state, Transitions transitions, Dependencies dependencies) {
    this.state = state;
    this.transitions = transitions;
    this.dependencies = dependencies;
  }

  Outcome<Task> get(TaskCommand.Get command, Stored stored) {
    LiveTask live = state.task(command.tenant(), command.id());
    return live == null ? finished(command.tenant(), command.id(), stored) : done(live);
  }

  Outcome<Task> update(TaskCommand.Update command, Stored stored, long nowMicros) {
    LiveTask live = state.task(command.tenant(), command.id());
    if (live == null || live.state.isFinal()) {
      return unlessFound(
          live, command.tenant(), command.id(), stored, "a finished task does not change");
    }
    if (command.expectedVersion() != 0 && command.expectedVersion() != live.version) {
      return new Outcome.Refused<>(Refusals.staleEtag(command.expectedVersion(), live.version));
    }
    if (Objects.equals(command.deadlineMicros(), TaskSpec.NEVER) && live.spec.affinity().isHard()) {
      return new Outcome.Refused<>(
          Refusals.wrongState(live.id, live.state, "its hard affinity needs a deadline"));
    }
    Dependencies.Resolution resolved = null;
    List<TaskId> ids = command.dependencies();
    if (ids != null) {
      if (live.state.isHeld()) {
        return new Outcome.Refused<>(
            Refusals.wrongState(live.id, live.state, "its dependencies are settled"));
      }
      TaskCommand.Request self =
          new TaskCommand.Request(live.id, live.pool.key(), live.fingerprint);
      resolved = dependencies.resolve(self, ids, stored);
      if (!resolved.unread().isEmpty()) {
        return new Outcome.NeedsStored<>(resolved.unread());
      }
      Refusal refusal =
          resolved.refusal() == null
              ? dependencies.cycle(live, resolved.open())
              : resolved.refusal();
      if (refusal != null) {
        return new Outcome.Refused<>(refusal);
      }
    }
    change(live, command, resolved, nowMicros);
    return done(live);
  }

  Outcome<Task> cancel(TaskCommand.Cancel command, Stored stored, long nowMicros) {
    LiveTask live = state.task(command.tenant(), command.id());
    if (live == null) {
      Outcome<Task> row = finished(command.tenant(), command.id(), stored);
      return row instanceof Outcome.Done<Task> found && found.value().state() != TaskState.CANCELLED
          ? new Outcome.Refused<>(notCancellable(command.id(), found.value().state()))
          : row;
    }
    if (live.state.isFinal() && live.state != TaskState.CANCELLED) {
      return new Outcome.Refused<>(notCancellable(live.id, live.state));
    }
    if (live.state != TaskState.CANCELLED) {
      cancel(live, command.reason(), nowMicros);
    }
    return done(live);
  }

  Outcome<Task> delete(TaskCommand.Delete command, Stored stored) {
    LiveTask live = state.task(command.tenant(), command.id());
    if (live != null) {
      // A finished task leaves the memory with its commit; deleting it before would bring it back.
      return live.state.isFinal()
          ? new Outcome.NeedsStored<>(Set.of(live.id))
          : new Outcome.Refused<>(
              Refusals.wrongState(live.id, live.state, "cancel it before deleting it"));
    }
    Outcome<Task> row = finished(command.tenant(), command.id(), stored);
    if (row instanceof Outcome.Done<Task> done && done.value().plan() != null) {
      return new Outcome.Refused<>(
          Refusals.wrongState(
              command.id(), done.value().state(), "its session keeps it; delete it there"));
    }
    if (row instanceof Outcome.Done<Task>) {
      state.outbox().deleted(command.id());
      state.lookups().deleted(command.id());
    }
    return row;
  }

  private void change(
      LiveTask live,
      TaskCommand.Update command,
      Dependencies.@Nullable Resolution resolved,
      long nowMicros) {
    boolean waited = live.state == TaskState.QUEUED;
    transitions.leaveQueue(live);
    if (command.priority() != null) {
      transitions.reprioritise(live, command.priority());
    }
    TaskSpec spec = live.spec;
    if (command.deadlineMicros() != null) {
      spec = spec.withDeadline(command.deadlineMicros());
      live.late = false;
    }
    if (command.labels() != null) {
      spec = spec.withLabels(command.labels());
    }
    if (command.dependencies() != null) {
      spec = spec.withDependencies(command.dependencies());
    }
    live.spec = spec;
    if (live.queuedMicros != 0) {
      transitions.rank(live);
    }
    state.outbox().changed(live, TaskWrite.Extent.STATUS_AND_SPEC);
    if (resolved != null) {
      dependencies.detach(live);
      resolved.attach(live);
      live.reason = "";
      transitions.goOnUnless(resolved.failed(), live, nowMicros);
    } else if (waited) {
      transitions.queue(live, nowMicros);
    } else {
      transitions.touch(live, TaskWrite.Extent.STATUS_AND_SPEC);
    }
  }

  /** Cancels an unfinished task; whoever holds it is told. */
  void cancel(LiveTask live, String reason, long nowMicros) {
    if (live.state.isHeld()) {
      transitions.endAttempt(live, AttemptOutcome.REVOKED, "task cancelled", nowMicros);
    }
    if (live.callerAddress != 0) {
      Refusal refusal = Refusals.wrongState(live.id, TaskState.CANCELLED, "it was cancelled");
      state.outbox().push(live.pool, new Push.Closed(live.callerAddress, refusal));
      live.callerAddress = 0;
    }
    dependencies.detach(live);
    transitions.finish(live, TaskState.CANCELLED, reason, nowMicros);
  }

  private Outcome<Task> unlessFound(
      @Nullable LiveTask live, String tenant, TaskId id, Stored stored, String rule) {
    if (live != null) {
      return new Outcome.Refused<>(Refusals.wrongState(id, live.state, rule));
    }
    Outcome<Task> row = finished(tenant, id, stored);
    return row instanceof Outcome.Done<Task> found
        ? new Outcome.Refused<>(Refusals.wrongState(id, found.value().state(), rule))
        : row;
  }

  private Outcome<Task> finished(String tenant, TaskId id, Stored stored) {
    if (state.tasks().containsKey(id)) {
      return new Outcome.Refused<>(Refusals.noTask(id));
    }
    if (!stored.covers(id)) {
      return new Outcome.NeedsStored<>(Set.of(id));
    }
    Task row = stored.get(id);
    return row == null || !row.pool().tenant().equals(tenant)
        ? new Outcome.Refused<>(Refusals.noTask(id))
        : Outcome.done(row);
  }

  private static Refusal notCancellable(TaskId id, TaskState actual) {
    return Refusals.wrongState(id, actual, "only an unfinished task can be cancelled");
  }

  private static Outcome<Task> done(LiveTask live) {
    Durability durability = live.pool.policy().durability();
    return new Outcome.Done<>(live.snapshot(), durability);
  }
}
