package org.smartrouting.core.engine;

import org.smartrouting.core.assignment.AssignmentToken;
import org.smartrouting.core.task.TaskId;

/**
 * A slot that is cleared for a waiting task.
 *
 * @param holder whose slot it is
 * @param token assignment that makes way
 * @param victim its task
 */
record Clearing(LiveSpecialist holder, AssignmentToken token, TaskId victim) {
  /** Whether the specialist is still to stop. */
  boolean isGoingOn() {
    return holder.stopping().containsKey(token);
  }
}
