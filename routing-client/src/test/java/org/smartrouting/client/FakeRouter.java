package org.smartrouting.client;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A router in this process that does what its test says, and a client of it. */
final class FakeRouter {
  final FakeTasks tasks = new FakeTasks();
  final FakeSpecialists specialists = new FakeSpecialists();
  private final Server server;
  private final ManagedChannel channel;

  FakeRouter() throws IOException {
    String name = "router-" + UUID.randomUUID();
    server =
        InProcessServerBuilder.forName(name)
            .addService(tasks)
            .addService(specialists)
            .build()
            .start();
    channel = InProcessChannelBuilder.forName(name).build();
  }

  static ClientConfig config() {
    Backoff quick = new Backoff(Duration.ofMillis(1), Duration.ofMillis(5));
    return ClientConfig.plaintext("unused").withBackoffs(quick, quick);
  }

  RoutingClient client() {
    return client(config());
  }

  RoutingClient client(ClientConfig config) {
    return RoutingClient.over(channel, config);
  }

  void stop() throws InterruptedException {
    channel.shutdownNow();
    server.shutdownNow();
    if (!server.awaitTermination(20, TimeUnit.SECONDS)) {
      throw new AssertionError("the fake router did not stop");
    }
  }
}
