package org.smartrouting.loadtests.report;

import java.util.ArrayList;
import java.util.List;

/** Gathers waits by the time of arrival, in equal stretches of a trace. Not thread-safe. */
final class Series {
  static final int BUCKETS = 100;

  private static final double MICROS_PER_SECOND = 1e6;

  private final Samples[] waits = new Samples[BUCKETS];
  private final int[] arrivals = new int[BUCKETS];
  private final long firstMicros;
  private final long spanMicros;

  Series(long firstMicros, long lastMicros) {
    this.firstMicros = firstMicros;
    this.spanMicros = lastMicros - firstMicros;
    for (int i = 0; i < BUCKETS; i++) {
      waits[i] = new Samples();
    }
  }

  void add(Observation seen) {
    double share = (double) (seen.task().arrivalMicros() - firstMicros) / Math.max(1, spanMicros);
    int index = Math.min(BUCKETS - 1, (int) (share * BUCKETS));
    arrivals[index]++;
    if (seen.hasStarted()) {
      waits[index].add(seen.waitMicros());
    }
  }

  List<Bucket> report() {
    List<Bucket> buckets = new ArrayList<>();
    for (int i = 0; i < BUCKETS; i++) {
      double start = (firstMicros + (double) spanMicros * i / BUCKETS) / MICROS_PER_SECOND;
      buckets.add(new Bucket(Rounding.of(start), arrivals[i], waits[i].times()));
    }
    return buckets;
  }
}
