package org.smartrouting.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call that is repeated until it is answered, fails for good or its time is over. Only for
 * calls whose repetition does no harm. Thread-safe.
 */
final class RetryingCall<T> {
  private final Surroundings surroundings;
  private final ClientConfig config;
  private final Function<Duration, CompletableFuture<T>> attempt;
  private final long endNanos;
  private final CompletableFuture<T> result = new CompletableFuture<>();

  private RetryingCall(
      Surroundings surroundings,
      ClientConfig config,
      Duration extra,
      Function<Duration, CompletableFuture<T>> attempt) {
    this.surroundings = surroundings;
    this.config =
        config.withDeadlines(config.callDeadline().plus(extra), config.retryDeadline().plus(extra));
    this.attempt = attempt;
    this.endNanos = surroundings.nanoTime().getAsLong() + this.config.retryDeadline().toNanos();
  }

  /**
   * Starts the call.
   *
   * @param extra time that the router may spend waiting, in addition to the deadlines
   * @param attempt makes the call once, with the given deadline
   * @return the answer, or a {@link RoutingException}
   */
  static <T> CompletableFuture<T> start(
      Surroundings surroundings,
      ClientConfig config,
      Duration extra,
      Function<Duration, CompletableFuture<T>> attempt) {
    RetryingCall<T> call = new RetryingCall<>(surroundings, config, extra, attempt);
    Runnable forget = surroundings.lifetime().onEnd(call.result::completeExceptionally);
    var unused = call.result.whenComplete((value, error) -> forget.run());
    call.tryOnce(0);
    return call.result;
  }

  private void tryOnce(int failures) {
    if (result.isDone()) {
      return;
    }
    long leftNanos = Math.max(1, endNanos - surroundings.nanoTime().getAsLong());
    Duration deadline = Duration.ofNanos(Math.min(leftNanos, config.callDeadline().toNanos()));
    CompletableFuture<T> answer = attempt.apply(deadline);
    var unusedCancel = result.whenComplete((value, error) -> answer.cancel(false));
    var unusedSettle = answer.whenComplete((value, error) -> settle(value, error, failures + 1));
  }

  private void settle(@Nullable T value, @Nullable Throwable error, int failures) {
    if (error == null) {
      result.complete(value);
      return;
    }
    CallFailure failure = CallFailure.of(error);
    long delayNanos = config.retryBackoff().delayNanos(failures, failure, surroundings.random());
    boolean inTime = surroundings.nanoTime().getAsLong() + delayNanos - endNanos < 0;
    if (!failure.retryable() || !inTime) {
      result.completeExceptionally(RoutingException.of(error));
    } else {
      surroundings.after(delayNanos, () -> tryOnce(failures));
    }
  }
}
