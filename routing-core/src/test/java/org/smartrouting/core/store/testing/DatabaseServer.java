package org.smartrouting.core.store.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Runs a database server for scripts.
 *
 * <p>Arguments: {@code mariadb|mysql [port [data-directory]] [--server-option...]}; port 0 means a
 * free one; without a data directory a temporary one is used and removed at the end. Prints four
 * lines to standard output once the server accepts connections: the JDBC URL, {@code user <name>},
 * {@code password <word>} and {@code pid <number>}. Runs until standard input ends or SIGTERM
 * arrives (exit 0 or 143), or the server process ends (exit 1).
 */
public final class DatabaseServer {
  private DatabaseServer() {}

  /** See the class. */
  public static void main(String[] arguments) {
    List<String> places = new ArrayList<>();
    List<String> options = new ArrayList<>();
    for (String argument : arguments) {
      (argument.startsWith("--") ? options : places).add(argument);
    }
    if (places.isEmpty() || places.size() > 3) {
      System.err.println(
          "usage: DatabaseServer mariadb|mysql [port [data-directory]] [--server-option...]");
      System.exit(2);
    }
    run(places, options);
  }

  private static void run(List<String> places, List<String> options) {
    DatabaseKind kind = DatabaseKind.parse(places.get(0));
    RunDirectory directory = RunDirectory.create();
    Path data =
        places.size() > 2
            ? Path.of(places.get(2)).toAbsolutePath()
            : directory.path().resolve("data");
    int port = places.size() > 1 ? Integer.parseInt(places.get(1)) : 0;
    Path log = directory.path().resolve("server.txt");
    ServerProcess server = ServerProcess.start(distribution(kind), data, log, port, options);
    Runnable onClose =
        () -> {
          server.stop();
          directory.delete();
        };
    ServerSchema schema = ServerSchema.first(kind, server, onClose);
    Runtime.getRuntime().addShutdownHook(new Thread(schema::close));
    System.out.println(schema.jdbcUrl());
    System.out.println("user " + schema.user());
    System.out.println("password " + schema.password());
    System.out.println("pid " + schema.pid().orElseThrow());
    System.exit(awaitEnd(server));
  }

  private static ServerDistribution distribution(DatabaseKind kind) {
    return switch (kind) {
      case H2 -> throw new IllegalArgumentException("H2 has no server: use a jdbc:h2:file URL");
      case MARIADB -> new MariaDbDistribution();
      case MYSQL -> new MySqlDistribution();
    };
  }

  private static int awaitEnd(ServerProcess server) {
    CompletableFuture<Integer> inputEnd =
        CompletableFuture.supplyAsync(DatabaseServer::drainInput, DatabaseServer::runDaemon);
    CompletableFuture<Integer> serverEnd =
        CompletableFuture.supplyAsync(
            () -> {
              server.awaitEnd();
              return 1;
            },
            DatabaseServer::runDaemon);
    return inputEnd.applyToEither(serverEnd, status -> status).join();
  }

  private static int drainInput() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void runDaemon(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
  }
}
