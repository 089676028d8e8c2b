package org.smartrouting.loadtests.trace;

import java.math.BigDecimal;

/** Numbers as the files have them: no exponent, no digits that say nothing. */
final class Decimals {
  private static final double MICROS_PER_SECOND = 1e6;

  private Decimals() {}

  /** The shortest decimal that reads back as the same number. */
  static String text(double value) {
    return plain(BigDecimal.valueOf(value));
  }

  /** Seconds as microseconds. */
  static long micros(double seconds) {
    return Math.round(seconds * MICROS_PER_SECOND);
  }

  /** Microseconds as seconds, exactly. */
  static String seconds(long micros) {
    return plain(BigDecimal.valueOf(micros, 6));
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
