package org.smartrouting.loadtests.drive;

import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.smartrouting.client.ClientConfig;
import org.smartrouting.client.RoutingClient;

/** Connections to one server with a client over each. Thread-safe. */
final class Connections implements AutoCloseable {
  private final List<ManagedChannel> channels = new ArrayList<>();
  private final List<RoutingClient> clients = new ArrayList<>();

  private final ExecutorService threads =
      Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

  private Connections() {}

  static Connections open(
      String target, int count, Callbacks callbacks, ClientInterceptor... interceptors) {
    Connections connections = new Connections();
    ClientConfig config = ClientConfig.plaintext(target);
    for (int i = 0; i < count; i++) {
      // As the client library makes its own ones.
      ManagedChannelBuilder<?> builder =
          ManagedChannelBuilder.forTarget(target)
              .usePlaintext()
              .keepAliveTime(config.keepAlive().toNanos(), TimeUnit.NANOSECONDS)
              .intercept(interceptors);
      ManagedChannel channel =
          switch (callbacks) {
            case CACHED -> builder.build();
            case FIXED -> builder.executor(connections.threads).build();
            case TRANSPORT -> builder.directExecutor().build();
          };
      connections.channels.add(channel);
      connections.clients.add(RoutingClient.over(channel, config));
    }
    return connections;
  }

  /** The connection of a number, any one from 0 on: they take turns. */
  ManagedChannel channel(int number) {
    return channels.get(number % channels.size());
  }

  /** The client of that connection. */
  RoutingClient client(int number) {
    return clients.get(number % clients.size());
  }

  @Override
  public void close() {
    clients.forEach(RoutingClient::close);
    channels.forEach(ManagedChannel::shutdownNow);
    threads.shutdown();
  }
}
