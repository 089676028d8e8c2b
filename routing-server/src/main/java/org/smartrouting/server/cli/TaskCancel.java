package org.smartrouting.server.cli;

import org.smartrouting.v1.CancelTaskRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Cancels one task. */
@Command(
    name = "cancel",
    description = "Cancels a task that is not finished.",
    mixinStandardHelpOptions = true)
final class TaskCancel implements Runnable {
  @Mixin private Connection connection;
  @Mixin private Output output;

  @Parameters(paramLabel = "TASK", description = "Id of the task.")
  private String taskId;

  @Option(names = "--reason", defaultValue = "", description = "Why, in one line.")
  private String reason;

  @Override
  public void run() {
    CancelTaskRequest request =
        CancelTaskRequest.newBuilder().setTaskId(taskId).setReason(reason).build();
    connection.tasks(
        tasks ->
            TaskPrinting.details(output, connection.timed(tasks).cancelTask(request).getTask()));
  }
}
