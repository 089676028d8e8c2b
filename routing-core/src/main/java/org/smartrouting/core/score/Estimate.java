package org.smartrouting.core.score;

/**
 * What is expected of a specialist at one type of task.
 *
 * @param success probability of success, 0..1
 * @param meanSeconds expected duration
 * @param q95Seconds duration that 95 % of the tasks stay below
 */
public record Estimate(double success, double meanSeconds, double q95Seconds) {
  // A task of which nothing is known is taken for one that succeeds nine times in ten and lasts a
  // second, as firmly as a few results would say it.
  private static final double PRIOR_SUCCESS = 0.9;
  private static final double PRIOR_WEIGHT = 5;
  private static final double PRIOR_LOG_VARIANCE = 1;
  private static final double LONGEST_SECONDS = 30 * 86_400;
  private static final double Z95 = 1.645;

  /**
   * Estimates from what is known: the mean of a Beta posterior for success and a log-normal for the
   * duration, both shrunk towards the pool (Casella, 1985: empirical Bayes).
   *
   * @param own what is known of the specialist
   * @param pool what is known of all specialists of the pool together
   */
  public static Estimate of(Performance own, Performance pool) {
    double poolSuccess =
        (PRIOR_WEIGHT * PRIOR_SUCCESS + pool.successes())
            / (PRIOR_WEIGHT + pool.successes() + pool.failures());
    double success =
        (PRIOR_WEIGHT * poolSuccess + own.successes())
            / (PRIOR_WEIGHT + own.successes() + own.failures());
    double poolLog = pool.durations() * pool.meanLogSeconds() / (PRIOR_WEIGHT + pool.durations());
    double weight = PRIOR_WEIGHT + own.durations();
    double log = (PRIOR_WEIGHT * poolLog + own.durations() * own.meanLogSeconds()) / weight;
    double poolVariance =
        (PRIOR_WEIGHT * PRIOR_LOG_VARIANCE + pool.squaredLogSeconds())
            / (PRIOR_WEIGHT + pool.durations());
    double variance = (PRIOR_WEIGHT * poolVariance + own.squaredLogSeconds()) / weight;
    return new Estimate(
        success,
        Math.min(Math.exp(log + variance / 2), LONGEST_SECONDS),
        Math.min(Math.exp(log + Z95 * Math.sqrt(variance)), LONGEST_SECONDS));
  }
}
