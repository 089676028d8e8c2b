package org.smartrouting.loadtests.report;

import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Numbers for people. */
final class Figures {
  private static final String ABSENT = "-";

  private Figures() {}

  /** With as many decimals as matter at its size. */
  static String of(double value) {
    double size = Math.abs(value);
    String format = size >= 1_000 || value == 0 ? "%.0f" : size >= 10 ? "%.1f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
  }

  /** A share as a percentage. */
  static String percent(@Nullable Double share) {
    return share == null ? ABSENT : String.format(Locale.ROOT, "%.2f %%", share * 100);
  }

  /** One of some times, in milliseconds. */
  static String millis(@Nullable Times times, ToDoubleFunction<Times> which) {
    return times == null ? ABSENT : of(which.applyAsDouble(times));
  }
}
