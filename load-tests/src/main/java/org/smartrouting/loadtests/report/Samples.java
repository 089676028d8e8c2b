package org.smartrouting.loadtests.report;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Gathers times in microseconds, to the last one exactly. Not thread-safe. */
final class Samples {
  private static final double MICROS_PER_MILLI = 1_000;

  private long[] values = new long[16];
  private int size;

  void add(long micros) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = micros;
  }

  /** All of them, the least first. */
  long[] sorted() {
    long[] all = Arrays.copyOf(values, size);
    Arrays.sort(all);
    return all;
  }

  /** What they come to; null when there are none. */
  @Nullable Times times() {
    if (size == 0) {
      return null;
    }
    long[] all = sorted();
    double sum = 0;
    for (long value : all) {
      sum += value;
    }
    return new Times(
        Math.round(sum / size) / MICROS_PER_MILLI,
        quantile(all, 0.5),
        quantile(all, 0.9),
        quantile(all, 0.99),
        all[size - 1] / MICROS_PER_MILLI);
  }

  private static double quantile(long[] all, double share) {
    int rank = (int) Math.ceil(share * all.length);
    return all[Math.max(rank, 1) - 1] / MICROS_PER_MILLI;
  }
}
