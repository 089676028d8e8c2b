package org.smartrouting.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: exponential with full jitter, that is a random time between
 * zero and a ceiling which doubles with every failure.
 *
 * @param initial ceiling after the first failure, above zero
 * @param max greatest ceiling, from {@code initial} to one day
 */
public record Backoff(Duration initial, Duration max) {
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final int MOST_DOUBLINGS = 40;

  /** Checks the bounds. */
  public Backoff {
    if (initial.isNegative() || initial.isZero()) {
      throw new IllegalArgumentException("initial must be above zero: " + initial);
    }
    if (max.compareTo(initial) < 0 || max.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("max must be within initial..1 day: " + max);
    }
  }

  /** Returns the wait in nanoseconds after {@code failures} failures in a row, counted from 1. */
  long delayNanos(int failures, RandomGenerator random) {
    double doubled =
        initial.toNanos() * Math.pow(2, Math.min(MOST_DOUBLINGS, Math.max(0, failures - 1)));
    long ceiling = (long) Math.min(doubled, (double) max.toNanos());
    return random.nextLong(ceiling + 1);
  }

  /** As {@link #delayNanos(int, RandomGenerator)}, but not before the time the server asked for. */
  long delayNanos(int failures, CallFailure failure, RandomGenerator random) {
    // On top of the server's time, or everybody whom it sent away would be back at once.
    return failure.retryDelay().map(Duration::toNanos).orElse(0L) + delayNanos(failures, random);
  }
}
