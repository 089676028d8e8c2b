package org.smartrouting.core.assignment;

import org.jspecify.annotations.Nullable;

/**
 * What a task says about its retries; null stands for what the pool says.
 *
 * @param maxAttempts attempts in all
 * @param initialBackoffMicros wait after the first failed attempt, microseconds
 * @param maxBackoffMicros longest wait, microseconds
 * @param backoffMultiplier factor from one wait to the next
 * @param jitter share of the wait that is random
 */
public record RetryOverrides(
    @Nullable Integer maxAttempts,
    @Nullable Long initialBackoffMicros,
    @Nullable Long maxBackoffMicros,
    @Nullable Double backoffMultiplier,
    @Nullable Double jitter) {
  /** Overrides nothing. */
  public static final RetryOverrides NONE = new RetryOverrides(null, null, null, null, null);

  /**
   * The policy that holds for a task of a pool. A longest wait below the first wait is raised to
   * it, because the two can come from different places.
   */
  public RetryPolicy over(RetryPolicy pool) {
    long initial =
        initialBackoffMicros == null ? pool.initialBackoffMicros() : initialBackoffMicros;
    long max = maxBackoffMicros == null ? pool.maxBackoffMicros() : maxBackoffMicros;
    return new RetryPolicy(
        maxAttempts == null ? pool.maxAttempts() : maxAttempts,
        initial,
        Math.max(initial, max),
        backoffMultiplier == null ? pool.backoffMultiplier() : backoffMultiplier,
        jitter == null ? pool.jitter() : jitter);
  }
}
