package org.smartrouting.server.transport;

import io.grpc.BindableService;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.smartrouting.server.config.ConfigRefusedException;
import org.smartrouting.server.config.GrpcConfig;
import org.smartrouting.server.config.LimitsConfig;

/**
 * Puts the gRPC server together. Handlers run on the transport threads: they do nothing that waits,
 * and a hop to another pool costs more than all they do.
 */
public final class NettyTransport {
  private NettyTransport() {}

  /**
   * Makes a server that does not listen yet.
   *
   * @throws ConfigRefusedException if it would listen beyond loopback without encryption and nobody
   *     said that it may
   */
  public static Server of(
      GrpcConfig grpc,
      LimitsConfig limits,
      FailureBoundary boundary,
      List<BindableService> services) {
    InetSocketAddress address = new InetSocketAddress(grpc.host(), grpc.port());
    requireLoopback(grpc, address);
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(address, InsecureServerCredentials.create())
            .directExecutor()
            .maxInboundMessageSize(limits.maxMessageBytes())
            .maxInboundMetadataSize(limits.maxMetadataBytes())
            .maxConcurrentCallsPerConnection(limits.maxConcurrentCallsPerConnection())
            .maxRstFramesPerWindow(
                limits.maxResets(), (int) Math.max(1, limits.maxResetsWindow().toSeconds()))
            .keepAliveTime(limits.keepaliveTime().toNanos(), TimeUnit.NANOSECONDS)
            .keepAliveTimeout(limits.keepaliveTimeout().toNanos(), TimeUnit.NANOSECONDS)
            .permitKeepAliveTime(limits.permitKeepaliveTime().toNanos(), TimeUnit.NANOSECONDS)
            .permitKeepAliveWithoutCalls(limits.permitKeepaliveWithoutCalls())
            .handshakeTimeout(limits.handshakeTimeout().toNanos(), TimeUnit.NANOSECONDS)
            .initialFlowControlWindow(limits.flowControlWindow());
    limitConnections(builder, limits);
    services.forEach(
        service -> builder.addService(ServerInterceptors.intercept(service, boundary)));
    if (grpc.reflection()) {
      builder.addService(ProtoReflectionServiceV1.newInstance());
    }
    return builder.build();
  }

  private static void limitConnections(NettyServerBuilder builder, LimitsConfig limits) {
    if (isLimit(limits.maxConnectionIdle())) {
      builder.maxConnectionIdle(limits.maxConnectionIdle().toNanos(), TimeUnit.NANOSECONDS);
    }
    if (isLimit(limits.maxConnectionAge())) {
      builder
          .maxConnectionAge(limits.maxConnectionAge().toNanos(), TimeUnit.NANOSECONDS)
          .maxConnectionAgeGrace(limits.maxConnectionAgeGrace().toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private static boolean isLimit(Duration duration) {
    return !duration.isZero();
  }

  private static void requireLoopback(GrpcConfig grpc, InetSocketAddress address) {
    InetAddress host = address.getAddress();
    if (host == null) {
      throw new ConfigRefusedException(
          "grpc.host is not an address of this machine: " + grpc.host());
    }
    if (!host.isLoopbackAddress() && !grpc.allowPlaintextBeyondLoopback()) {
      throw new ConfigRefusedException(
          "grpc.host "
              + grpc.host()
              + " is not loopback and connections are not encrypted; set"
              + " grpc.allow-plaintext-beyond-loopback = true if the network is protected");
    }
  }
}
