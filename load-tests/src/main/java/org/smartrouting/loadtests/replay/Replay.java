package org.smartrouting.loadtests.replay;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.smartrouting.client.RoutingClient;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.loadtests.trace.AttemptDraws;
import org.smartrouting.loadtests.trace.FleetMember;
import org.smartrouting.loadtests.trace.TraceTask;
import org.smartrouting.v1.CreatePoolRequest;

/** Gives a trace to a server, in a pool of its own, and looks at what became of each task. */
final class Replay {
  private static final Duration CONNECT_PATIENCE = Duration.ofMinutes(1);
  private static final int MOST_LISTINGS = 40;
  private static final long LISTING_MILLIS = 250;
  private static final long PROGRESS_MILLIS = 500;

  private final List<TraceTask> trace;
  private final List<FleetMember> fleet;
  private final PoolPolicy policy;
  private final TimeScale scale;
  private final long seed;
  private final Duration patience;
  private final BiConsumer<Integer, Integer> progress;

  /**
   * Will replay.
   *
   * @param trace its tasks in the order of their arrivals
   * @param policy rules of the pool, for trace time
   * @param seed decides which attempts succeed
   * @param patience wall time for which nothing may change at the end before open tasks are given
   *     up
   * @param progress told now and then how many tasks were submitted and how many attempts ended
   */
  Replay(
      List<TraceTask> trace,
      List<FleetMember> fleet,
      PoolPolicy policy,
      TimeScale scale,
      long seed,
      Duration patience,
      BiConsumer<Integer, Integer> progress) {
    this.trace = List.copyOf(trace);
    this.fleet = List.copyOf(fleet);
    this.policy = policy;
    this.scale = scale;
    this.seed = seed;
    this.patience = patience;
    this.progress = progress;
  }

  /** Runs it against the server at an address. */
  ReplayResult run(String address) throws InterruptedException {
    String pool = poolName();
    Scene scene =
        new Scene(
            new ReplayTasks(pool, trace),
            new ReplayClock(scale, trace.isEmpty() ? 0 : trace.get(0).arrivalMicros()),
            scale,
            new AttemptDraws(seed),
            new Logbook());
    try (ReplayClients clients = ReplayClients.connect(address, fleet.size())) {
      RoutingClient client = clients.get(0);
      var unused =
          client
              .pools()
              .createPool(
                  CreatePoolRequest.newBuilder()
                      .setPool(pool)
                      .setPolicy(ScaledPolicy.of(policy, scale))
                      .build());
      Quiet quiet = new Quiet(client, pool);
      try (ReplayFleet working = ReplayFleet.start(clients, pool, fleet, scene);
          Submissions submissions = new Submissions(clients, scene)) {
        quiet.awaitSpecialists(working.size(), CONNECT_PATIENCE);
        scene.clock().start();
        boolean finished = runThrough(scene, submissions, quiet);
        Inventory inventory = inventory(client, pool, submissions, finished);
        return new ReplayResult(fleet, scene, submissions, inventory);
      }
    }
  }

  /** Returns whether all tasks came to an end. */
  private boolean runThrough(Scene scene, Submissions submissions, Quiet quiet)
      throws InterruptedException {
    Thread reporter = new Thread(() -> report(scene, submissions), "progress");
    reporter.setDaemon(true);
    reporter.start();
    try {
      submissions.run();
      return quiet.awaitEnd(scene.logbook(), scene.clock(), lastDeadlineMicros(), patience);
    } finally {
      reporter.interrupt();
      reporter.join();
    }
  }

  private void report(Scene scene, Submissions submissions) {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(PROGRESS_MILLIS);
        progress.accept(submissions.submitted(), scene.logbook().ended());
      }
    } catch (InterruptedException e) {
      progress.accept(submissions.submitted(), scene.logbook().ended());
    }
  }

  /** With relaxed durability the listing is some milliseconds behind what was answered. */
  private Inventory inventory(
      RoutingClient client, String pool, Submissions submissions, boolean finished)
      throws InterruptedException {
    Inventory inventory = Inventory.of(client, pool);
    int left = finished ? MOST_LISTINGS : 0;
    while (left-- > 0 && inventory.lacks(trace.size(), submissions)) {
      TimeUnit.MILLISECONDS.sleep(LISTING_MILLIS);
      inventory = Inventory.of(client, pool);
    }
    return inventory;
  }

  private long lastDeadlineMicros() {
    return trace.stream()
        .filter(TraceTask::hasDeadline)
        .mapToLong(task -> task.arrivalMicros() + task.deadlineMicros())
        .max()
        .orElse(0);
  }

  private static String poolName() {
    byte[] random = new byte[6];
    new SecureRandom().nextBytes(random);
    return "replay-" + HexFormat.of().formatHex(random);
  }
}
