package org.smartrouting.core.engine;

import org.smartrouting.core.pool.PreemptionPolicy;

/**
 * How many tasks of a pool may make way: a bucket that fills with time, with room for what comes in
 * a minute, and for one task in any case. Full at first, and after a restart.
 */
final class PreemptionBudget {
  private static final double MICROS_PER_MINUTE = 60e6;

  private double tasks = Double.POSITIVE_INFINITY;
  private long filledMicros;

  /**
   * From when on a task may make way; the present when one may now.
   *
   * @param slots slots of the pool, which are worth what the policy says
   */
  long nextMicros(PreemptionPolicy policy, long slots, long nowMicros) {
    double perMinute = slots * policy.percentPerMinute() / 100;
    double perMicro = perMinute / MICROS_PER_MINUTE;
    tasks = Math.min(tasks + (nowMicros - filledMicros) * perMicro, Math.max(perMinute, 1));
    filledMicros = nowMicros;
    if (tasks >= 1) {
      return nowMicros;
    }
    double micros = Math.ceil((1 - tasks) / perMicro);
    return micros < Timed.NEVER - nowMicros ? nowMicros + Math.max(1, (long) micros) : Timed.NEVER;
  }

  /** One does. */
  void take() {
    tasks--;
  }
}
