package org.smartrouting.core.pool;

/**
 * How much work specialists are given, by what they say of their load and by how well they are
 * known.
 *
 * @param utilizationCeiling reported utilisation, positive, from which on a specialist gets no new
 *     work, as far as its own assignments do not explain it
 * @param staleAfter age of a report in intervals, at least 1, from which on the median of the pool
 *     is believed instead
 * @param outAfter age of a report in intervals, not less, from which on its specialist gets no new
 *     work until anything is heard from it
 * @param slowStartResults results until which one who joins a pool that is known holds at most one
 *     assignment more than it has had results, not negative; 0 for no limit
 * @param batchWindowMicros how long tasks are collected to be matched together, microseconds, 0 for
 *     not at all
 * @param prefetch how many assignments a specialist gets ahead of a free slot, 0 or 1
 */
public record BalancePolicy(
    double utilizationCeiling,
    double staleAfter,
    double outAfter,
    int slowStartResults,
    long batchWindowMicros,
    int prefetch) {
  /** What a pool has that says nothing. */
  public static final BalancePolicy DEFAULT = new BalancePolicy(0.9, 3, 10, 10, 0, 0);

  /** Checks the bounds. */
  public BalancePolicy {
    if (!(utilizationCeiling > 0)
        || !(staleAfter >= 1 && staleAfter <= outAfter)
        || slowStartResults < 0
        || batchWindowMicros < 0
        || prefetch < 0
        || prefetch > 1) {
      throw new IllegalArgumentException(
          "not a balance: "
              + utilizationCeiling
              + ", "
              + staleAfter
              + ", "
              + outAfter
              + ", "
              + slowStartResults
              + ", "
              + batchWindowMicros
              + ", "
              + prefetch);
    }
  }

  /** The same with another time to collect. */
  public BalancePolicy withBatchWindow(long micros) {
    return new BalancePolicy(
        utilizationCeiling, staleAfter, outAfter, slowStartResults, micros, prefetch);
  }

  /** The same with so many assignments ahead of free slots. */
  public BalancePolicy withPrefetch(int count) {
    return new BalancePolicy(
        utilizationCeiling, staleAfter, outAfter, slowStartResults, batchWindowMicros, count);
  }
}
