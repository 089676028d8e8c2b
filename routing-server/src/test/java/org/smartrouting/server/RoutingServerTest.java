package org.smartrouting.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.smartrouting.server.config.ConfigReader;
import org.smartrouting.server.config.ConfigRefusedException;
import org.smartrouting.server.config.ConfigSources;
import org.smartrouting.server.config.ServerConfig;
import org.smartrouting.v1.CheckHealthRequest;
import org.smartrouting.v1.CheckHealthResponse;
import org.smartrouting.v1.HealthComponent;
import org.smartrouting.v1.HealthServiceGrpc;
import org.smartrouting.v1.HealthStatus;

@Timeout(120)
final class RoutingServerTest {
  @TempDir private Path directory;

  @Test
  void a_server_serves_tells_how_it_is_and_stops_in_order() throws Exception {
    RoutingServer server = RoutingServer.start(config("127.0.0.1"));
    ManagedChannel channel =
        Grpc.newChannelBuilder(server.address(), InsecureChannelCredentials.create()).build();
    try {
      awaitServing(HealthGrpc.newBlockingStub(channel));

      CheckHealthResponse health =
          HealthServiceGrpc.newBlockingStub(channel)
              .checkHealth(CheckHealthRequest.getDefaultInstance());
      assertThat(health.getStatus()).isEqualTo(HealthStatus.HEALTH_STATUS_SERVING);
      assertThat(health.getComponentsList())
          .extracting(HealthComponent::getName)
          .containsExactly("lifecycle", "database", "shards", "journal");
    } finally {
      channel.shutdownNow();
      server.close();
    }
    assertThat(server.awaitStop()).isTrue();
  }

  @Test
  void plaintext_beyond_loopback_has_to_be_asked_for() {
    assertThatThrownBy(() -> RoutingServer.start(config("0.0.0.0")))
        .isInstanceOf(ConfigRefusedException.class)
        .hasMessageContaining("grpc.allow-plaintext-beyond-loopback");
  }

  private static void awaitServing(HealthGrpc.HealthBlockingStub health) {
    HealthCheckRequest request =
        HealthCheckRequest.newBuilder().setService("smartrouting.v1.TaskService").build();
    while (health.check(request).getStatus() != HealthCheckResponse.ServingStatus.SERVING) {
      Thread.onSpinWait();
    }
  }

  private ServerConfig config(String host) {
    return ConfigReader.read(
        new ConfigSources(
            Optional.empty(),
            Map.of(),
            Map.of(
                "grpc.host",
                host,
                "grpc.port",
                "0",
                "admin.port",
                "0",
                "shutdown.drain-timeout",
                "1s",
                "database.url",
                "jdbc:h2:file:" + directory.resolve("router").toAbsolutePath())));
  }
}
