package org.smartrouting.loadtests.drive;

/** A way for tasks to go. Thread-safe. */
interface Workload extends AutoCloseable {
  /**
   * Sends a task on its way without waiting. The trip is told what it reaches, and its end once, by
   * another thread.
   */
  void send(Trip trip);

  /** Ends what goes on in the background. */
  @Override
  void close();
}
