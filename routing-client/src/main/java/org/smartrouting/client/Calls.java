package org.smartrouting.client;

import io.grpc.stub.AbstractAsyncStub;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Makes unary calls with deadlines and typed errors. Thread-safe. */
final class Calls {
  private final Surroundings surroundings;
  private final ClientConfig config;

  Calls(Surroundings surroundings, ClientConfig config) {
    this.surroundings = surroundings;
    this.config = config;
  }

  /** A call as its generated stub has it. */
  interface Method<S, Q, R> {
    /** Makes the call. */
    void start(S stub, Q request, StreamObserver<R> answer);
  }

  /** Makes a call whose repetition does no harm, with retries. */
  <S extends AbstractAsyncStub<S>, Q, R> CompletableFuture<R> retrying(
      S stub, Method<S, Q, R> method, Q request) {
    return retrying(stub, method, request, Duration.ZERO);
  }

  /**
   * As {@link #retrying(AbstractAsyncStub, Method, Object)}, for a call that may wait by itself.
   */
  <S extends AbstractAsyncStub<S>, Q, R> CompletableFuture<R> retrying(
      S stub, Method<S, Q, R> method, Q request, Duration wait) {
    return RetryingCall.start(
        surroundings, config, wait, deadline -> start(stub, method, request, deadline));
  }

  /** Makes a call once. */
  <S extends AbstractAsyncStub<S>, Q, R> CompletableFuture<R> once(
      S stub, Method<S, Q, R> method, Q request) {
    return start(stub, method, request, config.callDeadline())
        .exceptionallyCompose(error -> CompletableFuture.failedFuture(RoutingException.of(error)));
  }

  private static <S extends AbstractAsyncStub<S>, Q, R> CompletableFuture<R> start(
      S stub, Method<S, Q, R> method, Q request, Duration deadline) {
    S limited = stub.withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS);
    return UnaryAnswer.of((sent, answer) -> method.start(limited, sent, answer), request);
  }
}
