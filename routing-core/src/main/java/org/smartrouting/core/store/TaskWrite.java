package org.smartrouting.core.store;

import org.smartrouting.core.task.Task;

/**
 * One task to write.
 *
 * @param task the task as it is now
 * @param extent how much of it the store does not have yet
 */
public record TaskWrite(Task task, Extent extent) {
  /** How much of a task is written. */
  public enum Extent {
    /** All of it: the store has no row. */
    NEW,
    /** Its status: the spec is as in the row. */
    STATUS,
    /** Its status and its spec without the payload, which never changes. */
    STATUS_AND_SPEC
  }
}
