package org.smartrouting.loadtests.replay;

/**
 * How much faster than the trace a replay goes. Immutable.
 *
 * @param factor wall time x factor = trace time; 0 means that tasks are submitted as fast as they
 *     are accepted and worked without taking time, and that trace time is wall time
 */
record TimeScale(double factor) {
  static final double MOST = 1e6;

  private static final double NANOS_PER_MICRO = 1_000;

  /** Checks the range. */
  TimeScale {
    if (!(factor >= 0 && factor <= MOST)) {
      throw new IllegalArgumentException("--time-scale must be 0..1000000: " + factor);
    }
  }

  /** Whether neither arrivals nor work are waited for. */
  boolean isUnpaced() {
    return factor == 0;
  }

  /** The factor by which times are converted. */
  double divisor() {
    return isUnpaced() ? 1 : factor;
  }

  /** A span of the trace as wall time in nanoseconds. */
  long wallNanos(long traceMicros) {
    return Math.round(traceMicros / divisor() * NANOS_PER_MICRO);
  }

  /** A span of the trace as wall time in microseconds. */
  long wallMicros(long traceMicros) {
    return Math.round(traceMicros / divisor());
  }

  /** A span of wall time as trace time in microseconds. */
  long traceMicros(long wallNanos) {
    return Math.round(wallNanos / NANOS_PER_MICRO * divisor());
  }
}
