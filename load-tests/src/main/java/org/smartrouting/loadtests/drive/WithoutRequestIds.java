package org.smartrouting.loadtests.drive;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.MethodDescriptor;
import org.smartrouting.v1.RouteTaskRequest;
import org.smartrouting.v1.SubmitTaskRequest;
import org.smartrouting.v1.SubmitTasksRequest;

/**
 * Takes out the request ids that the client library gives to every request, to see what they cost
 * the router. Repeats can make a task twice then. Thread-safe.
 */
final class WithoutRequestIds implements ClientInterceptor {
  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void sendMessage(Q message) {
        super.sendMessage(without(message));
      }
    };
  }

  // What comes out is of the class that came in.
  @SuppressWarnings("unchecked")
  private static <Q> Q without(Q message) {
    if (message instanceof SubmitTaskRequest request) {
      return (Q) request.toBuilder().clearRequestId().build();
    }
    if (message instanceof RouteTaskRequest request) {
      return (Q) request.toBuilder().clearRequestId().build();
    }
    if (message instanceof SubmitTasksRequest request) {
      SubmitTaskRequest submit = request.getSubmit().toBuilder().clearRequestId().build();
      return (Q) request.toBuilder().setSubmit(submit).build();
    }
    return message;
  }
}
