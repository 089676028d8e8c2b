package org.smartrouting.loadtests.report;

/** Digits that mean something: micros and millionths. */
final class Rounding {
  private static final double MILLION = 1e6;

  private Rounding() {}

  /** To six decimals. */
  static double of(double value) {
    return Math.round(value * MILLION) / MILLION;
  }

  /** A part of a whole, to six decimals; 0 of nothing. */
  static double share(double part, double whole) {
    return whole == 0 ? 0 : of(part / whole);
  }
}
