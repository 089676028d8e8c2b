package org.smartrouting.loadtests.drive;

import io.grpc.CallOptions;
import io.grpc.InsecureServerCredentials;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.smartrouting.v1.SubmitTaskRequest;

/** A server that sends back what it gets, and the calls to it: what the transport can do. */
final class EchoWorkload implements Workload {
  private static final MethodDescriptor<SubmitTaskRequest, SubmitTaskRequest> ECHO =
      MethodDescriptor.<SubmitTaskRequest, SubmitTaskRequest>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("smartrouting.loadtests.Echo/Echo")
          .setRequestMarshaller(ProtoUtils.marshaller(SubmitTaskRequest.getDefaultInstance()))
          .setResponseMarshaller(ProtoUtils.marshaller(SubmitTaskRequest.getDefaultInstance()))
          .build();

  private final Connections connections;
  private final Requests requests;

  /** Will call an echo server over the connections. */
  EchoWorkload(Connections connections, Requests requests) {
    this.connections = connections;
    this.requests = requests;
  }

  /** Starts an echo server on a free port, with handlers on the transport threads as ours. */
  static Server serve() throws IOException {
    return NettyServerBuilder.forAddress(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            InsecureServerCredentials.create())
        .directExecutor()
        .addService(
            ServerServiceDefinition.builder("smartrouting.loadtests.Echo")
                .addMethod(
                    ECHO,
                    ServerCalls.asyncUnaryCall(
                        (request, answers) -> {
                          answers.onNext(request);
                          answers.onCompleted();
                        }))
                .build())
        .build()
        .start();
  }

  @Override
  public void send(Trip trip) {
    ClientCalls.asyncUnaryCall(
        connections.channel(trip.lane()).newCall(ECHO, CallOptions.DEFAULT),
        requests.submit(trip),
        new Answer<>(
            answer -> {
              trip.acknowledged();
              trip.completed();
            },
            status -> trip.failed(status.getCode())));
  }

  @Override
  public void close() {}
}
