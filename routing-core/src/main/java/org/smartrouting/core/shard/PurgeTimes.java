package org.smartrouting.core.shard;

/**
 * When old tasks are deleted: once a minute and on while some are left, as soon as there is nothing
 * else to write; under a load that never pauses a little later and at a limited pace, so that the
 * tables do not grow for ever. Not thread-safe.
 */
final class PurgeTimes {
  static final long EVERY_MICROS = 60_000_000;
  static final long PATIENCE_MICROS = 1_000_000;
  static final long PACE_MICROS = 100_000;

  private long lastMicros;
  private long nextMicros;

  PurgeTimes(long nowMicros) {
    lastMicros = nowMicros;
    nextMicros = nowMicros;
  }

  /**
   * Whether to purge now; the next time counts from here then.
   *
   * @param quiet whether there is nothing else to write
   * @param more whether the last purge left something
   */
  boolean areDue(long nowMicros, boolean quiet, boolean more) {
    boolean due =
        quiet
            ? more || nowMicros >= nextMicros
            : nowMicros >= nextMicros + PATIENCE_MICROS
                || (more && nowMicros >= lastMicros + PACE_MICROS);
    if (due) {
      lastMicros = nowMicros;
      nextMicros = nowMicros + EVERY_MICROS;
    }
    return due;
  }
}
