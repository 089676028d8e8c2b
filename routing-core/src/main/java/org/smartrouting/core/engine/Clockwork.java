package org.smartrouting.core.engine;

import org.smartrouting.core.store.TaskWrite;
import org.smartrouting.core.task.AttemptOutcome;
import org.smartrouting.core.task.TaskState;

/** What happens because time passes. */
final class Clockwork {
  private final ShardState state;
  private final Transitions transitions;
  private final Assignments assignments;
  private final Connections connections;
  private final Dependencies dependencies;
  private final Routes routes;

  Clockwork(
      ShardState state,
      Transitions transitions,
      Assignments assignments,
      Connections connections,
      Dependencies dependencies,
      Routes routes) {
    this.state = state;
    this.transitions = transitions;
    this.assignments = assignments;
    this.connections = connections;
    this.dependencies = dependencies;
    this.routes = routes;
  }

  /**
   * Does all that is due; returns whether there was anything. The order of timers is not that of
   * service, so nothing is given out in between.
   */
  boolean tickAll(long nowMicros) {
    boolean any = false;
    while (tick(nowMicros)) {
      any = true;
    }
    return any;
  }

  private boolean tick(long nowMicros) {
    Timed due = state.timers().pollDue(nowMicros);
    if (due instanceof LiveTask task) {
      fire(task, nowMicros);
    } else if (due instanceof Batch batch) {
      state.ended().add(batch);
    } else if (due instanceof LiveSpecialist specialist) {
      connections.fire(specialist, nowMicros);
    }
    return due != null;
  }

  private void fire(LiveTask task, long nowMicros) {
    if (task.spec.deadlineMicros() <= nowMicros) {
      if (!Moments.mayStay(task)) {
        expire(task, nowMicros);
        return;
      }
      if (!task.late) {
        transitions.demote(task);
      }
    }
    if (Moments.callMicros(task) <= nowMicros && !task.state.isHeld()) {
      routes.giveUp(task, Routes.notAssigned(task), nowMicros);
      return;
    }
    switch (task.state) {
      case PENDING -> endWait(task, nowMicros);
      case QUEUED -> lookAgain(task, nowMicros);
      case ASSIGNED -> {
        if (task.acceptExpiryMicros() <= nowMicros) {
          assignments.notAccepted(task, nowMicros);
        }
      }
      case RUNNING -> endLease(task, nowMicros);
      case BLOCKED, SUCCEEDED, FAILED, CANCELLED, EXPIRED -> {}
    }
    transitions.schedule(task);
  }

  private void expire(LiveTask task, long nowMicros) {
    String reason = "its deadline passed";
    if (task.state.isHeld()) {
      transitions.endAttempt(task, AttemptOutcome.REVOKED, reason, nowMicros);
    }
    if (task.callerAddress != 0) {
      Push closed = new Push.Closed(task.callerAddress, Routes.notAssigned(task));
      state.outbox().push(task.pool, closed);
      task.callerAddress = 0;
    }
    dependencies.detach(task);
    transitions.finish(task, TaskState.EXPIRED, reason, nowMicros);
  }

  private void endWait(LiveTask task, long nowMicros) {
    if (task.notBeforeMicros > 0 && task.notBeforeMicros <= nowMicros) {
      transitions.goOn(task, nowMicros);
    }
  }

  private void lookAgain(LiveTask task, long nowMicros) {
    if (task.lookMicros <= nowMicros) {
      task.lookMicros = Timed.NEVER;
      state.pressed().add(task);
    }
    if (task.stepEndMicros() <= nowMicros) {
      transitions.relax(task, nowMicros);
    }
    if (task.reservation.untilMicros() <= nowMicros) {
      transitions.reserve(task, Reservation.NONE);
      state.ready().add(task);
    }
    if (!task.avoidedSpecialistId.isEmpty() && task.avoidUntilMicros <= nowMicros) {
      task.avoidedSpecialistId = "";
      transitions.touch(task, TaskWrite.Extent.STATUS);
      state.ready().add(task);
    }
  }

  private void endLease(LiveTask task, long nowMicros) {
    if (Moments.timeoutMicros(task) <= nowMicros) {
      assignments.failed(
          task, AttemptOutcome.TIMED_OUT, "it ran longer than its execution timeout", nowMicros);
    } else if (task.leaseExpiryMicros() <= nowMicros) {
      assignments.lost(
          task, AttemptOutcome.LEASE_EXPIRED, "the lease ended without a heartbeat", nowMicros);
    }
  }
}
