package org.smartrouting.server;

import io.grpc.Server;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalInt;
import org.smartrouting.core.shard.ShardConfig;
import org.smartrouting.core.store.Database;
import org.smartrouting.core.store.DatabaseConfig;
import org.smartrouting.server.admin.AdminServer;
import org.smartrouting.server.config.DatabaseSettings;
import org.smartrouting.server.config.ServerConfig;
import org.smartrouting.server.lifecycle.Lifecycle;

/** The router as a whole: everything is wired here. Thread-safe. */
public final class RoutingServer implements AutoCloseable {
  private static final int SCORES_PER_SHARD = 200_000;
  private static final long MAX_BATCH_BYTES = 8L << 20;

  private final Server transport;
  private final AdminServer admin;
  private final Lifecycle lifecycle;

  private RoutingServer(Server transport, AdminServer admin, Lifecycle lifecycle) {
    this.transport = transport;
    this.admin = admin;
    this.lifecycle = lifecycle;
  }

  /**
   * Opens the database, takes its shards over and listens.
   *
   * @throws IOException if the address cannot be listened on
   * @throws RuntimeException if the settings contradict each other, or the database cannot be used
   */
  public static RoutingServer start(ServerConfig config) throws IOException {
    Database database = Database.open(databaseConfig(config.database()));
    try {
      Wiring wiring =
          Wiring.of(
              config, shardConfig(config), database, InstantSource.system(), new SecureRandom());
      wiring.lifecycle().start();
      return new RoutingServer(wiring.transport(), wiring.admin(), wiring.lifecycle());
    } catch (IOException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** The settings of the database as the store takes them. */
  public static DatabaseConfig databaseConfig(DatabaseSettings settings) {
    return new DatabaseConfig(
        settings.url(),
        settings.user(),
        settings.password(),
        settings.poolSize(),
        settings.shards(),
        settings.connectTimeout(),
        settings.answerTimeout(),
        settings.migrateAtStart()
            ? DatabaseConfig.Migrations.RUN
            : DatabaseConfig.Migrations.REQUIRE);
  }

  /** The port it listens on. */
  public int port() {
    return transport.getPort();
  }

  /** The port on which it listens for HTTP; empty when it does not. */
  public OptionalInt adminPort() {
    return admin.port();
  }

  /** Where it listens, as {@code host:port}. */
  public String address() {
    return address(transport);
  }

  static String address(Server transport) {
    return transport.getListenSockets().stream()
        .filter(InetSocketAddress.class::isInstance)
        .map(InetSocketAddress.class::cast)
        .map(socket -> socket.getAddress().getHostAddress() + ":" + socket.getPort())
        .findFirst()
        .orElse("nowhere");
  }

  /**
   * Waits until the server has stopped.
   *
   * @return whether it stopped because it was asked to, and not because another server took over
   */
  public boolean awaitStop() throws InterruptedException {
    return lifecycle.awaitStop();
  }

  /**
   * Stops in order: tells load balancers, takes no new tasks, lets what runs be completed for the
   * drain timeout, commits what there is, closes the connections. Idempotent.
   */
  @Override
  public void close() {
    lifecycle.stop();
  }

  private static ShardConfig shardConfig(ServerConfig config) {
    long configured = config.engine().maxTaskBytes();
    long all = configured == 0 ? Runtime.getRuntime().maxMemory() / 4 : configured;
    return new ShardConfig(
        owner(config.ownerName()),
        config.engine().mailboxCapacity(),
        config.journal().maxBatchRows(),
        MAX_BATCH_BYTES,
        Math.max(1, all / config.database().shards()),
        SCORES_PER_SHARD);
  }

  private static String owner(String configured) {
    if (!configured.isEmpty()) {
      return configured;
    }
    String process = Long.toString(ProcessHandle.current().pid());
    try {
      return InetAddress.getLocalHost().getHostName() + "-" + process;
    } catch (UnknownHostException e) {
      return "server-" + process;
    }
  }

  /** Time since the start of the process. */
  static Duration uptime() {
    return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
  }
}
