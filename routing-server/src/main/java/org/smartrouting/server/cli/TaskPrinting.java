package org.smartrouting.server.cli;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.smartrouting.v1.Attempt;
import org.smartrouting.v1.Task;

/** How tasks look in a terminal. */
final class TaskPrinting {
  private static final List<String> HEADER =
      List.of("TASK", "STATE", "PRIORITY", "ATTEMPT", "SPECIALIST", "CREATED", "TITLE");

  private TaskPrinting() {}

  /** Prints one task with all there is to say. */
  static void details(Output output, Task task) {
    if (output.isJson()) {
      output.json(task);
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("task", task.getTaskId()));
    rows.add(List.of("pool", task.getPool()));
    rows.add(List.of("title", task.getSpec().getTitle()));
    rows.add(List.of("type", task.getSpec().getTaskType()));
    rows.add(List.of("state", state(task)));
    rows.add(List.of("reason", task.getStateReason()));
    rows.add(List.of("priority", priority(task)));
    rows.add(List.of("fairness key", task.getSpec().getFairnessKey()));
    rows.add(List.of("session", task.getSpec().getSession()));
    if (task.hasOnTimeProbability()) {
      rows.add(List.of("on time", Math.round(task.getOnTimeProbability() * 100) + " %"));
    }
    rows.add(List.of("attempt", Integer.toString(task.getAttempt())));
    rows.add(List.of("specialist", task.getSpecialistId()));
    rows.add(List.of("progress", Math.round(task.getProgress() * 100) + " %"));
    rows.add(List.of("created", time(task.hasCreateTime(), task.getCreateTime())));
    rows.add(List.of("queued", time(task.hasQueueTime(), task.getQueueTime())));
    rows.add(List.of("assigned", time(task.hasAssignTime(), task.getAssignTime())));
    rows.add(List.of("started", time(task.hasStartTime(), task.getStartTime())));
    rows.add(List.of("lease until", time(task.hasLeaseExpireTime(), task.getLeaseExpireTime())));
    rows.add(List.of("finished", time(task.hasFinishTime(), task.getFinishTime())));
    rows.add(List.of("result", task.getResult().getSummary()));
    rows.add(List.of("output", task.getResult().getOutput().size() + " bytes"));
    rows.add(List.of("etag", task.getEtag()));
    for (Attempt attempt : task.getAttemptsList()) {
      rows.add(List.of("attempt " + attempt.getAttempt(), attempt(attempt)));
    }
    output.properties(rows);
  }

  /** Prints tasks below each other. */
  static void list(Output output, List<Task> tasks) {
    if (output.isJson()) {
      tasks.forEach(output::json);
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    for (Task task : tasks) {
      rows.add(
          List.of(
              task.getTaskId(),
              state(task),
              priority(task),
              Integer.toString(task.getAttempt()),
              task.getSpecialistId(),
              time(task.hasCreateTime(), task.getCreateTime()),
              task.getSpec().getTitle()));
    }
    output.table(rows);
  }

  /** Prints one line about the state of a task. */
  static void change(Output output, Task task) {
    String who = task.getSpecialistId().isEmpty() ? "-" : task.getSpecialistId();
    output.table(List.of(List.of(task.getTaskId(), state(task), who, task.getSpec().getTitle())));
  }

  private static String attempt(Attempt attempt) {
    String outcome = attempt.getOutcome().name().replace("ATTEMPT_OUTCOME_", "");
    String reason = attempt.getReason().isEmpty() ? "" : ": " + attempt.getReason();
    String quality =
        attempt.hasQuality()
            ? String.format(Locale.ROOT, " with quality %.2f", attempt.getQuality())
            : "";
    return outcome + " by " + attempt.getSpecialistId() + quality + reason;
  }

  private static String state(Task task) {
    return task.getState().name().replace("TASK_STATE_", "");
  }

  private static String priority(Task task) {
    return task.getSpec().getPriority().name().replace("PRIORITY_", "");
  }

  private static String time(boolean isThere, Timestamp time) {
    return isThere ? Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).toString() : "";
  }
}
