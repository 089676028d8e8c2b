package org.smartrouting.loadtests.simulate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a policy gave over several seeds. Immutable.
 *
 * @param policy its name
 * @param means mean of each measure over the seeds
 * @param standardErrors how far those means may be off by chance
 * @param beatenBy the policies that are not worse in any measure, and better in one
 */
record PolicyFigures(
    String policy,
    Map<String, Double> means,
    Map<String, Double> standardErrors,
    List<String> beatenBy) {
  private static final double MILLION = 1e6;

  /**
   * Sums up.
   *
   * @param measures what was measured
   * @param values for each policy, in order, and each seed the value of each measure
   */
  static List<PolicyFigures> of(List<Measure> measures, Map<String, List<double[]>> values) {
    Map<String, double[]> means = new LinkedHashMap<>();
    Map<String, double[]> errors = new LinkedHashMap<>();
    values.forEach(
        (policy, runs) -> {
          double[] mean = means(measures.size(), runs);
          means.put(policy, mean);
          errors.put(policy, standardErrors(runs, mean));
        });
    List<PolicyFigures> all = new ArrayList<>();
    means.forEach(
        (policy, mean) -> {
          List<String> better = new ArrayList<>();
          means.forEach(
              (other, theirs) -> {
                if (isBeaten(measures, mean, theirs)) {
                  better.add(other);
                }
              });
          double[] error = errors.getOrDefault(policy, new double[mean.length]);
          all.add(new PolicyFigures(policy, named(measures, mean), named(measures, error), better));
        });
    return all;
  }

  private static Map<String, Double> named(List<Measure> measures, double[] values) {
    Map<String, Double> named = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      named.put(measures.get(i).name(), rounded(values[i]));
    }
    return named;
  }

  private static double[] means(int measures, List<double[]> runs) {
    double[] means = new double[measures];
    for (double[] run : runs) {
      for (int i = 0; i < measures; i++) {
        means[i] += run[i] / runs.size();
      }
    }
    return means;
  }

  private static double[] standardErrors(List<double[]> runs, double[] means) {
    double[] errors = new double[means.length];
    if (runs.size() < 2) {
      return errors;
    }
    for (int i = 0; i < means.length; i++) {
      double squares = 0;
      for (double[] run : runs) {
        squares += (run[i] - means[i]) * (run[i] - means[i]);
      }
      errors[i] = Math.sqrt(squares / (runs.size() - 1) / runs.size());
    }
    return errors;
  }

  private static boolean isBeaten(List<Measure> measures, double[] one, double[] other) {
    boolean worse = false;
    for (int i = 0; i < one.length; i++) {
      if (measures.get(i).isBetter(one[i], other[i])) {
        return false;
      }
      worse |= measures.get(i).isBetter(other[i], one[i]);
    }
    return worse;
  }

  private static double rounded(double value) {
    return Math.round(value * MILLION) / MILLION;
  }
}
