package org.smartrouting.core.engine;

/**
 * A step of the requirement of a waiting task that holds.
 *
 * @param number which one, from 1; 0 when none holds
 * @param count number of steps
 * @param endMicros when it ends, microseconds since the epoch; 0 for a task that does not wait yet
 */
public record StepInForce(int number, int count, long endMicros) {
  /** No step holds. */
  public static final StepInForce NONE = new StepInForce(0, 0, 0);

  static StepInForce of(LiveTask task) {
    int count = task.spec.requirement().steps().size();
    long end = task.stepEndMicros();
    return task.step < count
        ? new StepInForce(task.step + 1, count, end == Timed.NEVER ? 0 : end)
        : NONE;
  }
}
