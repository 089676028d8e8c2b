package org.smartrouting.core.load;

import org.jspecify.annotations.Nullable;
import org.smartrouting.core.specialist.LoadReport;

/**
 * What a specialist said of its other work, and what is left to believe of it: all of it until a
 * newer report is overdue, then half with every report interval that passes without one (Dahlin,
 * 2000: interpret stale load by its age), and in the end what its owner says is usual. Not
 * thread-safe.
 */
public final class LoadView {
  private static final long FIRST_INTERVAL_MICROS = 10_000_000;
  private static final long SHORTEST_INTERVAL_MICROS = 100_000;
  private static final double SMOOTHING = 0.2;

  /** Age at which a report is overdue, in report intervals: half an interval may be jitter. */
  private static final double OVERDUE = 1.5;

  private static final double NOTHING_ASSUMED = -1;
  private static final double ROUNDING = 1e-9;

  private @Nullable LoadReport report;
  private long source;
  private long arrivedMicros;
  private double intervalMicros = FIRST_INTERVAL_MICROS;
  private double assumed = NOTHING_ASSUMED;
  private boolean excused;
  private int held;
  private int mostHeld;
  private int explained;

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
    assumed = NOTHING_ASSUMED;
    excused = false;
    explained = mostHeld;
    mostHeld = held;
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

  /** It holds so many assignments now. */
  public void holds(int assignments) {
    held = assignments;
    mostHeld = Math.max(mostHeld, assignments);
  }

  /** Slots that other work is believed to take. */
  public double externalInFlight(long nowMicros) {
    if (assumed != NOTHING_ASSUMED) {
      return assumed;
    }
    return report == null || report.externalInFlight() == 0
        ? 0
        : report.externalInFlight() * belief(nowMicros);
  }

  /** The same in whole slots; half a slot is taken for one. */
  public long externalSlots(long nowMicros) {
    return Math.round(externalInFlight(nowMicros));
  }

  /** Believes from now on, until the next report, that other work takes so many slots. */
  public void assume(double external) {
    assumed = external;
  }

  /**
   * When the last report reaches an age, microseconds since the epoch; {@code Long.MAX_VALUE}
   * without one.
   *
   * @param intervals the age in report intervals
   */
  public long ageMicros(double intervals) {
    return report == null
        ? Long.MAX_VALUE
        : arrivedMicros + (long) Math.ceil(intervals * intervalMicros);
  }

  /**
   * Whether nothing was heard for this long of who has reported before.
   *
   * @param intervals age of the last report in intervals
   */
  public boolean isSilent(double intervals, long nowMicros) {
    return !excused && ageMicros(intervals) <= nowMicros;
  }

  /** It is alive though its reports are missing; no more is expected until the next one. */
  public void excuse() {
    excused = true;
  }

  /** Whether no more reports are expected of it. */
  public boolean isExcused() {
    return excused;
  }

  /**
   * The utilisation that is believed: the greater of the reported ones, less a slot's share for
   * each assignment that ended since. Such a one was held at the last report or between it and the
   * one before, as utilisations are averages.
   *
   * @param slots its slots
   */
  public double utilization(int slots, long nowMicros) {
    return report == null ? 0 : reported(report) * belief(nowMicros) - ended(slots);
  }

  /**
   * Whether a ceiling is reached by more than what its own assignments explain, each of which
   * explains a slot's share.
   *
   * @param slots its slots
   */
  public boolean isAbove(double ceiling, int slots, long nowMicros) {
    if (report == null || reported(report) < ceiling) {
      return false;
    }
    double believed = utilization(slots, nowMicros);
    return believed >= ceiling && believed > (double) held / slots + ROUNDING;
  }

  /**
   * When a ceiling is not reached any more, should nothing change, microseconds since the epoch;
   * {@code Long.MAX_VALUE} when it is not now.
   *
   * @param slots its slots
   */
  public long belowMicros(double ceiling, int slots, long nowMicros) {
    if (report == null || !isAbove(ceiling, slots, nowMicros)) {
      return Long.MAX_VALUE;
    }
    double halvings = Math.log(reported(report) / (ceiling + ended(slots))) / Math.log(2);
    return Math.max(nowMicros, ageMicros(OVERDUE + Math.max(0, halvings))) + 1;
  }

  /**
   * When one slot fewer is believed to be taken, microseconds since the epoch; {@code
   * Long.MAX_VALUE} when none is.
   */
  public long nextDecayMicros(long nowMicros) {
    long slots = externalSlots(nowMicros);
    if (report == null || slots == 0 || assumed != NOTHING_ASSUMED) {
      return Long.MAX_VALUE;
    }
    double halvings = Math.log(report.externalInFlight() / (slots - 0.5)) / Math.log(2);
    return Math.max(nowMicros, ageMicros(OVERDUE + Math.max(0, halvings))) + 1;
  }

  /** Part of the last report that is still believed, 0..1. */
  private double belief(long nowMicros) {
    double age = (nowMicros - arrivedMicros) / intervalMicros;
    return Math.pow(2, -Math.max(0, age - OVERDUE));
  }

  private double ended(int slots) {
    return (double) Math.max(0, explained - held) / slots;
  }

  private static double reported(LoadReport report) {
    return Math.max(report.applicationUtilization(), report.cpuUtilization());
  }
}
