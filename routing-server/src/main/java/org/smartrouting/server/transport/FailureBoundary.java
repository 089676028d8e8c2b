package org.smartrouting.server.transport;

import com.google.rpc.Status;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import org.smartrouting.server.error.ErrorStatus;
import org.smartrouting.server.error.UnexpectedErrors;

/**
 * The outermost layer of every call: what a handler throws becomes a status that says nothing of
 * the inside. Safe for use by many threads.
 */
public final class FailureBoundary implements ServerInterceptor {
  private final UnexpectedErrors unexpected;

  /** Words what was thrown as given. */
  public FailureBoundary(UnexpectedErrors unexpected) {
    this.unexpected = unexpected;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    try {
      return new Guarded<>(call, next.startCall(call, headers));
    } catch (RuntimeException e) {
      end(call, e);
      return new ServerCall.Listener<>() {};
    }
  }

  private void end(ServerCall<?, ?> call, RuntimeException thrown) {
    Status status = unexpected.toStatus(thrown);
    StatusRuntimeException exception = ErrorStatus.toException(status);
    Metadata trailers = exception.getTrailers();
    call.close(exception.getStatus(), trailers == null ? new Metadata() : trailers);
  }

  private final class Guarded<Q> extends SimpleForwardingServerCallListener<Q> {
    private final ServerCall<Q, ?> call;
    private boolean ended;

    Guarded(ServerCall<Q, ?> call, ServerCall.Listener<Q> handler) {
      super(handler);
      this.call = call;
    }

    @Override
    public void onMessage(Q message) {
      guard(() -> super.onMessage(message));
    }

    @Override
    public void onHalfClose() {
      guard(super::onHalfClose);
    }

    @Override
    public void onReady() {
      guard(super::onReady);
    }

    private void guard(Runnable event) {
      if (ended) {
        return;
      }
      try {
        event.run();
      } catch (RuntimeException e) {
        ended = true;
        end(call, e);
      }
    }
  }
}
