package org.smartrouting.loadtests.drive;

import io.grpc.ClientInterceptor;
import io.grpc.Server;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.smartrouting.v1.CreatePoolRequest;
import org.smartrouting.v1.PoolPolicy;

/** Runs a drive in a pool of its own. */
final class DriveRun {
  /** The largest there is: nobody works the tasks of {@link Mode#SUBMIT}. */
  private static final int MAX_UNFINISHED = 10_000_000;

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final DriveSettings settings;
  private final Meter meter = new Meter();
  private final ClosedLoop loop;

  DriveRun(DriveSettings settings) {
    this.settings = settings;
    this.loop = new ClosedLoop(settings.inFlight(), meter);
  }

  DriveResult against(String address, String kind) throws InterruptedException {
    Requests requests = new Requests(poolName(), settings.payloadBytes());
    try (Connections connections =
        Connections.open(address, settings.connections(), settings.callbacks(), interceptors())) {
      createPool(connections, requests.pool());
      Duration used;
      try (Workload workload = workload(connections, requests)) {
        used = loop.run(workload, settings.warmUp(), settings.duration(), PATIENCE);
      }
      return new DriveResult(settings, kind, meter, loop.unfinished(), used);
    }
  }

  DriveResult againstEcho() throws IOException, InterruptedException {
    Server server = EchoWorkload.serve();
    Requests requests = new Requests(poolName(), settings.payloadBytes());
    try (Connections connections =
        Connections.open(
            "127.0.0.1:" + server.getPort(),
            settings.connections(),
            settings.callbacks(),
            interceptors())) {
      Workload workload = new EchoWorkload(connections, requests);
      Duration used = loop.run(workload, settings.warmUp(), settings.duration(), PATIENCE);
      return new DriveResult(settings, "echo", meter, loop.unfinished(), used);
    } finally {
      server.shutdownNow();
    }
  }

  private Workload workload(Connections connections, Requests requests) {
    return switch (settings.mode()) {
      case STREAM -> new StreamWorkload(connections, settings, requests, this::started);
      case UNARY -> new UnaryWorkload(connections, settings, requests, loop::find);
      case ROUTE -> new RouteWorkload(connections, settings, requests);
      case SUBMIT -> new SubmitWorkload(connections, requests);
      case ECHO -> throw new IllegalArgumentException("an echo needs no router");
    };
  }

  private ClientInterceptor[] interceptors() {
    List<ClientInterceptor> chain = new ArrayList<>();
    if (!settings.requestIds()) {
      chain.add(new WithoutRequestIds());
    }
    if (settings.mode() == Mode.STREAM) {
      chain.add(new Completions(this::completed));
    }
    chain.add(new WireErrors(meter, loop::isOver));
    return chain.toArray(new ClientInterceptor[0]);
  }

  private void started(String title) {
    Trip trip = loop.find(title);
    if (trip != null) {
      trip.started();
    }
  }

  private void completed(String title) {
    Trip trip = loop.find(title);
    if (trip != null) {
      trip.completed();
    }
  }

  private void createPool(Connections connections, String pool) {
    var unused =
        connections
            .client(0)
            .pools()
            .createPool(
                CreatePoolRequest.newBuilder()
                    .setPool(pool)
                    .setPolicy(
                        PoolPolicy.newBuilder()
                            .setDurability(settings.durability())
                            .setMaxUnfinishedTasks(MAX_UNFINISHED))
                    .build());
  }

  private static String poolName() {
    byte[] random = new byte[6];
    new SecureRandom().nextBytes(random);
    return "drive-" + HexFormat.of().formatHex(random);
  }
}
