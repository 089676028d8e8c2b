package org.smartrouting.server.lifecycle;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the threads that may wait for the database, so that no transport thread has to. */
final class WorkThreads {
  private static final int MAX_WAITING_CALLS = 10_000;

  private WorkThreads() {}

  /** Runs the reads of the shards, which the mailboxes bound. */
  static ExecutorService forShards(int threads) {
    return Executors.newFixedThreadPool(threads, named("reads"));
  }

  /** Runs what calls read; refuses when too many wait. */
  static ExecutorService forCalls(int threads) {
    return new ThreadPoolExecutor(
        threads,
        threads,
        1,
        TimeUnit.MINUTES,
        new LinkedBlockingQueue<>(MAX_WAITING_CALLS),
        named("calls"));
  }

  /** Runs what has its time. */
  static ScheduledExecutorService timer() {
    return Executors.newSingleThreadScheduledExecutor(named("timer"));
  }

  private static ThreadFactory named(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
