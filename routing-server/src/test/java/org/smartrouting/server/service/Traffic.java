package org.smartrouting.server.service;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the messages of streaming calls at the server. */
final class Traffic implements ServerInterceptor {
  final AtomicInteger requested = new AtomicInteger();
  final AtomicInteger received = new AtomicInteger();
  final AtomicInteger sent = new AtomicInteger();
  final AtomicInteger sentUnready = new AtomicInteger();
  final AtomicInteger cancelled = new AtomicInteger();

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (call.getMethodDescriptor().getType().serverSendsOneMessage()) {
      return watched(next.startCall(call, headers), false);
    }
    ServerCall<Q, R> counting =
        new SimpleForwardingServerCall<>(call) {
          @Override
          public void request(int messages) {
            requested.addAndGet(messages);
            super.request(messages);
          }

          @Override
          public void sendMessage(R message) {
            if (!isReady()) {
              sentUnready.incrementAndGet();
            }
            sent.incrementAndGet();
            super.sendMessage(message);
          }
        };
    return watched(next.startCall(counting, headers), true);
  }

  private <Q> ServerCall.Listener<Q> watched(ServerCall.Listener<Q> listener, boolean isStream) {
    return new SimpleForwardingServerCallListener<>(listener) {
      @Override
      public void onMessage(Q message) {
        if (isStream) {
          received.incrementAndGet();
        }
        super.onMessage(message);
      }

      @Override
      public void onCancel() {
        super.onCancel();
        cancelled.incrementAndGet();
      }
    };
  }
}
