package org.smartrouting.core.queue;

import java.util.Comparator;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.TaskId;

/** A task that waits for a specialist. What orders it must not change while it is in a queue. */
public interface Waiting {
  /** By virtual deadline, ties by id, so that no two tasks are ever equal. */
  Comparator<Waiting> ORDER =
      (one, other) -> {
        int byDeadline = Long.compare(one.virtualDeadlineMicros(), other.virtualDeadlineMicros());
        return byDeadline == 0 ? one.id().compareTo(other.id()) : byDeadline;
      };

  /** Identity of the task. */
  TaskId id();

  /** How urgent it is. */
  Priority priority();

  /** When it was first queued, microseconds since the epoch. */
  long queuedMicros();

  /**
   * Key by which it is ordered unless the pool wants another order, microseconds since the epoch.
   */
  long virtualDeadlineMicros();
}
