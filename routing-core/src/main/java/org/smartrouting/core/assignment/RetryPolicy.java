package org.smartrouting.core.assignment;

/**
 * How the attempts of a task are repeated: exponential backoff with jitter.
 *
 * @param maxAttempts attempts in all, 1..100
 * @param initialBackoffMicros wait after the first failed attempt, microseconds, not negative
 * @param maxBackoffMicros longest wait, microseconds, not below the first
 * @param backoffMultiplier factor from one wait to the next, at least 1
 * @param jitter share of the wait that is random, 0..1
 */
public record RetryPolicy(
    int maxAttempts,
    long initialBackoffMicros,
    long maxBackoffMicros,
    double backoffMultiplier,
    double jitter) {
  /** Three attempts, 1 s, 2 s, ... up to 60 s, half of it random. */
  public static final RetryPolicy DEFAULT = new RetryPolicy(3, 1_000_000, 60_000_000, 2, 0.5);

  /** Checks the ranges. */
  public RetryPolicy {
    if (maxAttempts < 1 || maxAttempts > 100) {
      throw new IllegalArgumentException("maxAttempts must be 1..100, not " + maxAttempts);
    }
    if (initialBackoffMicros < 0 || maxBackoffMicros < initialBackoffMicros) {
      throw new IllegalArgumentException(
          "backoff " + initialBackoffMicros + ".." + maxBackoffMicros + " us");
    }
    if (!(backoffMultiplier >= 1 && backoffMultiplier <= 100) || !(jitter >= 0 && jitter <= 1)) {
      throw new IllegalArgumentException("multiplier " + backoffMultiplier + ", jitter " + jitter);
    }
  }

  /**
   * Wait after a failed attempt.
   *
   * @param attempt number of the attempt that failed, from 1
   * @param chance evenly distributed in 0..1
   * @return microseconds
   */
  public long backoffMicros(int attempt, double chance) {
    double grown = (double) initialBackoffMicros * Math.pow(backoffMultiplier, attempt - 1);
    double wait = Math.min(grown, (double) maxBackoffMicros);
    return Math.round(wait * (1 - jitter * chance));
  }
}
