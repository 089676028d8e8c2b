package org.smartrouting.server.demo;

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
  @Option(
      names = "--tasks",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Tasks to route, 1..1000000; default ${DEFAULT-VALUE}.")
  private int tasks;

  @Option(names = "--json", description = "Print one JSON object instead of tables.")
  private boolean json;

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
