package org.smartrouting.core.task;

/** How an attempt ended. */
public enum AttemptOutcome {
  /** The specialist completed it. */
  SUCCEEDED,
  /** The specialist reported a failure. */
  FAILED,
  /** The specialist did not want it; uses up no attempt. */
  DECLINED,
  /** The specialist did not accept it in time, or was lost before; uses up no attempt. */
  NOT_ACCEPTED,
  /** The lease ended without a heartbeat. */
  LEASE_EXPIRED,
  /** The specialist went away, or came back without the assignment. */
  SPECIALIST_LOST,
  /** It ran longer than the execution timeout. */
  TIMED_OUT,
  /** The task was cancelled or expired under it. */
  REVOKED,
  /** The specialist reported that it cannot go on. */
  BLOCKED,
  /** It had to make way for a critical task; uses up no attempt. */
  PREEMPTED,
  /** The result is to be revised; uses up no attempt. */
  NEEDS_REVISION;

  /** Whether it counts against the attempts of the task. */
  public boolean usesUpAttempt() {
    return switch (this) {
      case DECLINED, NOT_ACCEPTED, PREEMPTED, NEEDS_REVISION -> false;
      case SUCCEEDED, FAILED, LEASE_EXPIRED, SPECIALIST_LOST, TIMED_OUT, REVOKED, BLOCKED -> true;
    };
  }

  /** Whether the holder said so itself, so that it need not be told. */
  public boolean isReported() {
    return switch (this) {
      case SUCCEEDED, FAILED, DECLINED, BLOCKED, NEEDS_REVISION -> true;
      case NOT_ACCEPTED, LEASE_EXPIRED, SPECIALIST_LOST, TIMED_OUT, REVOKED, PREEMPTED -> false;
    };
  }
}
