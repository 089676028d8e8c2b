package org.smartrouting.core.score;

/**
 * When a specialist that keeps failing gets no new work for a while, after gRFC A50: its failures
 * exceed a percentage, or its rate of success is far below those of the others.
 *
 * @param leastResults recent results below which nobody is judged, 1..20
 * @param failurePercent percentage of failures among the last 20 results or so, 0..100, above which
 *     a specialist is ejected; 100 for never
 * @param deviations how many standard deviations below the mean of the pool a rate of success may
 *     be, not negative; 0 for any; looked at when five specialists have results enough
 * @param baseMicros how long the first ejection lasts, microseconds; each further one lasts that
 *     much longer, each such time without one takes it back; at least 1
 * @param longestMicros longest ejection, not less
 * @param mostPercent percentage of the pool that is ejected at most, 0..100; 0 for none, otherwise
 *     one at least in a pool of several
 */
public record Ejection(
    int leastResults,
    double failurePercent,
    double deviations,
    long baseMicros,
    long longestMicros,
    double mostPercent) {
  /** Weight of recent results beyond which older ones fade. */
  public static final int RECENT = 20;

  /** What a pool has that says nothing. */
  public static final Ejection DEFAULT = new Ejection(10, 85, 3, 30_000_000, 300_000_000, 10);

  /** Checks the bounds. */
  public Ejection {
    if (leastResults < 1
        || leastResults > RECENT
        || !(failurePercent >= 0 && failurePercent <= 100)
        || !(deviations >= 0)
        || baseMicros < 1
        || longestMicros < baseMicros
        || !(mostPercent >= 0 && mostPercent <= 100)) {
      throw new IllegalArgumentException("not a way to eject: " + leastResults + ", " + baseMicros);
    }
  }
}
