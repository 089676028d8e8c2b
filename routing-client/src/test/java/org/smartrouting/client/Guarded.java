package org.smartrouting.client;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits that end a test which would hang. */
final class Guarded {
  private static final long SECONDS = 20;

  private Guarded() {}

  static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T value = queue.poll(SECONDS, TimeUnit.SECONDS);
    if (value == null) {
      throw new AssertionError("nothing came");
    }
    return value;
  }

  static <T> T result(CompletableFuture<T> future) throws InterruptedException {
    try {
      return future.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw new AssertionError("failed", failed.getCause());
    } catch (TimeoutException late) {
      throw new AssertionError("not completed", late);
    }
  }

  static RoutingException failure(CompletableFuture<?> future) throws InterruptedException {
    try {
      Object value = future.get(SECONDS, TimeUnit.SECONDS);
      throw new AssertionError("did not fail but gave " + value);
    } catch (ExecutionException failed) {
      return (RoutingException) failed.getCause();
    } catch (TimeoutException late) {
      throw new AssertionError("not completed", late);
    }
  }

  static void reached(CountDownLatch latch) throws InterruptedException {
    if (!latch.await(SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("not reached");
    }
  }
}
