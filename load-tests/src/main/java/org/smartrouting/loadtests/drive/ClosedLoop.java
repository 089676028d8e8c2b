package org.smartrouting.loadtests.drive;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps as many tasks in flight as it has lanes: where one ends, the next is sent at once by the
 * thread that brought the end. Thread-safe.
 */
final class ClosedLoop {
  private static final int PAUSE_MILLIS = 20;

  private final Meter meter;
  private final Map<String, Trip> trips = new ConcurrentHashMap<>();
  private final CountDownLatch lanes;
  private final int[] numbers;
  private volatile boolean stopping;
  private volatile boolean over;
  private @Nullable Workload workload;

  ClosedLoop(int lanes, Meter meter) {
    this.lanes = new CountDownLatch(lanes);
    this.numbers = new int[lanes];
    this.meter = meter;
  }

  /**
   * Runs to the end.
   *
   * @param patience longest wait for the last tasks
   * @return processor time of this process while it was counted
   */
  Duration run(Workload way, Duration warmUp, Duration counted, Duration patience)
      throws InterruptedException {
    workload = way;
    for (int lane = 0; lane < numbers.length; lane++) {
      next(lane);
    }
    TimeUnit.NANOSECONDS.sleep(warmUp.toNanos());
    Duration before = processorTime();
    meter.open();
    TimeUnit.NANOSECONDS.sleep(counted.toNanos());
    meter.close();
    Duration used = processorTime().minus(before);
    stopping = true;
    boolean unusedAll = lanes.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    over = true;
    return used;
  }

  /** Whether nothing more is waited for. */
  boolean isOver() {
    return over;
  }

  /** Tasks that did not come to their end. */
  int unfinished() {
    return trips.size();
  }

  /** The trip of a task by its title; null when it has ended. */
  @Nullable Trip find(String title) {
    return trips.get(title);
  }

  private void next(int lane) {
    Workload way = workload;
    if (stopping || way == null) {
      lanes.countDown();
      return;
    }
    // Only one thread at a time is in a lane.
    String title = "drive " + lane + "." + ++numbers[lane];
    Trip trip = new Trip(title, lane, meter, this::ended);
    trips.put(title, trip);
    way.send(trip);
  }

  private void ended(Trip trip) {
    trips.remove(trip.title());
    if (trip.failed()) {
      // Not at once: what fails without a wait would keep the processors busy with failing.
      Executor later =
          CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS, Runnable::run);
      later.execute(() -> next(trip.lane()));
    } else {
      next(trip.lane());
    }
  }

  private static Duration processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
