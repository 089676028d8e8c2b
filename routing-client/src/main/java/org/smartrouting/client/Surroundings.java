package org.smartrouting.client;

import java.util.Random;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What the library takes from outside: time, chance and a thread for what is due. Thread-safe.
 *
 * @param timer runs what is due later; its tasks must not block
 * @param nanoTime elapsed time
 * @param random for jitter
 * @param requestIds makes a new request id with every call
 * @param lifetime what ends with the client
 */
record Surroundings(
    ScheduledExecutorService timer,
    LongSupplier nanoTime,
    RandomGenerator random,
    Supplier<String> requestIds,
    Lifetime lifetime) {

  /**
   * The real ones. The timer is a daemon thread, so a client that was not closed ends with main.
   */
  static Surroundings real() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "routing-client-timer");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    return new Surroundings(
        timer, System::nanoTime, new Random(), () -> UUID.randomUUID().toString(), new Lifetime());
  }

  /** Ends whatever lives in these surroundings. */
  void end() {
    lifetime.end();
    timer.shutdownNow();
  }

  /**
   * Runs the work later.
   *
   * @return how to take it back; does nothing after the client was closed
   */
  Runnable after(long nanos, Runnable work) {
    try {
      var due = timer.schedule(work, nanos, TimeUnit.NANOSECONDS);
      return () -> due.cancel(false);
    } catch (RejectedExecutionException closed) {
      return () -> {};
    }
  }

  /** Runs the work again and again, first after one period. */
  Runnable every(long nanos, Runnable work) {
    try {
      var due = timer.scheduleAtFixedRate(work, nanos, nanos, TimeUnit.NANOSECONDS);
      return () -> due.cancel(false);
    } catch (RejectedExecutionException closed) {
      return () -> {};
    }
  }
}
