package org.smartrouting.client;

import org.smartrouting.v1.TaskState;

/** What the states of a task mean to somebody who waits for it. */
final class TaskStates {
  private TaskStates() {}

  /** Whether a task in this state never changes again. */
  static boolean isFinal(TaskState state) {
    return switch (state) {
      case TASK_STATE_SUCCEEDED, TASK_STATE_FAILED, TASK_STATE_CANCELLED, TASK_STATE_EXPIRED ->
          true;
      case TASK_STATE_UNSPECIFIED,
          TASK_STATE_PENDING,
          TASK_STATE_QUEUED,
          TASK_STATE_ASSIGNED,
          TASK_STATE_RUNNING,
          TASK_STATE_BLOCKED,
          UNRECOGNIZED ->
          false;
    };
  }
}
