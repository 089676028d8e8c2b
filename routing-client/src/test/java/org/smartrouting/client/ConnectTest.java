package org.smartrouting.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.smartrouting.v1.Task;
import org.smartrouting.v1.TaskResult;
import org.smartrouting.v1.TaskSpec;
import org.smartrouting.v1.TaskState;

class ConnectTest {
  @Test
  void a_client_works_over_a_connection_of_its_own() throws Exception {
    FakeTasks tasks = new FakeTasks();
    FakeSpecialists specialists = new FakeSpecialists();
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(tasks)
            .addService(specialists)
            .build()
            .start();
    ClientConfig config = ClientConfig.plaintext("127.0.0.1:" + server.getPort());
    try (RoutingClient client = RoutingClient.connect(config)) {
      Task task = Guarded.result(client.submit(TaskSpec.newBuilder().setTitle("t").build()));
      var result = client.awaitResult(task, Duration.ofHours(1));
      client.specialist("s1").handler(work -> TaskResult.getDefaultInstance()).start();
      FakeSpecialists.Stream stream = specialists.nextStream();
      stream.welcome();
      stream.assign(task.getTaskId(), 1);
      assertThat(stream.next().hasAccept()).isTrue();
      assertThat(stream.next().hasComplete()).isTrue();
      tasks.finish(task);
      assertThat(Guarded.result(result).getState()).isEqualTo(TaskState.TASK_STATE_SUCCEEDED);
    } finally {
      server.shutdownNow();
      assertThat(server.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void the_defaults_are_those_that_are_documented() {
    ClientConfig config = ClientConfig.tls("router");

    assertThat(config.security()).isEqualTo(TransportSecurity.TLS);
    assertThat(config.callDeadline()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.retryDeadline()).isEqualTo(Duration.ofSeconds(60));
    assertThat(config.retryBackoff())
        .isEqualTo(new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5)));
    assertThat(config.reconnectBackoff())
        .isEqualTo(new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5)));
    assertThat(config.submitWindow()).isEqualTo(256);
    assertThat(config.keepAlive()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void a_window_that_the_router_would_not_read_is_refused() {
    assertThatThrownBy(() -> ClientConfig.tls("router").withSubmitWindow(257))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
