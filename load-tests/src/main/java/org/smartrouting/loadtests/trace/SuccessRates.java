package org.smartrouting.loadtests.trace;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How likely an attempt of a specialist succeeds, by type of task. Immutable.
 *
 * @param byType chance for each type that is named, 0..1
 * @param otherwise chance for all other types, 0..1
 */
public record SuccessRates(SortedMap<String, Double> byType, double otherwise) {
  /** Every attempt succeeds. */
  public static final SuccessRates ALWAYS = always(1);

  private static final String OTHERWISE = "*";

  /** Copies the map and checks the ranges. */
  public SuccessRates {
    byType = Collections.unmodifiableSortedMap(new TreeMap<>(byType));
    byType.values().forEach(SuccessRates::check);
    check(otherwise);
  }

  /** The same chance for every type. */
  public static SuccessRates always(double chance) {
    return new SuccessRates(new TreeMap<>(), chance);
  }

  /** Chance of an attempt at a task of a type, 0..1. */
  public double of(String taskType) {
    return byType.getOrDefault(taskType, otherwise);
  }

  /**
   * Reads one number, or {@code type=p;type=p;*=p}, where {@code *} stands for all other types.
   *
   * @param text always 1 when it is empty; also where it does not name all other types
   * @throws IllegalArgumentException if it is anything else
   */
  public static SuccessRates parse(String text) {
    if (text.isEmpty()) {
      return ALWAYS;
    }
    if (!text.contains("=")) {
      return always(chance(text));
    }
    SortedMap<String, Double> rates = new TreeMap<>();
    for (String part : text.split(";", -1)) {
      int equals = part.lastIndexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("must be p or type=p;type=p;*=p, not " + text);
      }
      if (rates.put(part.substring(0, equals), chance(part.substring(equals + 1))) != null) {
        throw new IllegalArgumentException("names " + part.substring(0, equals) + " twice");
      }
    }
    Double rest = rates.remove(OTHERWISE);
    return new SuccessRates(rates, rest == null ? 1 : rest);
  }

  /** The form that {@link #parse} reads. */
  public String text() {
    if (byType.isEmpty()) {
      return Decimals.text(otherwise);
    }
    return byType.entrySet().stream()
        .map(rate -> rate.getKey() + "=" + Decimals.text(rate.getValue()))
        .collect(Collectors.joining(";", "", ";" + OTHERWISE + "=" + Decimals.text(otherwise)));
  }

  private static double chance(String text) {
    try {
      return new BigDecimal(text).doubleValue();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("is not a number: " + text, e);
    }
  }

  private static void check(double chance) {
    if (!(chance >= 0 && chance <= 1)) {
      throw new IllegalArgumentException("a chance must be 0..1, not " + Decimals.text(chance));
    }
  }
}
