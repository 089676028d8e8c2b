package org.smartrouting.server.cli;

import java.util.ArrayList;
import java.util.List;
import org.smartrouting.v1.ListTasksRequest;
import org.smartrouting.v1.ListTasksResponse;
import org.smartrouting.v1.Task;
import org.smartrouting.v1.TaskServiceGrpc.TaskServiceBlockingStub;
import org.smartrouting.v1.TaskState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the tasks of a pool. */
@Command(
    name = "list",
    description = "Lists the tasks of a pool, the newest first.",
    mixinStandardHelpOptions = true)
final class TaskList implements Runnable {
  private static final int MAX_PAGE = 500;

  /** States, as people name them. */
  enum Stage {
    /** As TaskState. */
    PENDING,
    /** As TaskState. */
    QUEUED,
    /** As TaskState. */
    ASSIGNED,
    /** As TaskState. */
    RUNNING,
    /** As TaskState. */
    BLOCKED,
    /** As TaskState. */
    SUCCEEDED,
    /** As TaskState. */
    FAILED,
    /** As TaskState. */
    CANCELLED,
    /** As TaskState. */
    EXPIRED
  }

  @Mixin private Connection connection;
  @Mixin private Output output;

  @Option(names = "--pool", defaultValue = "", description = "Pool. Default: default.")
  private String pool;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only tasks in this state; can be repeated. One of ${COMPLETION-CANDIDATES}.")
  private List<Stage> states = new ArrayList<>();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "Most tasks to list. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Override
  public void run() {
    connection.tasks(tasks -> TaskPrinting.list(output, read(tasks)));
  }

  private List<Task> read(TaskServiceBlockingStub tasks) {
    List<Task> found = new ArrayList<>();
    ListTasksRequest.Builder request = ListTasksRequest.newBuilder().setPool(pool);
    states.forEach(state -> request.addStates(TaskState.valueOf("TASK_STATE_" + state)));
    while (found.size() < limit) {
      request.setPageSize(Math.min(limit - found.size(), MAX_PAGE));
      ListTasksResponse page = connection.timed(tasks).listTasks(request.build());
      found.addAll(page.getTasksList());
      if (page.getNextPageToken().isEmpty()) {
        break;
      }
      request.setPageToken(page.getNextPageToken());
    }
    return found;
  }
}
