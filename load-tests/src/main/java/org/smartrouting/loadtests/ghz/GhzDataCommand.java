package org.smartrouting.loadtests.ghz;

import com.google.gson.JsonArray;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.smartrouting.client.ClientConfig;
import org.smartrouting.client.RoutingClient;
import org.smartrouting.server.config.LogLevel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Makes the pool {@code ghz} with its specialists and tasks on a server, and files of call data:
 * ids of tasks, and assignments to accept and to complete, which ghz cannot get by itself.
 */
@Command(
    name = "ghz-data",
    description = "Prepares a server for the scenarios of ghz and writes their call data.",
    mixinStandardHelpOptions = true)
public final class GhzDataCommand implements Callable<Integer> {
  @Option(names = "--target", required = true, paramLabel = "HOST:PORT", description = "Server.")
  private String target = "";

  @Option(names = "--tasks", defaultValue = "1000", description = "Tasks to pull, and to hold.")
  private int tasks;

  @Option(names = "--workers", defaultValue = "50", description = "Most workers of a ghz run.")
  private int workers;

  @Option(names = "--connections", defaultValue = "2", description = "Most connections of it.")
  private int connections;

  @Option(names = "--out", required = true, description = "Directory for the files.")
  private Path directory = Path.of("");

  @Spec private CommandSpec spec;

  /** Made by the command line. */
  public GhzDataCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    LogLevel.WARN.apply();
    Files.createDirectories(directory);
    try (RoutingClient client = RoutingClient.connect(ClientConfig.plaintext(target))) {
      GhzPool pool = new GhzPool(client);
      pool.create();
      pool.register(workers, connections, tasks);
      JsonArray ids = pool.submit(GhzPool.PULLED, tasks);
      ids.addAll(pool.submit(GhzPool.HELD, tasks));
      write("tasks.json", ids);
      write("assignments.json", pool.hold(tasks));
    }
    PrintWriter err = spec.commandLine().getErr();
    err.println("ghz-data: " + tasks + " tasks to pull and " + tasks + " assignments to complete");
    err.flush();
    return 0;
  }

  private void write(String name, JsonArray content) throws IOException {
    Files.writeString(directory.resolve(name), content.toString());
  }
}
