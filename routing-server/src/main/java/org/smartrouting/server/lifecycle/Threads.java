package org.smartrouting.server.lifecycle;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The threads beside those of the transport and the shards.
 *
 * @param forShards runs the reads of the shards
 * @param forCalls runs what calls read; refuses when too many wait
 * @param timer runs what has its time; nothing on it may block for long
 */
public record Threads(
    ExecutorService forShards, ExecutorService forCalls, ScheduledExecutorService timer) {
  /**
   * Starts as many as the connections to the database can serve.
   *
   * @param connections size of the connection pool
   */
  public static Threads of(int connections) {
    int half = Math.max(1, connections / 2);
    return new Threads(
        WorkThreads.forShards(half), WorkThreads.forCalls(half), WorkThreads.timer());
  }

  void stop() {
    timer.shutdownNow();
    forCalls.shutdownNow();
    forShards.shutdownNow();
  }
}
