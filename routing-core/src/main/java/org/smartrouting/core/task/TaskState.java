package org.smartrouting.core.task;

/** Where a task is in its life. */
public enum TaskState {
  /** Waits for its dependencies, a time, or the backoff after a failed attempt. */
  PENDING,
  /** Waits for a specialist. */
  QUEUED,
  /** Given to a specialist that has not accepted it yet. */
  ASSIGNED,
  /** Accepted; a specialist works on it. */
  RUNNING,
  /** A dependency ended without success, or a specialist said that it cannot go on. */
  BLOCKED,
  /** Done. Final. */
  SUCCEEDED,
  /** All attempts are used up, or one failed for good. Final: the dead letter. */
  FAILED,
  /** Cancelled by a caller. Final. */
  CANCELLED,
  /** Its deadline passed. Final. */
  EXPIRED;

  /** Whether a task in this state never changes again. */
  public boolean isFinal() {
    return this == SUCCEEDED || this == FAILED || this == CANCELLED || this == EXPIRED;
  }

  /** Whether a specialist holds a task in this state. */
  public boolean isHeld() {
    return this == ASSIGNED || this == RUNNING;
  }
}
