package org.smartrouting.core.score;

import java.util.random.RandomGenerator;

/**
 * What is believed of a probability of success: a Beta distribution. Its parameters are rounded to
 * six decimals, as they are stored, so that a stored one gives the very same numbers.
 *
 * @param alpha weight of the successes, at least {@value #LEAST}
 * @param beta weight of the failures, at least {@value #LEAST}
 */
public record Posterior(double alpha, double beta) {
  /** Least weight: a Beta without one has no density. */
  static final double LEAST = 0.01;

  /** Rounds the weights and raises them to the least. */
  public Posterior {
    alpha = Math.max(LEAST, Math.round(alpha * 1e6) / 1e6);
    beta = Math.max(LEAST, Math.round(beta * 1e6) / 1e6);
  }

  /** The expected probability. */
  public double mean() {
    return alpha / (alpha + beta);
  }

  /** The probability that the true one exceeds in nine of ten cases; within 1e-6. */
  public double lowQuantile() {
    return BetaQuantile.of(0.1, alpha, beta);
  }

  /** The same belief as if a multiple of it was known. */
  Posterior times(double factor) {
    return new Posterior(alpha * factor, beta * factor);
  }

  /** Draws a probability, from two draws of Gamma. */
  public double draw(RandomGenerator chance) {
    double successes = gamma(alpha, chance);
    double failures = gamma(beta, chance);
    double sum = successes + failures;
    return sum > 0 ? successes / sum : mean();
  }

  /** Draws from Gamma with scale 1: Marsaglia and Tsang, 2000. */
  private static double gamma(double shape, RandomGenerator chance) {
    if (shape < 1) {
      return gamma(shape + 1, chance) * Math.pow(chance.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = chance.nextGaussian();
      double root = 1 + c * x;
      double v = root * root * root;
      if (root > 0 && Math.log(1 - chance.nextDouble()) < x * x / 2 + d * (1 - v + Math.log(v))) {
        return d * v;
      }
    }
  }
}
