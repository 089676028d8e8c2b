package org.smartrouting.client;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.smartrouting.v1.ErrorReason;
import org.smartrouting.v1.Hello;
import org.smartrouting.v1.SpecialistServiceGrpc.SpecialistServiceStub;
import org.smartrouting.v1.Welcome;
import org.smartrouting.v1.WorkRequest;
import org.smartrouting.v1.WorkResponse;

/**
 * The Work stream, opened again after every break until it is ended. Thread-safe; events are told
 * without the lock, one after the other.
 */
final class WorkLink {
  private static final Logger log = LoggerFactory.getLogger(WorkLink.class);

  private final SpecialistServiceStub specialists;
  private final Surroundings surroundings;
  private final ClientConfig config;
  private final Events events;

  private final Object lock = new Object();

  @GuardedBy("lock")
  private @Nullable Connection current;

  @GuardedBy("lock")
  private int failures;

  @GuardedBy("lock")
  private boolean ended;

  /** What happens on the link. */
  interface Events {
    /** The first message of a new connection. */
    Hello hello();

    /** The router took the hello; messages can be sent now. */
    void welcomed(Welcome welcome);

    /** Any later message. */
    void received(WorkResponse response);

    /** The stream takes messages again. */
    void ready();

    /** The connection broke; another is coming. */
    void lost();

    /** The link ended; told once. */
    void ended(SessionEnd end);
  }

  WorkLink(
      SpecialistServiceStub specialists,
      Surroundings surroundings,
      ClientConfig config,
      Events events) {
    this.specialists = specialists;
    this.surroundings = surroundings;
    this.config = config;
    this.events = events;
  }

  /** Opens the stream and says hello. */
  void open() {
    Hello hello = events.hello();
    synchronized (lock) {
      if (ended) {
        return;
      }
      Connection connection = new Connection();
      current = connection;
      var unused = specialists.work(connection);
      connection.call().onNext(WorkRequest.newBuilder().setHello(hello).build());
      connection.stopWaiting =
          surroundings.after(config.callDeadline().toNanos(), () -> giveUp(connection));
    }
  }

  /** Whether a message would be sent at once rather than piled up. */
  boolean isReady() {
    synchronized (lock) {
      return current != null && current.call().isReady();
    }
  }

  /** Sends a message, unless the connection is lost. */
  void send(WorkRequest message) {
    synchronized (lock) {
      if (current != null) {
        current.call().onNext(message);
      }
    }
  }

  /** Ends the link. A drained one says goodbye, any other is cut. */
  void end(SessionEnd end) {
    synchronized (lock) {
      if (ended) {
        return;
      }
      ended = true;
      Connection open = current;
      current = null;
      if (open != null) {
        open.stopWaiting.run();
        if (end.kind() == SessionEnd.Kind.DRAINED) {
          open.call().onCompleted();
          surroundings.after(
              config.callDeadline().toNanos(), () -> open.call().cancel("drained", null));
        } else {
          open.call().cancel("the session ended", null);
        }
      }
    }
    events.ended(end);
  }

  private void received(Connection from, WorkResponse response) {
    synchronized (lock) {
      if (current != from) {
        return;
      }
      if (response.hasWelcome()) {
        failures = 0;
        from.welcomed = true;
        from.stopWaiting.run();
      }
    }
    if (response.hasWelcome()) {
      events.welcomed(response.getWelcome());
    } else {
      events.received(response);
    }
  }

  private void giveUp(Connection from) {
    synchronized (lock) {
      if (current == from && !from.welcomed) {
        from.call().cancel("no welcome in time", null);
      }
    }
  }

  private void lost(Connection from, Throwable error) {
    CallFailure failure = CallFailure.of(error);
    long delayNanos;
    synchronized (lock) {
      if (current != from) {
        return;
      }
      from.stopWaiting.run();
      current = null;
      failures++;
      delayNanos = config.reconnectBackoff().delayNanos(failures, failure, surroundings.random());
    }
    events.lost();
    if (failure.endsStream()) {
      SessionEnd.Kind kind =
          failure.reason() == ErrorReason.ERROR_REASON_SESSION_SUPERSEDED
              ? SessionEnd.Kind.SUPERSEDED
              : SessionEnd.Kind.REFUSED;
      end(new SessionEnd(kind, Optional.of(RoutingException.of(error))));
    } else {
      log.info("The Work stream broke, connecting again: {}", failure.message());
      surroundings.after(delayNanos, this::open);
    }
  }

  private final class Connection implements ClientResponseObserver<WorkRequest, WorkResponse> {
    private @Nullable ClientCallStreamObserver<WorkRequest> call;
    // Both guarded by the lock of the outer class.
    private boolean welcomed;
    private Runnable stopWaiting = () -> {};

    /** Set before the stub returns, under the lock. */
    ClientCallStreamObserver<WorkRequest> call() {
      return Objects.requireNonNull(call);
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<WorkRequest> started) {
      call = started;
      started.setOnReadyHandler(events::ready);
    }

    @Override
    public void onNext(WorkResponse response) {
      received(this, response);
    }

    @Override
    public void onError(Throwable error) {
      lost(this, error);
    }

    @Override
    public void onCompleted() {
      lost(this, Status.UNAVAILABLE.withDescription("the stream was ended").asRuntimeException());
    }
  }
}
