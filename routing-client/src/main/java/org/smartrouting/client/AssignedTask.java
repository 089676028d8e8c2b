package org.smartrouting.client;

import com.google.protobuf.ByteString;
import org.smartrouting.v1.Task;

/** A task that a specialist works on. Thread-safe. */
public interface AssignedTask {
  /** The task, as it was assigned. */
  Task task();

  /** Its input; empty when it has none. */
  default ByteString payload() {
    return task().getSpec().getPayload();
  }

  /** Number of the attempt, from 1. */
  default int attempt() {
    return task().getAttempt();
  }

  /** Whether the work is to stop: it was revoked, the lease is lost, or the session was closed. */
  boolean isCancelled();

  /**
   * Reports the fraction done. Reports that follow each other quickly are sent as one.
   *
   * @param fraction 0..1
   * @throws IllegalArgumentException if it is not within 0..1
   */
  void reportProgress(double fraction);

  /**
   * Says how good the result is that the handler will return; the router learns from it who does
   * such tasks well. The last word counts; without one the result is as good as can be.
   *
   * @param quality 0..1
   * @throws IllegalArgumentException if it is not within 0..1
   */
  void rateResult(double quality);
}
