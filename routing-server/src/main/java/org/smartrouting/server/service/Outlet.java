package org.smartrouting.server.service;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.google.rpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What goes out over a stream: in order, one after the other, as fast as the peer reads. Nothing is
 * sent under its lock, so a transport that answers on the same thread does no harm. Thread-safe.
 *
 * @param <M> the messages
 */
final class Outlet<M> {
  private record Outgoing<M>(M message, Runnable afterwards) {}

  private final ServerCallStreamObserver<M> call;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final Deque<Outgoing<M>> waiting = new ArrayDeque<>();

  @GuardedBy("lock")
  private boolean busy;

  @GuardedBy("lock")
  private boolean closing;

  @GuardedBy("lock")
  private boolean over;

  @GuardedBy("lock")
  private @Nullable Status failure;

  Outlet(ServerCallStreamObserver<M> call) {
    this.call = call;
  }

  /**
   * Adds a message, to be sent by {@link #flush}.
   *
   * @param afterwards run when the transport has taken it
   * @return how many wait now
   */
  int add(M message, Runnable afterwards) {
    synchronized (lock) {
      if (!closing && !over) {
        waiting.add(new Outgoing<>(message, afterwards));
      }
      return waiting.size();
    }
  }

  /** Ends the stream once everything is sent. */
  void complete() {
    synchronized (lock) {
      closing = true;
    }
    flush();
  }

  /** Ends the stream with an error; what waits is not sent any more. */
  void fail(Status status) {
    synchronized (lock) {
      closing = true;
      failure = status;
      waiting.clear();
    }
    flush();
  }

  /** Forgets everything: the peer is gone. */
  void abandon() {
    synchronized (lock) {
      over = true;
      waiting.clear();
    }
  }

  /** Sends what can be sent now. */
  void flush() {
    Runnable step = nextStep();
    while (step != null) {
      try {
        step.run();
      } finally {
        synchronized (lock) {
          busy = false;
        }
      }
      step = nextStep();
    }
  }

  private @Nullable Runnable nextStep() {
    synchronized (lock) {
      if (busy || over) {
        return null;
      }
      Outgoing<M> first = waiting.peek();
      if (first == null) {
        return closing ? lastStep() : null;
      }
      if (!call.isReady()) {
        return null;
      }
      waiting.remove();
      busy = true;
      return () -> {
        call.onNext(first.message());
        first.afterwards().run();
      };
    }
  }

  @GuardedBy("lock")
  private Runnable lastStep() {
    over = true;
    busy = true;
    Status status = failure;
    return status == null ? call::onCompleted : () -> Calls.fail(call, status);
  }
}
