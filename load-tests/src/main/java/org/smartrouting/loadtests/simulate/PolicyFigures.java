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
    values.forEach((policy, runs) -> means.put(policy, means(measures.size(), runs)));
    List<PolicyFigures> all = new ArrayList<>();
    means.forEach(
        (policy, mean) -> {
          Map<String, Double> rounded = new LinkedHashMap<>();
          Map<String, Double> errors = new LinkedHashMap<>();
          for (int i = 0; i < mean.length; i++) {
            rounded.put(measures.get(i).name(), rounded(mean[i]));
            errors.put(
                measures.get(i).name(), rounded(standardError(i, values.get(policy), mean[i])));
          }
          List<String> better =
              means.keySet().stream()
                  .filter(other -> isBeaten(measures, mean, means.get(other)))
                  .toList();
          all.add(new PolicyFigures(policy, rounded, errors, better));
        });
    return all;
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

  private static double standardError(int measure, List<double[]> runs, double mean) {
    if (runs.size() < 2) {
      return 0;
    }
    double squares = 0;
    for (double[] run : runs) {
      squares += (run[measure] - mean) * (run[measure] - mean);
    }
    return Math.sqrt(squares / (runs.size() - 1) / runs.size());
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
