package org.smartrouting.server.demo;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.smartrouting.client.ClientConfig;
import org.smartrouting.client.RoutingClient;
import org.smartrouting.server.RoutingServer;
import org.smartrouting.server.config.ConfigReader;
import org.smartrouting.server.config.ConfigSources;
import org.smartrouting.server.config.LogLevel;
import org.smartrouting.server.config.ServerConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a router with an embedded database, twelve specialists and work to do, and tells of it. */
@Command(
    name = "demo",
    description = "Routes tasks to twelve specialists in one process and prints what came of it.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  /** The shards begin to serve a moment after the server listens. */
  private static final Map<String, ?> RETRYING =
      Map.of(
          "methodConfig",
          List.of(
              Map.of(
                  "name",
                  List.of(Map.of()),
                  "retryPolicy",
                  Map.of(
                      "maxAttempts",
                      5.0,
                      "initialBackoff",
                      "0.5s",
                      "maxBackoff",
                      "5s",
                      "backoffMultiplier",
                      2.0,
                      "retryableStatusCodes",
                      List.of("UNAVAILABLE")))));

  @Option(
      names = "--tasks",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Tasks to route, 1..1000000; default ${DEFAULT-VALUE}.")
  private int tasks;

  @Option(names = "--json", description = "Print one JSON object instead of tables.")
  private boolean json;

  @Option(
      names = "--orchestrate",
      description = "Plan and do a small project instead, and print its tree as it goes.")
  private boolean orchestrate;

  @Spec private CommandSpec spec;

  /** Made by the command line. */
  public DemoCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (tasks < 1 || tasks > 1_000_000) {
      throw new ParameterException(spec.commandLine(), "--tasks must be 1..1000000, not " + tasks);
    }
    LogLevel.WARN.apply();
    Path directory = Files.createTempDirectory("smart-routing-demo");
    if (orchestrate) {
      return orchestrated(directory);
    }
    DemoResult result;
    try (RoutingServer server = RoutingServer.start(config(directory));
        RoutingClient client = RoutingClient.connect(ClientConfig.plaintext(server.address()))) {
      say("a router with an embedded database serves on " + server.address());
      result = new DemoRun(client, this::progress).run(tasks);
    } finally {
      delete(directory);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      DemoReport.printJson(result, out);
    } else {
      DemoReport.print(result, out);
    }
    out.flush();
    return result.isGood() ? 0 : 1;
  }

  private int orchestrated(Path directory) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (RoutingServer server = RoutingServer.start(config(directory))) {
      say("a router with an embedded database serves on " + server.address());
      ManagedChannel channel =
          Grpc.newChannelBuilder(server.address(), InsecureChannelCredentials.create())
              .defaultServiceConfig(RETRYING)
              .enableRetry()
              .build();
      try {
        return new DemoProject(channel, out).run() ? 0 : 1;
      } finally {
        channel.shutdownNow();
      }
    } finally {
      out.flush();
      delete(directory);
    }
  }

  private static ServerConfig config(Path directory) {
    return ConfigReader.read(
        new ConfigSources(
            Optional.empty(),
            Map.of(),
            Map.of(
                "grpc.port", "0",
                "admin.enabled", "false",
                "grpc.reflection", "true",
                "shutdown.drain-timeout", "1s",
                "database.url", "jdbc:h2:file:" + directory.resolve("router").toAbsolutePath())));
  }

  private void progress(int ended) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        "\r%d of %d tasks done%s", ended, tasks, ended == tasks ? System.lineSeparator() : "");
    err.flush();
  }

  private void say(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }

  private static void delete(Path directory) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(directory)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}
