package org.smartrouting.server.codec;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;

/**
 * Times and durations: microseconds in the core, seconds and nanoseconds in messages. What is finer
 * than a microsecond is cut off.
 */
public final class TimeCodec {
  private static final long MICROS_PER_SECOND = 1_000_000;

  private TimeCodec() {}

  /** Microseconds since the epoch of a well-formed time, which all fit. */
  public static long micros(Timestamp time) {
    return time.getSeconds() * MICROS_PER_SECOND + time.getNanos() / 1_000;
  }

  /** Microseconds of a well-formed duration, which all fit. */
  public static long micros(Duration duration) {
    return duration.getSeconds() * MICROS_PER_SECOND + duration.getNanos() / 1_000;
  }

  /** The time that is so many microseconds after the epoch. */
  public static Timestamp timestamp(long micros) {
    return Timestamp.newBuilder()
        .setSeconds(Math.floorDiv(micros, MICROS_PER_SECOND))
        .setNanos((int) Math.floorMod(micros, MICROS_PER_SECOND) * 1_000)
        .build();
  }

  /** The duration of so many microseconds. */
  public static Duration duration(long micros) {
    return Duration.newBuilder()
        .setSeconds(micros / MICROS_PER_SECOND)
        .setNanos((int) (micros % MICROS_PER_SECOND) * 1_000)
        .build();
  }

  /** The duration of so many seconds, not negative, to the microsecond. */
  public static Duration seconds(double seconds) {
    return duration(Math.round(seconds * MICROS_PER_SECOND));
  }
}
