package org.smartrouting.client;

import org.jspecify.annotations.Nullable;
import org.smartrouting.v1.FailureKind;

/** Thrown by a {@link TaskHandler} to say what is to become of the task. */
public final class TaskFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final FailureKind kind;

  private TaskFailure(FailureKind kind, String reason, @Nullable Throwable cause) {
    super(reason, cause);
    this.kind = kind;
  }

  /** The task is tried again, elsewhere first, while attempts are left. */
  public static TaskFailure retryable(String reason, @Nullable Throwable cause) {
    return new TaskFailure(FailureKind.FAILURE_KIND_RETRYABLE, reason, cause);
  }

  /** The task fails at once. */
  public static TaskFailure permanent(String reason, @Nullable Throwable cause) {
    return new TaskFailure(FailureKind.FAILURE_KIND_PERMANENT, reason, cause);
  }

  /** The task waits until somebody updates or cancels it. */
  public static TaskFailure blocked(String reason, @Nullable Throwable cause) {
    return new TaskFailure(FailureKind.FAILURE_KIND_BLOCKED, reason, cause);
  }

  /** What is to become of the task. */
  public FailureKind kind() {
    return kind;
  }
}
