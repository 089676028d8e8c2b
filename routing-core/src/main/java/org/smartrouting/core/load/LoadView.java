package org.smartrouting.core.load;

import org.jspecify.annotations.Nullable;
import org.smartrouting.core.specialist.LoadReport;

/**
 * What a specialist said of its other work, and what is left to believe of it: the reported load
 * halves with every report interval that passes without a newer report (Dahlin, 2000: interpret
 * stale load by its age). Not thread-safe.
 */
public final class LoadView {
  private static final long FIRST_INTERVAL_MICROS = 10_000_000;
  private static final long SHORTEST_INTERVAL_MICROS = 100_000;
  private static final double SMOOTHING = 0.2;

  private @Nullable LoadReport report;
  private long source;
  private long arrivedMicros;
  private double intervalMicros = FIRST_INTERVAL_MICROS;

  /**
   * Takes a report if it is newer than the last one.
   *
   * @param from where it came from; a greater source begins to number anew, a lesser one is late
   * @param next the report
   * @param nowMicros the present
   * @return whether it was taken
   */
  public boolean offer(long from, LoadReport next, long nowMicros) {
    if (report != null) {
      boolean late =
          from < source || (from == source && Long.compareUnsigned(next.seq(), report.seq()) <= 0);
      if (late) {
        return false;
      }
      if (from == source) {
        intervalMicros += SMOOTHING * (nowMicros - arrivedMicros - intervalMicros);
        intervalMicros = Math.max(intervalMicros, (double) SHORTEST_INTERVAL_MICROS);
      }
    }
    source = from;
    report = next;
    arrivedMicros = nowMicros;
    return true;
  }

  /** The last report; null for none. */
  public @Nullable LoadReport report() {
    return report;
  }

  /** When the last report arrived, microseconds since the epoch; 0 for none. */
  public long arrivedMicros() {
    return arrivedMicros;
  }

  /** Slots that other work is believed to take. */
  public double externalInFlight(long nowMicros) {
    if (report == null || report.externalInFlight() == 0) {
      return 0;
    }
    double age = Math.max(0, nowMicros - arrivedMicros) / intervalMicros;
    return report.externalInFlight() * Math.pow(2, -age);
  }

  /** When to look again because the belief has halved; microseconds since the epoch. */
  public long nextDecayMicros(long nowMicros) {
    return nowMicros + Math.round(intervalMicros);
  }
}
