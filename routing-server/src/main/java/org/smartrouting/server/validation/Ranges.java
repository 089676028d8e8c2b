package org.smartrouting.server.validation;

import java.math.BigDecimal;

/** Says ranges in words. */
final class Ranges {
  private Ranges() {}

  /** Of a length, of which no limit is said when there is none. */
  static String mustBe(int min, int max, String unit, int actual) {
    return mustBe(
        min == 0 ? Double.NEGATIVE_INFINITY : min,
        max == Integer.MAX_VALUE ? Double.POSITIVE_INFINITY : max,
        unit,
        Integer.toString(actual));
  }

  /**
   * Such as {@code must be 1..5, not 6}.
   *
   * @param min least value; negative infinity for none
   * @param max greatest value; positive infinity for none
   * @param unit what follows each number; can be empty
   * @param actual the value that is out of the range
   */
  static String mustBe(double min, double max, String unit, String actual) {
    String range;
    if (min == max) {
      range = plain(min);
    } else if (Double.isInfinite(max)) {
      range = "at least " + plain(min);
    } else if (Double.isInfinite(min)) {
      range = "at most " + plain(max);
    } else {
      range = plain(min) + ".." + plain(max);
    }
    return "must be " + range + unit + ", not " + actual + unit;
  }

  /** A number without exponent and without needless zeros. */
  static String plain(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return Double.toString(number);
    }
    if (Math.abs(number) >= 1e15 || (number != 0 && Math.abs(number) < 1e-9)) {
      return Double.toString(number);
    }
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
