package org.smartrouting.core.score;

/**
 * Quantiles of the Beta distribution: Newton's method on the incomplete Beta function, which is
 * computed by its continued fraction (Press et al., Numerical Recipes, 6.4).
 */
final class BetaQuantile {
  private static final double TOLERANCE = 1e-7;
  private static final double FRACTION_TOLERANCE = 1e-9;
  private static final int MAX_STEPS = 100;
  private static final double TINY = 1e-300;
  private static final double HALF_LOG_TWO_PI = 0.9189385332046727;
  private static final double STIRLING_FROM = 8;

  private BetaQuantile() {}

  /**
   * The number that a Beta distributed one stays below with a probability.
   *
   * @param probability above 0 and below 1
   * @param a first parameter, positive
   * @param b second parameter, positive
   */
  static double of(double probability, double a, double b) {
    double logBeta = logGamma(a) + logGamma(b) - logGamma(a + b);
    double low = 0;
    double high = 1;
    double x = a / (a + b);
    for (int i = 0; i < MAX_STEPS && high - low > TOLERANCE; i++) {
      double error = below(x, a, b, logBeta) - probability;
      if (error > 0) {
        high = x;
      } else {
        low = x;
      }
      double slope = Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - logBeta);
      double next = x - error / slope;
      // Outside of what is still possible, Newton's step is worth nothing.
      double step = next > low && next < high ? next : (low + high) / 2;
      if (Math.abs(step - x) < TOLERANCE) {
        return step;
      }
      x = step;
    }
    return (low + high) / 2;
  }

  /** Probability of less than x. */
  static double below(double x, double a, double b, double logBeta) {
    if (x <= 0 || x >= 1) {
      return x <= 0 ? 0 : 1;
    }
    double front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta);
    return x < (a + 1) / (a + b + 2)
        ? front * fraction(x, a, b) / a
        : 1 - front * fraction(1 - x, b, a) / b;
  }

  private static double fraction(double x, double a, double b) {
    double c = 1;
    double d = inverse(1 - (a + b) * x / (a + 1));
    double value = d;
    for (int m = 1; m <= MAX_STEPS; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = inverse(1 + even * d);
      c = 1 + even / c;
      value *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = inverse(1 + odd * d);
      c = 1 + odd / c;
      value *= d * c;
      if (Math.abs(d * c - 1) < FRACTION_TOLERANCE) {
        break;
      }
    }
    return value;
  }

  private static double inverse(double value) {
    return 1 / (Math.abs(value) < TINY ? TINY : value);
  }

  /** Logarithm of Gamma by Stirling's series, after shifting small arguments up. */
  static double logGamma(double value) {
    double x = value;
    double shift = 1;
    while (x < STIRLING_FROM) {
      shift *= x;
      x++;
    }
    double inverseSquare = 1 / (x * x);
    double series =
        (1.0 / 12
                - inverseSquare * (1.0 / 360 - inverseSquare * (1.0 / 1260 - inverseSquare / 1680)))
            / x;
    return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + series - Math.log(shift);
  }
}
