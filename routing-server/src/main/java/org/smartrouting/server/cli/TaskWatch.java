package org.smartrouting.server.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.smartrouting.v1.WatchTasksRequest;
import org.smartrouting.v1.WatchTasksResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints changes of tasks as they happen, until it is stopped. */
@Command(
    name = "watch",
    description = "Prints changes of tasks as they happen.",
    mixinStandardHelpOptions = true)
final class TaskWatch implements Runnable {
  @Mixin private Connection connection;
  @Mixin private Output output;

  @Parameters(paramLabel = "TASK", description = "Ids of tasks; none means the whole pool.")
  private List<String> taskIds = new ArrayList<>();

  @Option(names = "--pool", defaultValue = "", description = "Pool. Default: default.")
  private String pool;

  @Option(
      names = "--cursor",
      defaultValue = "",
      description = "Where to go on: a cursor that --json printed.")
  private String cursor;

  @Option(
      names = "--finished-only",
      description = "Print tasks once they are finished; with ids, end when all are.")
  private boolean finishedOnly;

  @Override
  public void run() {
    WatchTasksRequest request =
        WatchTasksRequest.newBuilder()
            .setPool(pool)
            .addAllTaskIds(taskIds)
            .setCursor(cursor)
            .setFinishedOnly(finishedOnly)
            .build();
    connection.tasks(
        tasks -> {
          Iterator<WatchTasksResponse> changes = tasks.watchTasks(request);
          while (changes.hasNext()) {
            print(changes.next());
          }
        });
  }

  private void print(WatchTasksResponse change) {
    if (output.isJson()) {
      output.json(change);
    } else if (change.hasTask()) {
      TaskPrinting.change(output, change.getTask());
    }
  }
}
