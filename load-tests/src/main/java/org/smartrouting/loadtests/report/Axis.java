package org.smartrouting.loadtests.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A linear axis from 0 or a first value to a round last one. Immutable.
 *
 * @param from least value
 * @param to greatest value
 * @param step distance of the ticks
 */
record Axis(double from, double to, double step) {
  private static final int TICKS = 6;

  /** An axis that holds all values between two. */
  static Axis over(double least, double most) {
    double span = Math.max(most - least, 1e-6);
    double step = roundUp(span / TICKS);
    double first = Math.floor(least / step) * step;
    double last = Math.ceil(most / step) * step;
    return new Axis(first, last > first ? last : first + step, step);
  }

  /** Where a value is, 0 at the beginning and 1 at the end. */
  double place(double value) {
    return (value - from) / (to - from);
  }

  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    long count = Math.round((to - from) / step);
    for (long i = 0; i <= count; i++) {
      ticks.add(Rounding.of(from + i * step));
    }
    return ticks;
  }

  /** The least of 1, 2, 5, 10, 20, 50, ... that is not less. */
  private static double roundUp(double value) {
    double decade = Math.pow(10, Math.floor(Math.log10(value)));
    for (int digit : new int[] {1, 2, 5}) {
      if (digit * decade >= value) {
        return digit * decade;
      }
    }
    return 10 * decade;
  }
}
