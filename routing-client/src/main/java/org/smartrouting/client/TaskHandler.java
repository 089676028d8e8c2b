package org.smartrouting.client;

import org.smartrouting.v1.TaskResult;

/** Does the work of a specialist. Called by several threads at once when it has several slots. */
@FunctionalInterface
public interface TaskHandler {
  /**
   * Works on one attempt of a task. The thread is interrupted when the work is to stop; what is
   * returned or thrown then is dropped.
   *
   * @return the result, whose output is at most 1 MiB
   * @throws TaskFailure to say what is to become of the task
   * @throws Exception any other exception counts as {@link TaskFailure#retryable}
   */
  TaskResult handle(AssignedTask task) throws Exception;
}
