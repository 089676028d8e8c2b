package org.smartrouting.core.store;

/**
 * Numbers of at most six decimals as text. {@link Double#toString} finds the shortest text for any
 * number, which took a tenth of the time of a commit.
 */
final class Decimals {
  private static final double MILLION = 1e6;
  private static final double LARGE = 1e9;

  private Decimals() {}

  /** A JSON number; what is not of at most six decimals, or not below 1e9, is left to the JDK. */
  static String text(double value) {
    long millionths = Math.round(value * MILLION);
    if (!(Math.abs(value) < LARGE) || millionths / MILLION != value) {
      return Double.toString(value);
    }
    long whole = Math.abs(millionths) / 1_000_000;
    int rest = (int) (Math.abs(millionths) % 1_000_000);
    StringBuilder text = new StringBuilder(16);
    if (millionths < 0) {
      text.append('-');
    }
    text.append(whole);
    int digit = 100_000;
    if (rest > 0) {
      text.append('.');
    }
    while (rest > 0) {
      text.append((char) ('0' + rest / digit));
      rest %= digit;
      digit /= 10;
    }
    return text.toString();
  }
}
