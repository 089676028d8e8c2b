package org.smartrouting.loadtests.drive;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes the answer to a unary call. */
final class Answer<A> implements StreamObserver<A> {
  private final Consumer<A> onAnswer;
  private final Consumer<Status> onFailure;
  private @Nullable A answer;

  Answer(Consumer<A> onAnswer, Consumer<Status> onFailure) {
    this.onAnswer = onAnswer;
    this.onFailure = onFailure;
  }

  @Override
  public void onNext(A value) {
    answer = value;
  }

  @Override
  public void onError(Throwable error) {
    onFailure.accept(Status.fromThrowable(error));
  }

  @Override
  public void onCompleted() {
    A value = answer;
    if (value == null) {
      onFailure.accept(Status.INTERNAL.withDescription("a call without an answer"));
    } else {
      onAnswer.accept(value);
    }
  }
}
