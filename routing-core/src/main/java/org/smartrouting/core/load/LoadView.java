package org.smartrouting.core.load;

import org.jspecify.annotations.Nullable;
import org.smartrouting.core.specialist.LoadReport;

/**
 * What a specialist said of its other work, and what is left to believe of it: all of it until a
 * newer report is overdue, then half with every report interval that passes without one (Dahlin,
 * 2000: interpret stale load by its age). Not thread-safe.
 */
public final class LoadView {
  private static final long FIRST_INTERVAL_MICROS = 10_000_000;
  private static final long SHORTEST_INTERVAL_MICROS = 100_000;
  private static final double SMOOTHING = 0.2;

  /** Age at which a report is overdue, in report intervals: half an interval may be jitter. */
  private static final double OVERDUE = 1.5;

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
    double age = (nowMicros - arrivedMicros) / intervalMicros;
    return report.externalInFlight() * Math.pow(2, -Math.max(0, age - OVERDUE));
  }

  /** The same in whole slots; half a slot is taken for one. */
  public long externalSlots(long nowMicros) {
    return Math.round(externalInFlight(nowMicros));
  }

  /**
   * When one slot fewer is believed to be taken, microseconds since the epoch; {@code
   * Long.MAX_VALUE} when none is.
   */
  public long nextDecayMicros(long nowMicros) {
    long slots = externalSlots(nowMicros);
    if (report == null || slots == 0) {
      return Long.MAX_VALUE;
    }
    double halvings = Math.log(report.externalInFlight() / (slots - 0.5)) / Math.log(2);
    double age = OVERDUE + Math.max(0, halvings);
    return Math.max(nowMicros, arrivedMicros + (long) Math.ceil(age * intervalMicros)) + 1;
  }
}
