package org.smartrouting.core.score;

/** The standard normal distribution. */
public final class Normal {
  private static final double SCALE = 1 / Math.sqrt(2 * Math.PI);

  private Normal() {}

  /**
   * Probability of less than z, within 1e-7; far out it loses no relative precision. Abramowitz and
   * Stegun, 26.2.17.
   */
  public static double below(double z) {
    double t = 1 / (1 + 0.2316419 * Math.abs(z));
    double sum =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    double beyond = SCALE * Math.exp(-z * z / 2) * sum;
    return z < 0 ? beyond : 1 - beyond;
  }
}
