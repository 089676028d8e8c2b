package org.smartrouting.core.pool;

import org.smartrouting.core.task.Priority;

/**
 * Target wait of each priority, microseconds, not negative.
 *
 * @param criticalMicros of CRITICAL
 * @param highMicros of HIGH
 * @param normalMicros of NORMAL
 * @param lowMicros of LOW
 * @param bulkMicros of BULK
 */
public record TargetWaits(
    long criticalMicros, long highMicros, long normalMicros, long lowMicros, long bulkMicros) {
  /** 1 s, 10 s, 60 s, 600 s and 3,600 s. */
  public static final TargetWaits DEFAULT =
      new TargetWaits(1_000_000, 10_000_000, 60_000_000, 600_000_000, 3_600_000_000L);

  /** Target wait of one priority, microseconds. */
  public long of(Priority priority) {
    return switch (priority) {
      case CRITICAL -> criticalMicros;
      case HIGH -> highMicros;
      case NORMAL -> normalMicros;
      case LOW -> lowMicros;
      case BULK -> bulkMicros;
    };
  }
}
