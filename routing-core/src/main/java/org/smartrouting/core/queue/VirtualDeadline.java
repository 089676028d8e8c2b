package org.smartrouting.core.queue;

import org.smartrouting.core.task.TaskSpec;

/**
 * The one static key by which waiting tasks are ordered: {@code max(queued, min(deadline - q95 -
 * guard, queued + target wait))}.
 *
 * <p>The target wait makes urgent classes go first and lets nobody wait for ever: a task queued at
 * {@code t} is overtaken only by tasks queued before {@code t} plus its own target wait. The clamp
 * at {@code queued} keeps that bound when a task comes with a deadline that is hopeless already;
 * without it such a task would overtake everything. Earliest deadline first is optimal on one
 * machine while all deadlines can be met (Liu and Layland, 1973).
 */
public final class VirtualDeadline {
  /** Reserve between the expected end and the deadline, microseconds. */
  static final long GUARD_MICROS = 50_000;

  private VirtualDeadline() {}

  /**
   * Computes the key, microseconds since the epoch.
   *
   * @param queuedMicros when the task was first queued
   * @param targetWaitMicros target wait of its class
   * @param deadlineMicros its deadline, {@link TaskSpec#NEVER} for none
   * @param q95Micros 95 % quantile of its expected duration
   */
  public static long of(
      long queuedMicros, long targetWaitMicros, long deadlineMicros, long q95Micros) {
    long byClass = queuedMicros + targetWaitMicros;
    if (deadlineMicros == TaskSpec.NEVER) {
      return byClass;
    }
    long latestStart = deadlineMicros - q95Micros - GUARD_MICROS;
    return Math.max(queuedMicros, Math.min(latestStart, byClass));
  }
}
