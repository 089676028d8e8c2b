package org.smartrouting.core.score;

/**
 * One term of a score. Numbers are rounded to six decimals: nobody reads more, and they are written
 * with every assignment.
 *
 * @param kind which term
 * @param credits its part of the cost; negative terms speak for the specialist
 * @param input the quantity behind it, in the unit that the kind names
 */
public record ScoreTerm(ScoreTermKind kind, double credits, double input) {
  /** Greater numbers have no six decimals to round to. */
  private static final double LARGE = 1e9;

  /** Rounds the numbers. */
  public ScoreTerm {
    credits = rounded(credits);
    input = rounded(input);
  }

  static double rounded(double value) {
    return Math.abs(value) < LARGE ? Math.round(value * 1e6) / 1e6 : value;
  }
}
