package org.smartrouting.server.service;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What a client gets over a stream, read at the pace that the test wants.
 *
 * @param <Q> requests
 * @param <R> responses
 */
final class Inbox<Q, R> implements ClientResponseObserver<Q, R> {
  private final int first;
  private final BlockingQueue<R> messages = new LinkedBlockingQueue<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Throwable failure;
  private ClientCallStreamObserver<Q> call;

  private Inbox(int first) {
    this.first = first;
  }

  /** Reads everything as it comes. */
  static <Q, R> Inbox<Q, R> reading() {
    return new Inbox<>(Integer.MAX_VALUE);
  }

  /** Reads so many messages, and more only when told. */
  static <Q, R> Inbox<Q, R> readingFirst(int messages) {
    return new Inbox<>(messages);
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<Q> stream) {
    call = stream;
    stream.disableAutoRequestWithInitial(first);
  }

  void read(int more) {
    call.request(more);
  }

  void cancel() {
    call.cancel("the test has seen enough", null);
  }

  /** The next message. */
  R next() throws InterruptedException {
    R message = messages.poll(60, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no message within a minute; the call failed with " + failure);
    }
    return message;
  }

  List<R> next(int count) throws InterruptedException {
    List<R> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      taken.add(next());
    }
    return taken;
  }

  /** What has come and was not taken. */
  int waiting() {
    return messages.size();
  }

  boolean hasFailed() {
    return failure != null;
  }

  Throwable failure() {
    return failure;
  }

  /** The end of the call; null when it ended well. */
  Throwable end() throws InterruptedException {
    if (!ended.await(60, TimeUnit.SECONDS)) {
      throw new AssertionError("the call did not end within a minute");
    }
    return failure;
  }

  @Override
  public void onNext(R message) {
    messages.add(message);
  }

  @Override
  public void onError(Throwable t) {
    failure = t;
    ended.countDown();
  }

  @Override
  public void onCompleted() {
    ended.countDown();
  }
}
