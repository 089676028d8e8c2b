package org.smartrouting.server.lifecycle;

import io.grpc.Server;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.smartrouting.core.shard.ShardStatus;
import org.smartrouting.core.shard.Shards;
import org.smartrouting.core.store.Database;
import org.smartrouting.server.admin.AdminServer;
import org.smartrouting.server.config.ShutdownConfig;

/** Starts the server and stops it in order. Thread-safe. */
public final class Lifecycle {
  private static final Logger log = LoggerFactory.getLogger(Lifecycle.class);
  private static final long PROBE_MILLIS = 1_000;
  private static final long DRAIN_POLL_MILLIS = 20;
  private static final Duration FLUSH = Duration.ofSeconds(10);
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final Server transport;
  private final AdminServer admin;
  private final Shards shards;
  private final HealthWatch health;
  private final Threads threads;
  private final Database database;
  private final Duration drainTimeout;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean fenced;
  private volatile @Nullable ScheduledFuture<?> watching;

  /** Will start and stop these. */
  public Lifecycle(
      Server transport,
      AdminServer admin,
      Shards shards,
      HealthWatch health,
      Threads threads,
      Database database,
      ShutdownConfig config) {
    this.transport = transport;
    this.admin = admin;
    this.shards = shards;
    this.health = health;
    this.threads = threads;
    this.database = database;
    this.drainTimeout = config.drainTimeout();
  }

  /**
   * Starts the shards, then listens; what comes before the shards serve is refused with
   * UNAVAILABLE.
   *
   * @throws IOException if the address cannot be listened on
   */
  public void start() throws IOException {
    shards.start();
    try {
      transport.start();
      admin.start();
    } catch (IOException e) {
      stop();
      throw e;
    }
    watching =
        threads.timer().scheduleWithFixedDelay(this::look, 0, PROBE_MILLIS, TimeUnit.MILLISECONDS);
    log.info("listening on {}, database {}", transport.getListenSockets(), database.product());
  }

  /** Stops in order; returns when it has stopped, whoever began it. */
  public void stop() {
    if (stopping.compareAndSet(false, true)) {
      try {
        stopInOrder();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        admin.stop();
        transport.shutdownNow();
        threads.stop();
        database.close();
        stopped.countDown();
      }
    } else {
      awaitLatch();
    }
  }

  /** Waits until it has stopped; returns whether that was because somebody asked for it. */
  public boolean awaitStop() throws InterruptedException {
    stopped.await();
    return !fenced;
  }

  private void stopInOrder() throws InterruptedException {
    log.info("stopping: no new tasks from now on");
    ScheduledFuture<?> watch = watching;
    if (watch != null) {
      watch.cancel(false);
    }
    health.stopping();
    shards.drain();
    long end = System.nanoTime() + drainTimeout.toNanos();
    while (shards.held() > 0 && System.nanoTime() < end && !fenced) {
      TimeUnit.MILLISECONDS.sleep(DRAIN_POLL_MILLIS);
    }
    int held = shards.held();
    if (held > 0) {
      log.info("{} assignments are still held; their specialists resume them", held);
    }
    if (!shards.stop(FLUSH)) {
      log.warn("some shards did not stop in time; what they had not confirmed may be lost");
    }
    admin.stop();
    transport.shutdown();
    transport.awaitTermination(CLOSE.toMillis(), TimeUnit.MILLISECONDS);
    log.info("stopped");
  }

  private void look() {
    try {
      health.run();
      fenced =
          shards.all().stream()
              .anyMatch(shard -> shard.status().phase() == ShardStatus.Phase.FENCED);
      if (fenced && !stopping.get()) {
        log.error("another server has taken over the database; this one stops");
        new Thread(this::stop, "stop").start();
      }
    } catch (RuntimeException e) {
      log.warn("health could not be probed", e);
    }
  }

  private void awaitLatch() {
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
