package org.smartrouting.core.engine;

import org.smartrouting.core.pool.LatePolicy;
import org.smartrouting.core.task.Delivery;
import org.smartrouting.core.task.TaskState;

/** The moments at which something happens to a task because time passes. */
final class Moments {
  private Moments() {}

  /** When it has to be looked at next; {@link Timed#NEVER} for never. */
  static long next(LiveTask task) {
    if (task.state.isFinal()) {
      return Timed.NEVER;
    }
    long moment = mayStay(task) && task.late ? Timed.NEVER : task.spec.deadlineMicros();
    return switch (task.state) {
      case PENDING -> Math.min(moment, Math.min(waitMicros(task), callMicros(task)));
      case QUEUED -> {
        long ends = Math.min(avoidMicros(task), task.stepEndMicros());
        ends = Math.min(Math.min(ends, task.lookMicros), task.reservation.untilMicros());
        yield Math.min(moment, Math.min(ends, callMicros(task)));
      }
      case ASSIGNED -> Math.min(moment, task.acceptExpiryMicros());
      case RUNNING -> Math.min(moment, Math.min(task.leaseExpiryMicros(), timeoutMicros(task)));
      case BLOCKED -> Math.min(moment, callMicros(task));
      case SUCCEEDED, FAILED, CANCELLED, EXPIRED -> moment;
    };
  }

  /** Whether a task may go on after its deadline; who is bound to one specialist may not. */
  static boolean mayStay(LiveTask task) {
    return !task.spec.affinity().isHard() && task.pool.policy().queue().late() == LatePolicy.DEMOTE;
  }

  private static long waitMicros(LiveTask task) {
    return task.notBeforeMicros > 0 ? task.notBeforeMicros : Timed.NEVER;
  }

  private static long avoidMicros(LiveTask task) {
    return task.avoidedSpecialistId.isEmpty() ? Timed.NEVER : task.avoidUntilMicros;
  }

  /** When the caller stops waiting for the choice, or is not waited for any more. */
  static long callMicros(LiveTask task) {
    boolean called = task.callerAddress != 0 || task.state == TaskState.QUEUED;
    return task.delivery == Delivery.CALLER && called ? task.callerUntilMicros : Timed.NEVER;
  }

  /** When the current attempt has run too long; NEVER without a limit. */
  static long timeoutMicros(LiveTask task) {
    long limit = task.spec.executionTimeoutMicros();
    return limit == Timed.NEVER ? Timed.NEVER : task.startedMicros + limit;
  }
}
