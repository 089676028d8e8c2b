package org.smartrouting.server.service;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * An action that runs on an executor and never twice at once. Who asks for it while it runs makes
 * it run once more afterwards, behind what else waits for the executor. Thread-safe; what the
 * action itself keeps needs no lock.
 */
final class SerialAction {
  private final Executor executor;
  private final Runnable action;
  private final Consumer<RejectedExecutionException> onRejected;
  private final AtomicInteger asked = new AtomicInteger();

  SerialAction(
      Executor executor, Runnable action, Consumer<RejectedExecutionException> onRejected) {
    this.executor = executor;
    this.action = action;
    this.onRejected = onRejected;
  }

  /** Makes it run, soon; returns at once. */
  void ask() {
    if (asked.getAndIncrement() == 0) {
      execute();
    }
  }

  private void runOnce() {
    int served = asked.get();
    try {
      action.run();
    } finally {
      if (asked.addAndGet(-served) > 0) {
        execute();
      }
    }
  }

  private void execute() {
    try {
      executor.execute(this::runOnce);
    } catch (RejectedExecutionException e) {
      onRejected.accept(e);
    }
  }
}
