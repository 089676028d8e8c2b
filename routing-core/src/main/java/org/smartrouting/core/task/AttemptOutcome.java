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
  BLOCKED
}
