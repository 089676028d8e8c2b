package org.smartrouting.server.cli;

import org.smartrouting.v1.GetTaskRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one task. */
@Command(name = "get", description = "Shows a task.", mixinStandardHelpOptions = true)
final class TaskGet implements Runnable {
  @Mixin private Connection connection;
  @Mixin private Output output;

  @Parameters(paramLabel = "TASK", description = "Id of the task.")
  private String taskId;

  @Override
  public void run() {
    GetTaskRequest request = GetTaskRequest.newBuilder().setTaskId(taskId).build();
    connection.tasks(
        tasks -> TaskPrinting.details(output, connection.timed(tasks).getTask(request).getTask()));
  }
}
