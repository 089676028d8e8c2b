package org.smartrouting.loadtests.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Values with weights, one of which is drawn at a time. Immutable.
 *
 * @param values the values, at least one
 * @param weights weight of each, above 0
 */
record Mix<T>(List<T> values, List<Double> weights) {
  Mix {
    values = List.copyOf(values);
    weights = List.copyOf(weights);
  }

  /**
   * Reads {@code value=weight,value=weight}; a weight that is left out is 1.
   *
   * @param reader reads a value, throws IllegalArgumentException about it
   * @throws IllegalArgumentException if it is anything else
   */
  static <T> Mix<T> parse(String text, Function<String, T> reader) {
    List<T> values = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      int equals = part.lastIndexOf('=');
      values.add(reader.apply(equals < 0 ? part : part.substring(0, equals)));
      weights.add(equals < 0 ? 1.0 : weight(part.substring(equals + 1)));
    }
    return new Mix<>(values, weights);
  }

  T draw(RandomGenerator chance) {
    double total = weights.stream().mapToDouble(Double::doubleValue).sum();
    double left = chance.nextDouble() * total;
    for (int i = 0; i < values.size() - 1; i++) {
      left -= weights.get(i);
      if (left < 0) {
        return values.get(i);
      }
    }
    return values.get(values.size() - 1);
  }

  private static double weight(String text) {
    double weight;
    try {
      weight = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("the weight must be a number, not " + text, e);
    }
    if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the weight must be above 0, not " + text);
    }
    return weight;
  }
}
