package org.smartrouting.loadtests.drive;

import io.grpc.Status;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Collects times and errors. Times count while it is open, errors always. Thread-safe. */
final class Meter {
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);
  private static final int DIGITS = 3;

  private final Map<Stage, Histogram> times = new EnumMap<>(Stage.class);
  private final Map<Status.Code, LongAdder> errors = new ConcurrentHashMap<>();
  private volatile boolean open;

  Meter() {
    for (Stage stage : Stage.values()) {
      times.put(stage, new ConcurrentHistogram(LONGEST_NANOS, DIGITS));
    }
  }

  void open() {
    open = true;
  }

  void close() {
    open = false;
  }

  void reached(Stage stage, long sinceNanos) {
    if (open) {
      long nanos = Math.max(0, System.nanoTime() - sinceNanos);
      histogram(stage).recordValue(Math.min(nanos, LONGEST_NANOS));
    }
  }

  void error(Status.Code code) {
    errors.computeIfAbsent(code, unused -> new LongAdder()).increment();
  }

  /** Times of a stage in nanoseconds; only to be read when nothing is recorded any more. */
  Histogram histogram(Stage stage) {
    return Objects.requireNonNull(times.get(stage));
  }

  /** Errors by the name of their code. */
  Map<String, Long> errors() {
    Map<String, Long> counts = new TreeMap<>();
    errors.forEach((code, count) -> counts.put(code.name(), count.sum()));
    return counts;
  }
}
