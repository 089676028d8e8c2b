package org.smartrouting.core.score;

/**
 * What is expected of a specialist before anything is known of it (Casella, 1985: empirical Bayes).
 *
 * @param success rate of success of the pool, above 0 and below 1
 * @param strength how many results of its own this is worth
 * @param meanLogSeconds mean of ln(seconds)
 * @param variance variance of ln(seconds)
 */
public record Prior(double success, double strength, double meanLogSeconds, double variance) {
  /** How many measured durations of its own the duration is worth. */
  static final double DURATIONS = 5;

  // A task of which nothing is known is taken for one that succeeds nine times in ten and lasts a
  // second, as firmly as a few results would say it.
  private static final double SUCCESS = 0.9;
  private static final double RESULTS = 5;
  private static final double VARIANCE = 1;
  private static final double LEAST_RATE = 0.01;

  /**
   * What a pool teaches.
   *
   * @param pool all results of the pool together
   * @param spread how its specialists differ
   */
  static Prior of(Performance pool, Spread spread, LearningPolicy policy) {
    double together = (RESULTS * SUCCESS + pool.successes()) / (RESULTS + pool.results());
    // The good ones do most of the work; a newcomer is compared with the ones and not with the
    // work.
    double rate = (together + spread.weightedRates()) / (1 + spread.weight());
    double success = Math.min(Math.max(rate, LEAST_RATE), 1 - LEAST_RATE);
    double strength = spread.strength(success, RESULTS);
    double weight = DURATIONS + pool.durations();
    return new Prior(
        success,
        Math.min(Math.max(strength, policy.leastPrior()), policy.greatestPrior()),
        pool.durations() * pool.meanLogSeconds() / weight,
        (DURATIONS * VARIANCE + pool.squaredLogSeconds()) / weight);
  }
}
