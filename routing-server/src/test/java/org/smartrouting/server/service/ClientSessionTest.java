package org.smartrouting.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smartrouting.client.ClientConfig;
import org.smartrouting.client.RoutingClient;
import org.smartrouting.client.SessionEnd;
import org.smartrouting.client.SpecialistSession;
import org.smartrouting.core.pool.BalancePolicy;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.core.store.testing.DatabaseKind;
import org.smartrouting.core.store.testing.TestDatabaseExtension;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskState;
import org.smartrouting.v1.TaskResult;

/** The specialist of the client library over a loopback connection. */
final class ClientSessionTest {
  @RegisterExtension
  static final TestDatabaseExtension DATABASE = TestDatabaseExtension.schema(DatabaseKind.H2);

  private FleetFixture fleet;
  private Server server;
  private RoutingClient client;

  @BeforeEach
  void start() throws Exception {
    fleet = new FleetFixture(DATABASE.database());
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .directExecutor()
            .addService(fleet.endpoint())
            .build()
            .start();
    client = RoutingClient.connect(ClientConfig.plaintext("127.0.0.1:" + server.getPort()));
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.shutdownNow().awaitTermination(60, TimeUnit.SECONDS);
    fleet.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void a_session_does_all_tasks_within_its_slots_and_drains(int prefetch) throws Exception {
    int count = 500;
    int slots = 8;
    PoolPolicy policy =
        PoolPolicy.DEFAULT.withBalance(BalancePolicy.DEFAULT.withPrefetch(prefetch));
    PoolKey pool = fleet.newPool(policy);
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tasks.add(fleet.submit(pool));
    }
    CountDownLatch left = new CountDownLatch(count);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    SpecialistSession session =
        client
            .specialist("ada")
            .pool(pool.pool())
            .spec(FleetFixture.slots(slots))
            .handler(
                task -> {
                  most.accumulateAndGet(running.incrementAndGet(), Math::max);
                  running.decrementAndGet();
                  left.countDown();
                  return TaskResult.newBuilder().setSummary("done").build();
                })
            .start();

    assertThat(left.await(120, TimeUnit.SECONDS)).isTrue();
    SessionEnd end = FleetFixture.guarded(session.drain());

    assertThat(end.kind()).isEqualTo(SessionEnd.Kind.DRAINED);
    assertThat(most.get()).isLessThanOrEqualTo(slots);
    assertThat(tasks).allMatch(task -> fleet.task(task).state() == TaskState.SUCCEEDED);
    assertThat(tasks).allMatch(task -> fleet.task(task).status().attempts().size() == 1);
  }
}
