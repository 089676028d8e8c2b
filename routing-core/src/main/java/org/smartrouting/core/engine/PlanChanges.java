package org.smartrouting.core.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.engine.PlanChange.Described;
import org.smartrouting.core.engine.PlanChange.Move;
import org.smartrouting.core.orchestration.Waiver;
import org.smartrouting.core.store.TaskWrite;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;

/** Changes unfinished planned tasks. */
final class PlanChanges {
  private final ShardState state;
  private final Transitions transitions;
  private final Dependencies dependencies;
  private final PlannedTasks planned;

  PlanChanges(
      ShardState state, Transitions transitions, Dependencies dependencies, PlannedTasks planned) {
    this.state = state;
    this.transitions = transitions;
    this.dependencies = dependencies;
    this.planned = planned;
  }

  Outcome<Task> update(PlanCommand.Update command, Stored stored, long nowMicros) {
    LiveTask live = planned.live(command.tenant(), command.id());
    LivePlan plan = live == null ? null : live.plan;
    if (live == null || plan == null) {
      return planned.notLive(
          command.tenant(), command.id(), stored, "a finished task does not change");
    }
    if (command.expectedVersion() != 0 && command.expectedVersion() != live.version) {
      return new Outcome.Refused<>(Refusals.staleEtag(command.expectedVersion(), live.version));
    }
    PlanChange change = command.change();
    Described before = new Described(live.spec, plan.spec);
    Described after = change.patch().over(before);
    List<TaskId> ids = change.dependencies(before, after);
    Refusal refusal = refusal(live, change, before, after, ids != null);
    if (refusal != null) {
      return new Outcome.Refused<>(refusal);
    }
    Dependencies.Resolution resolved = null;
    if (ids != null) {
      resolved = resolve(live, plan, change, ids, stored);
      if (!resolved.unread().isEmpty()) {
        return new Outcome.NeedsStored<>(resolved.unread());
      }
      refusal =
          resolved.refusal() == null
              ? dependencies.cycle(live, resolved.open())
              : resolved.refusal();
      if (refusal != null) {
        return new Outcome.Refused<>(refusal);
      }
    }
    describe(live, plan, before, after, nowMicros);
    for (TaskId waived : change.waived()) {
      plan.state =
          plan.state.with(new Waiver(waived, change.actor(), change.waiveReason(), nowMicros));
    }
    goOn(live, change, resolved, nowMicros);
    return PlannedTasks.done(live, live.snapshot());
  }

  private static @Nullable Refusal refusal(
      LiveTask live,
      PlanChange change,
      Described before,
      Described after,
      boolean otherDependencies) {
    if (change.status() == Move.UNBLOCK && live.state != TaskState.BLOCKED) {
      return Refusals.wrongState(live.id, live.state, "only a blocked task is set going again");
    }
    boolean isFree =
        live.state == TaskState.PENDING
            || (live.state == TaskState.QUEUED && live.callerAddress == 0);
    if ((change.status() == Move.BLOCK || change.deferMicros() != 0) && !isFree) {
      return Refusals.wrongState(live.id, live.state, "only a task that nobody has can wait");
    }
    boolean otherWork =
        !after.spec().requirement().equals(before.spec().requirement())
            || !after.spec().taskType().equals(before.spec().taskType());
    if ((otherWork || otherDependencies) && (live.state.isHeld() || live.callerAddress != 0)) {
      return Refusals.wrongState(
          live.id, live.state, "who may do it, and after what, is settled while it is held");
    }
    for (TaskId waived : change.waived()) {
      if (!after.spec().dependencies().contains(waived)) {
        return Refusal.of(
            RefusalReason.DEPENDENCY_NOT_FOUND,
            "task " + live.id + " does not depend on " + waived,
            "task_id",
            waived.toString());
      }
    }
    return null;
  }

  private Dependencies.Resolution resolve(
      LiveTask live, LivePlan plan, PlanChange change, List<TaskId> ids, Stored stored) {
    List<TaskId> waitedFor = new ArrayList<>(ids);
    waitedFor.removeAll(change.waived());
    waitedFor.removeIf(plan.state::waives);
    return dependencies.resolve(
        new TaskCommand.Request(live.id, live.pool.key(), live.fingerprint), waitedFor, stored);
  }

  private void describe(
      LiveTask live, LivePlan plan, Described before, Described after, long nowMicros) {
    if (after.equals(before)) {
      return;
    }
    boolean waited = live.state == TaskState.QUEUED;
    transitions.leaveQueue(live);
    long bytes = live.bytes();
    transitions.reprioritise(live, after.spec().priority());
    live.spec = after.spec();
    plan.spec = after.plan();
    state.addBytes(live.bytes() - bytes);
    live.late = live.late && after.spec().deadlineMicros() == before.spec().deadlineMicros();
    live.demanded = live.spec.requirement().during(0);
    if (live.queuedMicros != 0) {
      transitions.rank(live);
    }
    state.outbox().changed(live, TaskWrite.Extent.STATUS_AND_SPEC);
    if (waited) {
      transitions.queue(live, nowMicros);
    }
  }

  private void goOn(
      LiveTask live,
      PlanChange change,
      Dependencies.@Nullable Resolution resolved,
      long nowMicros) {
    if (change.deferMicros() != 0) {
      transitions.leaveQueue(live);
      live.notBeforeMicros = change.deferMicros();
    }
    if (resolved != null) {
      dependencies.detach(live);
      resolved.attach(live);
    }
    if (change.status() == Move.BLOCK) {
      transitions.block(live, change.reason());
    } else if (resolved != null) {
      transitions.leaveQueue(live);
      live.reason = "";
      transitions.goOnUnless(resolved.failed(), live, nowMicros);
    } else if (change.deferMicros() != 0) {
      transitions.goOn(live, nowMicros);
    } else {
      transitions.touch(live, TaskWrite.Extent.STATUS_AND_SPEC);
    }
  }
}
