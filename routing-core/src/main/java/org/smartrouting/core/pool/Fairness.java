package org.smartrouting.core.pool;

import java.util.Map;

/**
 * How the waiting tasks of a pool share its specialists.
 *
 * @param weights weights of fairness keys, each {@value #LEAST_WEIGHT}..{@value #GREATEST_WEIGHT}
 * @param defaultWeight weight of every other key, in the same range
 * @param measure what is shared
 * @param maxInFlight most tasks of a key that specialists hold at the same time; 0 for no limit
 * @param maxWaiting tasks of a key that wait for a specialist, beyond which a submit is refused; 0
 *     for no limit
 */
public record Fairness(
    Map<String, Double> weights,
    double defaultWeight,
    FairnessMeasure measure,
    int maxInFlight,
    int maxWaiting) {
  /** Least weight of a key. */
  public static final double LEAST_WEIGHT = 0.001;

  /** Greatest weight of a key. */
  public static final double GREATEST_WEIGHT = 1000;

  /** Equal shares of the assignments. */
  public static final Fairness DEFAULT = new Fairness(Map.of(), 1, FairnessMeasure.TASKS);

  /** Shares without limits. */
  public Fairness(Map<String, Double> weights, double defaultWeight, FairnessMeasure measure) {
    this(weights, defaultWeight, measure, 0, 0);
  }

  /** Copies the map. */
  public Fairness {
    weights = Map.copyOf(weights);
    check(defaultWeight);
    weights.values().forEach(Fairness::check);
    if (maxInFlight < 0 || maxWaiting < 0) {
      throw new IllegalArgumentException("a limit of a key is below 0");
    }
  }

  /** Weight of a key. */
  public double weightOf(String key) {
    return weights.getOrDefault(key, defaultWeight);
  }

  /** The same with other weights of single keys. */
  public Fairness withWeights(Map<String, Double> value) {
    return new Fairness(value, defaultWeight, measure, maxInFlight, maxWaiting);
  }

  /** The same with other limits of each key, 0 for none. */
  public Fairness withLimits(int inFlight, int waiting) {
    return new Fairness(weights, defaultWeight, measure, inFlight, waiting);
  }

  private static void check(double weight) {
    if (!(weight >= LEAST_WEIGHT && weight <= GREATEST_WEIGHT)) {
      throw new IllegalArgumentException("a weight of fairness is " + weight);
    }
  }
}
