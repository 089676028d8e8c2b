package org.smartrouting.loadtests.replay;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.smartrouting.client.RoutingClient;
import org.smartrouting.v1.GetQueueStatsResponse;
import org.smartrouting.v1.PriorityStats;

/** Waits for a pool: for its specialists at the beginning, and until it has no work in the end. */
final class Quiet {
  private static final long POLL_MILLIS = 50;

  private final RoutingClient client;
  private final String pool;

  Quiet(RoutingClient client, String pool) {
    this.client = client;
    this.pool = pool;
  }

  /**
   * Waits until so many specialists are connected.
   *
   * @throws IllegalStateException if they are not in time
   */
  void awaitSpecialists(int count, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (stats().getConnectedSpecialists() < count) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "of "
                + count
                + " specialists only "
                + stats().getConnectedSpecialists()
                + " connected");
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  /**
   * Waits until no task is open and no handler runs.
   *
   * @param lastDeadlineMicros until when tasks can expire that nobody takes, trace time
   * @param patience how long nothing may change after that
   * @return whether it came to that
   */
  boolean awaitEnd(Logbook logbook, ReplayClock clock, long lastDeadlineMicros, Duration patience)
      throws InterruptedException {
    long[] before = {};
    long changedNanos = System.nanoTime();
    long[] now = open();
    while (sum(now) > 0 || logbook.running() > 0) {
      if (!Arrays.equals(before, now)
          || logbook.running() > 0
          || clock.nanosUntil(lastDeadlineMicros) > 0) {
        changedNanos = System.nanoTime();
        before = now;
      }
      if (System.nanoTime() - changedNanos > patience.toNanos()) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      now = open();
    }
    return true;
  }

  private long[] open() {
    return stats().getPrioritiesList().stream().mapToLong(Quiet::open).toArray();
  }

  private static long open(PriorityStats stats) {
    return stats.getPending() + stats.getQueued() + stats.getInFlight() + stats.getBlocked();
  }

  private static long sum(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  private GetQueueStatsResponse stats() {
    return client.queueStats(pool).join();
  }
}
