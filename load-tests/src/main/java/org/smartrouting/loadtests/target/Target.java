package org.smartrouting.loadtests.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.smartrouting.server.RoutingServer;
import org.smartrouting.server.config.ConfigReader;
import org.smartrouting.server.config.ConfigSources;
import org.smartrouting.server.config.LogLevel;

/** A server that a run uses. Close it in the end. Thread-safe. */
public final class Target implements AutoCloseable {
  private final String address;
  private final @Nullable RoutingServer server;
  private final @Nullable Path directory;

  private Target(String address, @Nullable RoutingServer server, @Nullable Path directory) {
    this.address = address;
    this.server = server;
    this.directory = directory;
  }

  /** A server that runs already, and goes on when this is closed. */
  public static Target running(String address) {
    return new Target(address, null, null);
  }

  /**
   * Starts a server in this process on a free port of the loopback interface.
   *
   * @param settings settings of the server; without {@code database.url} it keeps its tasks in a
   *     temporary directory that is deleted in the end
   * @param environment where the password of the database is looked for
   * @throws IOException if it cannot listen or make the directory
   */
  public static Target embedded(Map<String, String> settings, Map<String, String> environment)
      throws IOException {
    LogLevel.WARN.apply();
    Map<String, String> flags = new LinkedHashMap<>();
    flags.put("grpc.port", "0");
    flags.put("shutdown.drain-timeout", "1s");
    flags.putAll(settings);
    Path directory = null;
    if (!flags.containsKey("database.url")) {
      directory = Files.createTempDirectory("load-tests");
      flags.put("database.url", "jdbc:h2:file:" + directory.resolve("router").toAbsolutePath());
    }
    try {
      RoutingServer server =
          RoutingServer.start(
              ConfigReader.read(new ConfigSources(Optional.empty(), environment, flags)));
      return new Target(server.address(), server, directory);
    } catch (IOException | RuntimeException e) {
      delete(directory);
      throw e;
    }
  }

  /** Where it listens, as {@code host:port}. */
  public String address() {
    return address;
  }

  /** What it is, in a word: {@code embedded} or {@code running}. */
  public String kind() {
    return server == null ? "running" : "embedded";
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    try {
      delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(@Nullable Path directory) throws IOException {
    if (directory == null) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(directory)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}
