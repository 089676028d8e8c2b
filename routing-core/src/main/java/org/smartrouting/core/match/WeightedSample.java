package org.smartrouting.core.match;

/**
 * Draws some of many so that each is drawn with a probability in proportion to its weight (Madow,
 * 1949: systematic sampling). Who would be drawn more than once by that is drawn for certain, and
 * the others share what is left.
 */
public final class WeightedSample {
  private WeightedSample() {}

  /**
   * Which of the weights are drawn.
   *
   * @param weights not negative; what has none is drawn only when all are
   * @param most how many to draw, at least 1
   * @param point uniform between 0 and 1, the only chance that is needed
   */
  public static boolean[] of(double[] weights, int most, double point) {
    boolean[] drawn = new boolean[weights.length];
    int left = most;
    double total = sum(weights, drawn);
    if (weights.length <= most || total <= 0) {
      for (int i = 0; i < weights.length && i < most; i++) {
        drawn[i] = true;
      }
      return drawn;
    }
    int certain = takeCertain(weights, drawn, total / left);
    while (certain > 0 && left > certain) {
      left -= certain;
      total = sum(weights, drawn);
      certain = takeCertain(weights, drawn, total / left);
    }
    left -= certain;
    if (left > 0 && total > 0) {
      drawSystematically(weights, drawn, total / left, point);
    }
    return drawn;
  }

  private static double sum(double[] weights, boolean[] without) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += without[i] ? 0 : weights[i];
    }
    return sum;
  }

  private static int takeCertain(double[] weights, boolean[] drawn, double step) {
    int taken = 0;
    for (int i = 0; i < weights.length; i++) {
      if (!drawn[i] && weights[i] >= step && step > 0) {
        drawn[i] = true;
        taken++;
      }
    }
    return taken;
  }

  private static void drawSystematically(
      double[] weights, boolean[] drawn, double step, double point) {
    double next = point * step;
    double passed = 0;
    for (int i = 0; i < weights.length; i++) {
      if (!drawn[i]) {
        passed += weights[i];
        if (passed > next) {
          drawn[i] = true;
          next += step;
        }
      }
    }
  }
}
