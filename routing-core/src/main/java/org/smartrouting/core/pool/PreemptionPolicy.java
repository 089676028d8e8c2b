package org.smartrouting.core.pool;

/**
 * Whether running tasks have to make way for critical ones whose time runs out.
 *
 * @param enabled whether it is done at all
 * @param minRunMicros how long an attempt runs undisturbed after its acceptance, microseconds, not
 *     negative
 * @param percentPerMinute how many tasks make way in a minute at most, in per cent of the slots of
 *     the connected specialists, positive
 */
public record PreemptionPolicy(boolean enabled, long minRunMicros, double percentPerMinute) {
  /** What a pool has that says nothing. */
  public static final PreemptionPolicy DEFAULT = new PreemptionPolicy(false, 5_000_000, 1);

  /** Checks the bounds. */
  public PreemptionPolicy {
    if (minRunMicros < 0 || !(percentPerMinute > 0)) {
      throw new IllegalArgumentException(
          "not a preemption: " + minRunMicros + ", " + percentPerMinute);
    }
  }

  /** The same in a pool that preempts. */
  public PreemptionPolicy on() {
    return new PreemptionPolicy(true, minRunMicros, percentPerMinute);
  }
}
