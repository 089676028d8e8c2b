package org.smartrouting.core.engine;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.engine.RouteCommand.AbandonRoute;
import org.smartrouting.core.engine.RouteCommand.Route;
import org.smartrouting.core.engine.TaskCommand.Submitted;
import org.smartrouting.core.pool.Durability;
import org.smartrouting.core.task.Delivery;
import org.smartrouting.core.task.TaskState;

/** Tasks of callers that wait for a choice and run the specialist themselves. */
final class Routes {
  private final ShardState state;
  private final Transitions transitions;
  private final Submissions submissions;

  Routes(ShardState state, Transitions transitions, Submissions submissions) {
    this.state = state;
    this.transitions = transitions;
    this.submissions = submissions;
  }

  Outcome<Boolean> route(Route command, Stored stored, long nowMicros) {
    Outcome<Submitted> earlier = submissions.known(command.request(), stored);
    if (earlier != null) {
      return earlier.match(
          done -> again(command, done.value(), nowMicros),
          refused -> new Outcome.Refused<>(refused.refusal()),
          needs -> new Outcome.NeedsStored<>(needs.ids()));
    }
    if (Submissions.isUnread(command.request(), stored)) {
      return new Outcome.NeedsStored<>(Set.of(command.request().id()));
    }
    LivePool pool = state.pool(command.request().pool());
    if (pool == null) {
      return new Outcome.Refused<>(Refusals.noPool(command.request().pool()));
    }
    Refusal full = submissions.room(pool, command.spec());
    if (full != null) {
      return new Outcome.Refused<>(full);
    }
    LiveTask task =
        submissions.create(command.request(), pool, command.spec(), Delivery.CALLER, nowMicros);
    Refusal late = submissions.tooLate(task, nowMicros);
    if (late != null) {
      return new Outcome.Refused<>(late);
    }
    task.callerAddress = command.address();
    task.callerUntilMicros = command.untilMicros();
    transitions.admit(task, "", nowMicros);
    return done(pool, false);
  }

  Outcome<Boolean> abandon(AbandonRoute command, long nowMicros) {
    LiveTask task = state.tasks().get(command.task());
    if (task == null || task.callerAddress != command.address()) {
      return Outcome.done(false);
    }
    giveUp(task, null, nowMicros);
    return done(task.pool, true);
  }

  /** The wait for a choice is over, or nobody waits any more. */
  void giveUp(LiveTask task, @Nullable Refusal refusal, long nowMicros) {
    if (task.callerAddress != 0 && refusal != null) {
      state.outbox().push(task.pool, new Push.Closed(task.callerAddress, refusal));
    }
    String reason =
        task.callerAddress == 0 ? "its caller is gone" : "no specialist was free within the wait";
    task.callerAddress = 0;
    if (task.plan != null) {
      transitions.awaitExecution(task, nowMicros);
    } else {
      transitions.finish(task, TaskState.CANCELLED, reason, nowMicros);
    }
  }

  private Outcome<Boolean> again(Route command, Submitted earlier, long nowMicros) {
    LiveTask task = state.tasks().get(earlier.task().id());
    if (task == null || task.state.isFinal() || task.delivery != Delivery.CALLER) {
      return new Outcome.Refused<>(
          Refusals.wrongState(
              earlier.task().id(), earlier.task().state(), "it waits for no choice any more"));
    }
    if (task.callerAddress != 0) {
      Refusal superseded = Refusals.superseded("a newer call with the same request_id took over");
      state.outbox().push(task.pool, new Push.Closed(task.callerAddress, superseded));
      task.callerAddress = 0;
    }
    LiveSpecialist holder = task.holder;
    if (task.state == TaskState.RUNNING && holder != null) {
      Push.Routed same =
          new Push.Routed(command.address(), task.snapshot(), holder.view(nowMicros));
      state.outbox().push(task.pool, same);
    } else {
      task.callerAddress = command.address();
      task.callerUntilMicros = command.untilMicros();
      if (task.state == TaskState.QUEUED) {
        state.ready().add(task);
      }
      transitions.schedule(task);
    }
    return done(task.pool, true);
  }

  private static Outcome<Boolean> done(LivePool pool, boolean value) {
    Durability durability = pool.policy().durability();
    return new Outcome.Done<>(value, durability);
  }

  /** The refusal for a call whose wait has ended. */
  static Refusal notAssigned(LiveTask task) {
    return Refusal.of(
        RefusalReason.NOT_ASSIGNED_IN_TIME,
        "nobody was free for task " + task.id + " within the wait",
        "task_id",
        task.id.toString());
  }

  /** Tasks of callers wait a while after a restart for their callers to come back. */
  static void awaitCallers(List<LiveTask> restored, long nowMicros) {
    for (LiveTask task : restored) {
      if (task.delivery == Delivery.CALLER) {
        task.callerUntilMicros = nowMicros + task.pool.policy().sessionTimeoutMicros();
      }
    }
  }
}
