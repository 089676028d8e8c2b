package org.smartrouting.core.score;

/**
 * What is expected of a specialist at one type of task.
 *
 * @param success probability of success, 0..1
 * @param meanSeconds expected duration
 * @param q95Seconds duration that 95 % of the tasks stay below
 * @param posterior what the probability of success was taken from
 */
public record Estimate(double success, double meanSeconds, double q95Seconds, Posterior posterior) {
  private static final double LONGEST_SECONDS = 30 * 86_400;
  private static final double LEAST_VARIANCE = 0.01;
  private static final double Z95 = 1.645;

  /**
   * Estimates from what is known: the mean of a Beta posterior for success and a log-normal for the
   * duration, both shrunk towards the pool. However equal durations were, a tenth of doubt remains.
   *
   * @param own what is known of the specialist
   * @param prior what is expected of anybody in the pool
   */
  public static Estimate of(Performance own, Prior prior) {
    Posterior posterior =
        new Posterior(
            prior.strength() * prior.success() + own.successes(),
            prior.strength() * (1 - prior.success()) + own.failures());
    double weight = Prior.DURATIONS + own.durations();
    double log =
        (Prior.DURATIONS * prior.meanLogSeconds() + own.durations() * own.meanLogSeconds())
            / weight;
    double variance =
        Math.max(
            LEAST_VARIANCE,
            (Prior.DURATIONS * prior.variance() + own.squaredLogSeconds()) / weight);
    return new Estimate(
        posterior.mean(),
        Math.min(Math.exp(log + variance / 2), LONGEST_SECONDS),
        Math.min(Math.exp(log + Z95 * Math.sqrt(variance)), LONGEST_SECONDS),
        posterior);
  }

  /** The same with the probability of success by which a decision judges. */
  public Estimate judged(double probability) {
    return new Estimate(probability, meanSeconds, q95Seconds, posterior);
  }
}
