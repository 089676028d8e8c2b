package org.smartrouting.core.engine;

/** Mean and deviation of rates of success that come and go, without looking at all of them. */
final class Rates {
  /** Equal specialists differ by chance: 20 results of a coin have this deviation. */
  private static final double LEAST_DEVIATION = 0.1;

  private int count;
  private double sum;
  private double squares;

  void add(double rate) {
    count++;
    sum += rate;
    squares += rate * rate;
  }

  void remove(double rate) {
    count--;
    sum = count == 0 ? 0 : sum - rate;
    squares = count == 0 ? 0 : squares - rate * rate;
  }

  int count() {
    return count;
  }

  /** There is a rate. */
  double mean() {
    return sum / count;
  }

  /** There is a rate. */
  double deviation() {
    double mean = mean();
    return Math.max(LEAST_DEVIATION, Math.sqrt(Math.max(0, squares / count - mean * mean)));
  }
}
