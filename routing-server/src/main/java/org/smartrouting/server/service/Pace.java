package org.smartrouting.server.service;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets something happen at most 100 times a second, later rather than never. Thread-safe.
 *
 * <p>It slows a stream down by asking for its next message late, so a peer that sends too much is
 * held back by the transport and nothing is lost.
 */
final class Pace {
  private static final long GAP_MICROS = 10_000;
  // A wall clock that is set back must not stop the stream.
  private static final long LONGEST_WAIT_MICROS = 512 * GAP_MICROS;

  private final ScheduledExecutorService scheduler;
  private final LongSupplier nowMicros;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private long lastMicros;

  Pace(ScheduledExecutorService scheduler, LongSupplier nowMicros) {
    this.scheduler = scheduler;
    this.nowMicros = nowMicros;
    this.lastMicros = nowMicros.getAsLong();
  }

  /** Runs something now or as soon as the rate allows. */
  void run(Runnable action) {
    long waitMicros;
    synchronized (lock) {
      long now = nowMicros.getAsLong();
      waitMicros = Math.min(Math.max(0, lastMicros + GAP_MICROS - now), LONGEST_WAIT_MICROS);
      lastMicros = now + waitMicros;
    }
    if (waitMicros == 0) {
      action.run();
    } else {
      var unused = scheduler.schedule(action, waitMicros, TimeUnit.MICROSECONDS);
    }
  }
}
