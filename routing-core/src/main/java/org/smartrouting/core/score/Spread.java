package org.smartrouting.core.score;

/**
 * How the specialists of a pool differ at one type of task: sums over those of which something is
 * known, kept up to date one by one, so that nobody ever looks at all of them.
 */
final class Spread {
  /** So many results make what one specialist says count half. */
  private static final double HALF_RELIABLE = 5;

  /** Fewer specialists say nothing about how much they differ. */
  private static final int LEAST_COUNT = 3;

  private int count;
  private double weight;
  private double rates;
  private double squares;
  private double noise;

  /** A specialist has come to be known. */
  void add(Performance known) {
    change(known, 1);
  }

  /** What was known of a specialist does not count any more. */
  void remove(Performance known) {
    change(known, -1);
    if (count <= 0) {
      count = 0;
      weight = 0;
      rates = 0;
      squares = 0;
      noise = 0;
    }
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Sum of the weights of the specialists, each 0..1. */
  double weight() {
    return weight;
  }

  /** Weighted sum of their rates of success. */
  double weightedRates() {
    return rates;
  }

  /**
   * How many results of its own the rate of the pool is worth to a specialist, by the method of
   * moments: the less they differ, the more.
   *
   * @param rate rate of success of the pool, between 0 and 1
   * @param byDefault answer while too few are known
   */
  double strength(double rate, double byDefault) {
    if (count < LEAST_COUNT) {
      return byDefault;
    }
    double center = rates / weight;
    double seen = (squares / weight - center * center) * count / (count - 1);
    double variance = seen - rate * (1 - rate) * noise / weight;
    return variance <= 0 ? Double.MAX_VALUE : rate * (1 - rate) / variance - 1;
  }

  private void change(Performance known, int sign) {
    double results = known.results();
    if (results <= 0) {
      return;
    }
    double share = results / (results + HALF_RELIABLE);
    double rate = known.successes() / results;
    count += sign;
    weight += sign * share;
    rates += sign * share * rate;
    squares += sign * share * rate * rate;
    noise += sign * share / results;
  }
}
