package org.smartrouting.loadtests.replay;

import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.time.Instant;

/** Where a replay is in its trace. Started once, before anybody asks. Thread-safe. */
final class ReplayClock {
  private final TimeScale scale;
  private final long originMicros;
  private volatile Instant begin = Instant.now();
  private volatile long beginNanos = System.nanoTime();

  /**
   * Will start.
   *
   * @param originMicros trace time of the start
   */
  ReplayClock(TimeScale scale, long originMicros) {
    this.scale = scale;
    this.originMicros = originMicros;
  }

  void start() {
    begin = Instant.now();
    beginNanos = System.nanoTime();
  }

  /** Trace time, microseconds. */
  long traceMicros() {
    return originMicros + scale.traceMicros(System.nanoTime() - beginNanos);
  }

  /** How long it is until a moment of the trace; negative when it has passed. */
  long nanosUntil(long traceMicros) {
    return beginNanos + scale.wallNanos(traceMicros - originMicros) - System.nanoTime();
  }

  /** A moment of the trace as the time of the day, but not before a margin from now. */
  Timestamp timestamp(long traceMicros, Duration margin) {
    Instant exact = begin.plusNanos(scale.wallNanos(traceMicros - originMicros));
    Instant earliest = Instant.now().plus(margin);
    Instant chosen = exact.isBefore(earliest) ? earliest : exact;
    return Timestamp.newBuilder()
        .setSeconds(chosen.getEpochSecond())
        .setNanos(chosen.getNano())
        .build();
  }
}
