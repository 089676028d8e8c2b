package org.smartrouting.server.codec;

import org.smartrouting.core.task.TaskState;

/** States of tasks. */
public final class TaskStateCodec {
  private TaskStateCodec() {}

  /** Writes a state. */
  public static org.smartrouting.v1.TaskState toMessage(TaskState state) {
    return switch (state) {
      case PENDING -> org.smartrouting.v1.TaskState.TASK_STATE_PENDING;
      case QUEUED -> org.smartrouting.v1.TaskState.TASK_STATE_QUEUED;
      case ASSIGNED -> org.smartrouting.v1.TaskState.TASK_STATE_ASSIGNED;
      case RUNNING -> org.smartrouting.v1.TaskState.TASK_STATE_RUNNING;
      case BLOCKED -> org.smartrouting.v1.TaskState.TASK_STATE_BLOCKED;
      case SUCCEEDED -> org.smartrouting.v1.TaskState.TASK_STATE_SUCCEEDED;
      case FAILED -> org.smartrouting.v1.TaskState.TASK_STATE_FAILED;
      case CANCELLED -> org.smartrouting.v1.TaskState.TASK_STATE_CANCELLED;
      case EXPIRED -> org.smartrouting.v1.TaskState.TASK_STATE_EXPIRED;
    };
  }

  /**
   * Reads a state.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static TaskState toDomain(org.smartrouting.v1.TaskState message) {
    return switch (message) {
      case TASK_STATE_PENDING -> TaskState.PENDING;
      case TASK_STATE_QUEUED -> TaskState.QUEUED;
      case TASK_STATE_ASSIGNED -> TaskState.ASSIGNED;
      case TASK_STATE_RUNNING -> TaskState.RUNNING;
      case TASK_STATE_BLOCKED -> TaskState.BLOCKED;
      case TASK_STATE_SUCCEEDED -> TaskState.SUCCEEDED;
      case TASK_STATE_FAILED -> TaskState.FAILED;
      case TASK_STATE_CANCELLED -> TaskState.CANCELLED;
      case TASK_STATE_EXPIRED -> TaskState.EXPIRED;
      case TASK_STATE_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("not a state: " + message);
    };
  }
}
