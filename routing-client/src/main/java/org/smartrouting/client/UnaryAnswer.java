package org.smartrouting.client;

import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The answer of one call as a future; cancelling the future cancels the call. */
final class UnaryAnswer<Q, R> implements ClientResponseObserver<Q, R> {
  private final CompletableFuture<R> future = new CompletableFuture<>();
  // Written and read by the callbacks only, which gRPC makes one after the other.
  private @Nullable R answer;

  private UnaryAnswer() {}

  /** Makes the call. */
  static <Q, R> CompletableFuture<R> of(BiConsumer<Q, StreamObserver<R>> method, Q request) {
    UnaryAnswer<Q, R> answer = new UnaryAnswer<>();
    method.accept(request, answer);
    return answer.future;
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<Q> call) {
    var unused =
        future.whenComplete(
            (value, error) -> {
              if (future.isCancelled()) {
                call.cancel("the caller gave up", null);
              }
            });
  }

  @Override
  public void onNext(R value) {
    answer = value;
  }

  @Override
  public void onError(Throwable error) {
    future.completeExceptionally(error);
  }

  @Override
  public void onCompleted() {
    if (answer == null) {
      future.completeExceptionally(
          RoutingException.local(Status.Code.INTERNAL, "the call ended without an answer"));
    } else {
      future.complete(answer);
    }
  }
}
