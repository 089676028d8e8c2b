package org.smartrouting.loadtests.drive;

import io.grpc.Status;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * One task on its way. It ends when it is acknowledged and completed, in whatever order that is
 * heard of, or when it fails. Thread-safe.
 */
final class Trip {
  private final String title;
  private final int lane;
  private final Meter meter;
  private final Consumer<Trip> onEnd;
  private final long sentNanos = System.nanoTime();
  private final AtomicInteger left = new AtomicInteger(2);
  private final AtomicBoolean acknowledged = new AtomicBoolean();
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean completed = new AtomicBoolean();
  private volatile boolean failed;

  /**
   * Begins now.
   *
   * @param title name of the task, different for each
   * @param lane number of the lane that it keeps busy
   * @param onEnd told once, by the thread that brings the end
   */
  Trip(String title, int lane, Meter meter, Consumer<Trip> onEnd) {
    this.title = title;
    this.lane = lane;
    this.meter = meter;
    this.onEnd = onEnd;
  }

  String title() {
    return title;
  }

  int lane() {
    return lane;
  }

  boolean failed() {
    return failed;
  }

  void acknowledged() {
    if (acknowledged.compareAndSet(false, true)) {
      meter.reached(Stage.ACKNOWLEDGED, sentNanos);
      part();
    }
  }

  /** Work begins; when it begins again, as delivery is at least once, that does not count. */
  void started() {
    if (started.compareAndSet(false, true)) {
      meter.reached(Stage.STARTED, sentNanos);
    }
  }

  void completed() {
    if (completed.compareAndSet(false, true)) {
      meter.reached(Stage.COMPLETED, sentNanos);
      part();
    }
  }

  /** It will not come to its end. */
  void failed(Status.Code code) {
    if (left.getAndSet(0) > 0) {
      meter.error(code);
      failed = true;
      onEnd.accept(this);
    }
  }

  private void part() {
    if (left.getAndUpdate(parts -> Math.max(0, parts - 1)) == 1) {
      onEnd.accept(this);
    }
  }
}
