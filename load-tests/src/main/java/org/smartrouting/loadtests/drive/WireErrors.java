package org.smartrouting.loadtests.drive;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.function.BooleanSupplier;
import org.smartrouting.v1.SubmitTasksResponse;
import org.smartrouting.v1.WorkResponse;

/**
 * Counts every error that comes over a connection: of calls, and of single messages of streams.
 * Also those that the client library repeats and its user never hears of. Thread-safe.
 */
final class WireErrors implements ClientInterceptor {
  private final Meter meter;
  private final BooleanSupplier over;

  /**
   * Will count.
   *
   * @param over whether the run has ended, so that calls are broken off on purpose
   */
  WireErrors(Meter meter, BooleanSupplier over) {
    this.meter = meter;
    this.over = over;
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<A> listener, Metadata headers) {
        super.start(new Counted<>(listener), headers);
      }
    };
  }

  private final class Counted<A> extends SimpleForwardingClientCallListener<A> {
    Counted(ClientCall.Listener<A> listener) {
      super(listener);
    }

    @Override
    public void onMessage(A message) {
      if (message instanceof SubmitTasksResponse answer && answer.hasRefused()) {
        meter.error(Status.fromCodeValue(answer.getRefused().getCode()).getCode());
      } else if (message instanceof WorkResponse answer && answer.getAck().hasError()) {
        meter.error(Status.fromCodeValue(answer.getAck().getError().getCode()).getCode());
      }
      super.onMessage(message);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      if (!status.isOk() && !over.getAsBoolean()) {
        meter.error(status.getCode());
      }
      super.onClose(status, trailers);
    }
  }
}
