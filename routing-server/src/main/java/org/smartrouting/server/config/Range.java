package org.smartrouting.server.config;

import java.time.Duration;

/** Checks of the ranges of settings. */
final class Range {
  private Range() {}

  /** Refuses a number out of its range. */
  static void check(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new ConfigRefusedException(name + " must be " + min + ".." + max + ", not " + value);
    }
  }

  /** Refuses a duration out of its range. */
  static void check(String name, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new ConfigRefusedException(
          name + " must be " + words(min) + ".." + words(max) + ", not " + words(value));
    }
  }

  private static String words(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + "s"
        : duration.toMillis() + "ms";
  }
}
