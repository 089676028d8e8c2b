package org.smartrouting.core.score;

/**
 * What is expected of a specialist at one type of task.
 *
 * @param success probability of success, 0..1
 * @param meanSeconds expected duration
 * @param q95Seconds duration that 95 % of the tasks stay below
 * @param meanLogSeconds mean of ln(seconds)
 * @param deviation standard deviation of ln(seconds), positive
 * @param posterior what the probability of success was taken from
 */
public record Estimate(
    double success,
    double meanSeconds,
    double q95Seconds,
    double meanLogSeconds,
    double deviation,
    Posterior posterior) {
  private static final double LONGEST_SECONDS = 30 * 86_400;
  private static final double LEAST_VARIANCE = 0.01;
  private static final double Z95 = 1.645;

  /** Beyond so many deviations a duration says only that it is not what was expected. */
  private static final double MOST_DEVIATIONS = 6;

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
    double deviation = Math.sqrt(variance);
    return new Estimate(
        posterior.mean(),
        Math.min(Math.exp(log + variance / 2), LONGEST_SECONDS),
        Math.min(Math.exp(log + Z95 * deviation), LONGEST_SECONDS),
        log,
        deviation,
        posterior);
  }

  /** The same with the probability of success by which a decision judges. */
  public Estimate judged(double probability) {
    return new Estimate(probability, meanSeconds, q95Seconds, meanLogSeconds, deviation, posterior);
  }

  /**
   * By how much a task is expected to last longer than a time, in seconds: the partial expectation
   * of the log-normal duration. What is already late is late by all of its duration, and more.
   *
   * @param seconds the time; negative for one that has passed
   */
  public double secondsBeyond(double seconds) {
    if (seconds <= 0) {
      return meanSeconds - seconds;
    }
    double z = (meanLogSeconds - Math.log(seconds)) / deviation;
    double mean = Math.exp(meanLogSeconds + deviation * deviation / 2);
    double beyond = mean * Normal.below(z + deviation) - seconds * Normal.below(z);
    return Math.min(Math.max(beyond, 0), LONGEST_SECONDS);
  }

  /**
   * How much longer a task is expected to last that has lasted for so long, in seconds: the mean
   * residual life of the log-normal duration.
   *
   * @param elapsed seconds since it was begun; negative before
   */
  public double secondsLeft(double elapsed) {
    if (elapsed <= 0) {
      return meanSeconds - elapsed;
    }
    double known = Math.min(elapsed, Math.exp(meanLogSeconds + MOST_DEVIATIONS * deviation));
    double longer = Normal.below((meanLogSeconds - Math.log(known)) / deviation);
    return Math.min(secondsBeyond(known) / longer, LONGEST_SECONDS);
  }
}
