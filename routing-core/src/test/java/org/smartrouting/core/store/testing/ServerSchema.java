package org.smartrouting.core.store.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** One schema on a MariaDB or MySQL server; the first schema owns the server. Threadsafe. */
final class ServerSchema implements TestDatabase {
  static final String USER = "router";
  static final String PASSWORD = "router";
  private static final String FIRST_SCHEMA = "router";

  private final DatabaseKind kind;
  private final ServerProcess server;
  private final String name;
  private final Runnable onClose;
  private final AtomicBoolean closed = new AtomicBoolean();

  private ServerSchema(DatabaseKind kind, ServerProcess server, String name, Runnable onClose) {
    this.kind = kind;
    this.server = server;
    this.name = name;
    this.onClose = onClose;
  }

  /** Starts a server in a temporary directory, which closing the result removes. */
  static ServerSchema start(
      DatabaseKind kind, ServerDistribution distribution, RunDirectory directory) {
    ServerProcess server =
        ServerProcess.start(
            distribution,
            directory.path().resolve("data"),
            directory.path().resolve("server.txt"),
            0,
            List.of());
    Runnable onClose =
        () -> {
          server.kill();
          directory.delete();
        };
    return first(kind, server, onClose);
  }

  /** The schema {@code router} of a running server, created if needed. */
  static ServerSchema first(DatabaseKind kind, ServerProcess server, Runnable onClose) {
    execute(server.port(), "CREATE DATABASE IF NOT EXISTS " + FIRST_SCHEMA);
    return new ServerSchema(kind, server, FIRST_SCHEMA, onClose);
  }

  @Override
  public DatabaseKind kind() {
    return kind;
  }

  @Override
  public String jdbcUrl() {
    return url(server.port(), name);
  }

  @Override
  public String user() {
    return USER;
  }

  @Override
  public String password() {
    return PASSWORD;
  }

  @Override
  public TestDatabase freshSchema() {
    String fresh = "router_" + UUID.randomUUID().toString().replace('-', '_');
    execute(server.port(), "CREATE DATABASE " + fresh);
    return new ServerSchema(kind, server, fresh, () -> dropIfServed(fresh));
  }

  @Override
  public OptionalLong pid() {
    return server.pid();
  }

  @Override
  public void kill() {
    server.kill();
  }

  @Override
  public void restart() {
    server.restart();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      onClose.run();
    }
  }

  /** A schema on a server that is gone needs no dropping: its files go with the server's. */
  private void dropIfServed(String schema) {
    if (server.pid().isPresent()) {
      execute(server.port(), "DROP DATABASE " + schema);
    }
  }

  private static void execute(int port, String sql) {
    try (Connection connection = DriverManager.getConnection(url(port, ""), USER, PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot run " + sql, e);
    }
  }

  private static String url(int port, String schema) {
    return "jdbc:mysql://127.0.0.1:"
        + port
        + "/"
        + schema
        + "?connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true"
        + "&rewriteBatchedStatements=true&cachePrepStmts=true&useServerPrepStmts=true"
        // Without TLS, MySQL's default login needs the server's public key.
        + "&sslMode=DISABLED&allowPublicKeyRetrieval=true";
  }
}
