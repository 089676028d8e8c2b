package org.smartrouting.server.service;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Keeps what is scheduled until a test runs it. Thread-safe. */
final class HeldTimers extends ScheduledThreadPoolExecutor {
  /** Something that was scheduled. */
  record Held(Runnable action, long delayMicros) {}

  private final BlockingQueue<Held> held = new LinkedBlockingQueue<>();

  HeldTimers() {
    super(1);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable action, long delay, TimeUnit unit) {
    held.add(new Held(action, unit.toMicros(delay)));
    return super.schedule(() -> {}, 0, TimeUnit.SECONDS);
  }

  /** The next thing that is scheduled, waiting for it. */
  Held next() throws InterruptedException {
    Held next = held.poll(60, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing was scheduled");
    }
    return next;
  }

  boolean isEmpty() {
    return held.isEmpty();
  }
}
