package org.smartrouting.client;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.smartrouting.v1.TaskServiceGrpc.TaskServiceStub;
import org.smartrouting.v1.WatchTasksRequest;
import org.smartrouting.v1.WatchTasksResponse;

/**
 * A watch that is opened again after every break where it stood. Thread-safe; the listener is
 * called without the lock.
 */
final class ResumingWatch implements Watch {
  private final TaskServiceStub tasks;
  private final Surroundings surroundings;
  private final Backoff backoff;
  private final WatchListener listener;

  private final Object lock = new Object();

  @GuardedBy("lock")
  private WatchTasksRequest request;

  @GuardedBy("lock")
  private @Nullable Connection current;

  @GuardedBy("lock")
  private int failures;

  @GuardedBy("lock")
  private boolean ended;

  @GuardedBy("lock")
  private Runnable forget = () -> {};

  ResumingWatch(
      TaskServiceStub tasks,
      Surroundings surroundings,
      Backoff backoff,
      WatchTasksRequest request,
      WatchListener listener) {
    this.tasks = tasks;
    this.surroundings = surroundings;
    this.backoff = backoff;
    this.request = request;
    this.listener = listener;
  }

  /** Begins. */
  void start() {
    Runnable added = surroundings.lifetime().onEnd(closed -> end(Optional.of(closed)));
    synchronized (lock) {
      forget = added;
    }
    open();
  }

  private void open() {
    Connection connection = new Connection();
    WatchTasksRequest resumed;
    synchronized (lock) {
      if (ended) {
        return;
      }
      current = connection;
      resumed = request;
    }
    tasks.watchTasks(resumed, connection);
  }

  @Override
  public void close() {
    end();
  }

  private boolean end() {
    Connection open;
    synchronized (lock) {
      if (ended) {
        return false;
      }
      ended = true;
      open = current;
      current = null;
      forget.run();
    }
    if (open != null) {
      open.cancel();
    }
    return true;
  }

  private void show(Connection from, WatchTasksResponse response) {
    synchronized (lock) {
      if (current != from) {
        return;
      }
      failures = 0;
      request = request.toBuilder().setCursor(response.getCursor()).build();
    }
    try {
      if (response.hasTask()) {
        listener.onTask(response.getTask(), response.getCursor());
      } else {
        listener.onPosition(response.getCursor());
      }
    } catch (RuntimeException broken) {
      end(Optional.of(RoutingException.of(broken)));
    }
  }

  private void lost(Connection from, Throwable error) {
    CallFailure failure = CallFailure.of(error);
    long delayNanos;
    synchronized (lock) {
      if (current != from) {
        return;
      }
      current = null;
      failures++;
      delayNanos = backoff.delayNanos(failures, failure, surroundings.random());
    }
    if (failure.endsStream()) {
      end(Optional.of(RoutingException.of(error)));
    } else {
      surroundings.after(delayNanos, this::open);
    }
  }

  private void completed(Connection from) {
    boolean finite;
    synchronized (lock) {
      if (current != from) {
        return;
      }
      finite = request.getTaskIdsCount() > 0 && request.getFinishedOnly();
    }
    if (finite) {
      end(Optional.empty());
    } else {
      lost(from, Status.UNAVAILABLE.withDescription("the stream was ended").asRuntimeException());
    }
  }

  private void end(Optional<RoutingException> error) {
    if (end()) {
      listener.onEnd(error);
    }
  }

  private final class Connection
      implements ClientResponseObserver<WatchTasksRequest, WatchTasksResponse> {
    private volatile @Nullable ClientCallStreamObserver<WatchTasksRequest> call;
    private volatile boolean cancelled;

    @Override
    public void beforeStart(ClientCallStreamObserver<WatchTasksRequest> started) {
      call = started;
    }

    void cancel() {
      cancelled = true;
      ClientCallStreamObserver<WatchTasksRequest> open = call;
      if (open != null) {
        open.cancel("the watch was closed", null);
      }
    }

    @Override
    public void onNext(WatchTasksResponse response) {
      if (cancelled) {
        // Closed before the call was started.
        cancel();
      } else {
        show(this, response);
      }
    }

    @Override
    public void onError(Throwable error) {
      lost(this, error);
    }

    @Override
    public void onCompleted() {
      completed(this);
    }
  }
}
