package org.smartrouting.core.engine;

/**
 * How long a task is expected to wait, and from what that follows.
 *
 * @param waitSeconds the wait from now on; below 0 when there is nothing to estimate it from
 * @param tasksAhead tasks that are served before it by slots that could serve it, whatever they
 *     demand
 * @param workSeconds slot seconds that they are expected to take
 * @param slots slots that can serve it
 * @param freeSlots how many of them are free
 * @param holdSeconds how long a task of its type holds a slot
 * @param results number of assignments or results from which that is known; 0 for none
 * @param basis the same in words
 */
public record WaitEstimate(
    double waitSeconds,
    double tasksAhead,
    double workSeconds,
    long slots,
    long freeSlots,
    double holdSeconds,
    long results,
    String basis) {
  /** Nothing is expected. */
  public static final WaitEstimate NONE = new WaitEstimate(-1, 0, 0, 0, 0, 0, 0, "");

  /** Somebody could take it now. */
  public static final WaitEstimate AT_ONCE =
      new WaitEstimate(0, 0, 0, 0, 0, 0, 0, "somebody could take it now");

  /** Whether a wait can be told. */
  public boolean isKnown() {
    return waitSeconds >= 0;
  }
}
