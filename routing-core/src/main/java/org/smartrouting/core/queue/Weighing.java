package org.smartrouting.core.queue;

/**
 * How the work before a task is weighed.
 *
 * @param <T> the tasks
 */
public interface Weighing<T extends Waiting> {
  /** Share of the slots for a signature that could serve the task, too, 0..1. */
  double overlap(Signature signature);

  /** Seconds for which a task is expected to hold a slot. */
  double seconds(T task);

  /** What each task costs its fairness key, above 0. */
  double cost();
}
