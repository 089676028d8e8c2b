package org.smartrouting.core.queue;

import java.util.Comparator;
import org.smartrouting.core.task.TaskId;

/** A task that waits for a specialist. Its key must not change while it is in a queue. */
public interface Waiting {
  /** Order of service: by virtual deadline, ties by id, so that no two tasks are ever equal. */
  Comparator<Waiting> ORDER =
      Comparator.comparingLong(Waiting::virtualDeadlineMicros).thenComparing(Waiting::id);

  /** Identity of the task. */
  TaskId id();

  /** Key by which it is ordered, microseconds since the epoch. */
  long virtualDeadlineMicros();
}
