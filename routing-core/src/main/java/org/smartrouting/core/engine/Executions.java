package org.smartrouting.core.engine;

import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.Lease;
import org.smartrouting.core.orchestration.PlanState.Execution;
import org.smartrouting.core.store.TaskWrite;
import org.smartrouting.core.task.Delivery;
import org.smartrouting.core.task.RequestFingerprint;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;

/** Begins planned tasks: of several callers one gets the task. */
final class Executions {
  private static final String FINISHED = "only a task that is not finished can be begun";

  private final ShardState state;
  private final Transitions transitions;
  private final PlannedTasks planned;

  Executions(ShardState state, Transitions transitions, PlannedTasks planned) {
    this.state = state;
    this.transitions = transitions;
    this.planned = planned;
  }

  Outcome<Boolean> execute(PlanCommand.Execute command, Stored stored, long nowMicros) {
    LiveTask live = planned.live(command.tenant(), command.id());
    LivePlan plan = live == null ? null : live.plan;
    if (live == null || plan == null) {
      return planned.notLive(command.tenant(), command.id(), stored, FINISHED);
    }
    if (command.token() != null) {
      if (!live.isHeldUnder(command.token()) || live.holder == null) {
        return new Outcome.Refused<>(Refusals.staleAssignment(live.id));
      }
      renew(live, nowMicros);
      return show(live, live.holder, command.address(), nowMicros);
    }
    if (isRepeat(plan, command.request()) && plan.state.execution().bySelf()) {
      return again(live, command, nowMicros);
    }
    Refusal refusal = refusal(live, nowMicros);
    if (refusal != null) {
      return new Outcome.Refused<>(refusal);
    }
    begin(live, plan, Delivery.CALLER, command.leaseMicros(), command.request());
    live.callerAddress = command.address();
    live.callerUntilMicros = command.untilMicros();
    transitions.goOn(live, nowMicros);
    return PlannedTasks.done(live, false);
  }

  Outcome<Task> dispatch(PlanCommand.Dispatch command, Stored stored, long nowMicros) {
    LiveTask live = planned.live(command.tenant(), command.id());
    LivePlan plan = live == null ? null : live.plan;
    if (live == null || plan == null) {
      Outcome<Task> row = planned.get(command.tenant(), command.id(), stored);
      return row instanceof Outcome.Done<Task> done && !wasBegunBy(done.value(), command.request())
          ? planned.notLive(command.tenant(), command.id(), stored, FINISHED)
          : row;
    }
    if (!isRepeat(plan, command.request()) || plan.state.execution().bySelf()) {
      Refusal refusal = refusal(live, nowMicros);
      if (refusal != null) {
        return new Outcome.Refused<>(refusal);
      }
      begin(live, plan, Delivery.SPECIALIST, 0, command.request());
      transitions.goOn(live, nowMicros);
    }
    return PlannedTasks.done(live, live.snapshot());
  }

  private static void begin(
      LiveTask live,
      LivePlan plan,
      Delivery delivery,
      long leaseMicros,
      RequestFingerprint request) {
    live.delivery = delivery;
    boolean bySelf = delivery == Delivery.CALLER;
    plan.state = plan.state.with(new Execution(true, bySelf, leaseMicros, request));
  }

  /** The same caller, whose answer may have been lost, asks again. */
  private Outcome<Boolean> again(LiveTask live, PlanCommand.Execute command, long nowMicros) {
    if (live.callerAddress != 0) {
      Refusal superseded = Refusals.superseded("a newer call with the same request_id took over");
      state.outbox().push(live.pool, new Push.Closed(live.callerAddress, superseded));
      live.callerAddress = 0;
    }
    if (live.state == TaskState.RUNNING && live.holder != null) {
      return show(live, live.holder, command.address(), nowMicros);
    }
    live.callerAddress = command.address();
    live.callerUntilMicros = command.untilMicros();
    state.ready().add(live);
    transitions.schedule(live);
    return PlannedTasks.done(live, true);
  }

  private void renew(LiveTask live, long nowMicros) {
    live.renewedMicros = nowMicros;
    transitions.touch(live, TaskWrite.Extent.STATUS);
  }

  private Outcome<Boolean> show(
      LiveTask live, LiveSpecialist holder, long address, long nowMicros) {
    Push.Routed same = new Push.Routed(address, live.snapshot(), holder.view(nowMicros));
    state.outbox().push(live.pool, same);
    return PlannedTasks.done(live, true);
  }

  /** Why a task cannot be begun; null when it can. */
  private @Nullable Refusal refusal(LiveTask live, long nowMicros) {
    if (live.state == TaskState.BLOCKED) {
      return Refusals.wrongState(live.id, live.state, live.reason);
    }
    if (live.state != TaskState.PENDING) {
      return claimed(live, nowMicros);
    }
    if (!live.openDependencies.isEmpty()) {
      TaskId first = live.openDependencies.iterator().next();
      LiveTask open = state.tasks().get(first);
      String named = open == null ? first.toString() : first + " (" + open.spec.title() + ")";
      return Refusal.of(
          RefusalReason.DEPENDENCIES_OPEN,
          "task "
              + live.id
              + " waits for "
              + live.openDependencies.size()
              + " of its dependencies, first for "
              + named,
          "task_id",
          live.id.toString(),
          "dependency",
          first.toString(),
          "count",
          Integer.toString(live.openDependencies.size()));
    }
    return live.notBeforeMicros > nowMicros
        ? Refusals.wrongState(live.id, live.state, "it is deferred")
        : null;
  }

  private static Refusal claimed(LiveTask live, long nowMicros) {
    Lease lease = live.lease;
    long until = lease == null ? nowMicros : live.leaseExpiryMicros();
    long millis = Math.max(100, (until - nowMicros) / 1_000);
    return Refusal.of(
        RefusalReason.ALREADY_CLAIMED,
        "task " + live.id + " is " + live.state + " already",
        "task_id",
        live.id.toString(),
        "state",
        live.state.name(),
        "retry_after_ms",
        Long.toString(millis));
  }

  private static boolean isRepeat(LivePlan plan, RequestFingerprint request) {
    return !request.equals(RequestFingerprint.NONE)
        && plan.state.execution().request().equals(request);
  }

  private static boolean wasBegunBy(Task task, RequestFingerprint request) {
    return task.plan() != null
        && !request.equals(RequestFingerprint.NONE)
        && task.plan().state().execution().request().equals(request);
  }
}
