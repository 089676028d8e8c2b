package org.smartrouting.core.orchestration;

import org.smartrouting.core.task.TaskState;

/** Where a task of a session is, as planners see it. */
public enum PlanStatus {
  /** It waits for its dependencies, or to be executed. */
  PENDING,
  /** It waits for a specialist, or was given to one that has not accepted it. */
  ACTIVE,
  /** Somebody works on it. */
  IN_PROGRESS,
  /** It cannot go on by itself. */
  BLOCKED,
  /** It is done. */
  COMPLETED,
  /** It failed, or its deadline passed. */
  FAILED,
  /** It was cancelled. */
  CANCELLED,
  /** It is finished and was put away. */
  ARCHIVED;

  /** The status that belongs to the state of a task that was not put away. */
  public static PlanStatus of(TaskState state) {
    return switch (state) {
      case PENDING -> PENDING;
      case QUEUED, ASSIGNED -> ACTIVE;
      case RUNNING -> IN_PROGRESS;
      case BLOCKED -> BLOCKED;
      case SUCCEEDED -> COMPLETED;
      case FAILED, EXPIRED -> FAILED;
      case CANCELLED -> CANCELLED;
    };
  }

  /** Whether a task in this status goes on. */
  public boolean isOpen() {
    return switch (this) {
      case PENDING, ACTIVE, IN_PROGRESS, BLOCKED -> true;
      case COMPLETED, FAILED, CANCELLED, ARCHIVED -> false;
    };
  }
}
