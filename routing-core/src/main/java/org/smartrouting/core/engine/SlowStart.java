package org.smartrouting.core.engine;

import org.smartrouting.core.pool.BalancePolicy;

/**
 * How many results a specialist has had, and whether it has to earn its slots by them: who joins a
 * pool of specialists that are known is given little at first. Lives in memory only; after a
 * restart nobody is limited any more.
 */
final class SlowStart {
  private final boolean limited;
  private double results;
  private boolean proven;

  /**
   * Begins with no results.
   *
   * @param limited whether it has to earn its slots
   */
  SlowStart(boolean limited) {
    this.limited = limited;
  }

  /** It has had so many results more. */
  void results(double more) {
    results += more;
  }

  /** Whether it has had results enough. */
  boolean hasEnough(BalancePolicy policy) {
    return results >= policy.slowStartResults();
  }

  /** Whether its pool counts it among those with results enough. */
  boolean isProven() {
    return proven;
  }

  void proven(boolean value) {
    proven = value;
  }

  /** Whether fewer slots than it has are open. */
  boolean isLimited(BalancePolicy policy) {
    return limited && !hasEnough(policy);
  }

  /** Of so many slots those that may be used. */
  int slots(int all, BalancePolicy policy) {
    return isLimited(policy) ? (int) Math.min(all, 1 + results) : all;
  }
}
