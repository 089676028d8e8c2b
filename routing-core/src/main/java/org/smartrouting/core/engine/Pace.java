package org.smartrouting.core.engine;

/**
 * How fast a specialist is compared with its pool, over all types of task: the mean of the last
 * results, on a logarithmic scale. Lives in memory only and is no part of a score, which knows the
 * types; it says whom to look at when there are too many.
 */
final class Pace {
  private static final double SMOOTHING = 0.2;
  private static final double GREATEST = Math.log(100);

  private double log;
  private double factor = 1;

  /**
   * It has done a task.
   *
   * @param expectedSeconds how long anybody in the pool is expected to take
   * @param seconds how long it took
   */
  void learn(double expectedSeconds, double seconds) {
    double ratio = Math.log(expectedSeconds / Math.max(seconds, 1e-6));
    log += SMOOTHING * (Math.max(-GREATEST, Math.min(GREATEST, ratio)) - log);
    factor = Math.exp(log);
  }

  /** How much it does of what another does in the same time, 0.01..100. */
  double factor() {
    return factor;
  }
}
