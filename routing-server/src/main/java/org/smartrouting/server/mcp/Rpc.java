package org.smartrouting.server.mcp;

import com.google.protobuf.Descriptors;
import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.grpc.stub.ClientCalls;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A unary method of the API.
 *
 * @param method the method, with messages of any type
 */
record Rpc(MethodDescriptor<Message, Message> method) {
  /**
   * The method of a service.
   *
   * @throws IllegalArgumentException if the service has no such method
   */
  @SuppressWarnings("unchecked")
  static Rpc of(ServiceDescriptor service, String name) {
    return service.getMethods().stream()
        .filter(method -> name.equals(method.getBareMethodName()))
        .map(method -> new Rpc((MethodDescriptor<Message, Message>) method))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(service.getName() + " has no " + name));
  }

  /** An empty request. */
  Message request() {
    return prototype(method.getRequestMarshaller());
  }

  /** An empty response. */
  Message response() {
    return prototype(method.getResponseMarshaller());
  }

  /** The method as the API declares it. */
  Descriptors.MethodDescriptor declaration() {
    Object schema = Objects.requireNonNull(method.getSchemaDescriptor());
    return ((ProtoMethodDescriptorSupplier) schema).getMethodDescriptor();
  }

  /**
   * Calls it and waits for the answer.
   *
   * @throws io.grpc.StatusRuntimeException if it is refused, or takes longer than the deadline
   */
  Message call(Channel channel, Message request, Duration deadline) {
    CallOptions options =
        CallOptions.DEFAULT.withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS);
    return ClientCalls.blockingUnaryCall(channel, method, options, request);
  }

  private static Message prototype(MethodDescriptor.Marshaller<Message> marshaller) {
    Object prototype = ((PrototypeMarshaller<Message>) marshaller).getMessagePrototype();
    return (Message) Objects.requireNonNull(prototype);
  }
}
