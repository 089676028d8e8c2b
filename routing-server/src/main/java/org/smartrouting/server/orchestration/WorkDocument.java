package org.smartrouting.server.orchestration;

import java.util.List;
import java.util.Locale;
import org.smartrouting.core.orchestration.PlanStatus;
import org.smartrouting.core.orchestration.Session;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.server.codec.PlanText;
import org.smartrouting.server.codec.PlannedTaskCodec;

/** Documents of the state of the work, in Markdown. */
final class WorkDocument {
  private static final int MAX_SUMMARY = 300;

  private final StringBuilder text = new StringBuilder();

  private WorkDocument() {}

  /** The state of the work, for the files of its project. */
  static String state(Session session, List<Task> tasks) {
    WorkDocument document = new WorkDocument();
    document.head("State of the work in ", session);
    document.tasks("Done", tasks, PlanStatus.COMPLETED);
    document.tasks("In progress", tasks, PlanStatus.IN_PROGRESS, PlanStatus.ACTIVE);
    document.tasks("Planned", tasks, PlanStatus.PENDING);
    document.tasks("Blocked", tasks, PlanStatus.BLOCKED);
    document.tasks("Failed or cancelled", tasks, PlanStatus.FAILED, PlanStatus.CANCELLED);
    return document.text.toString();
  }

  /** What who takes the work over has to know first. */
  static String handover(Session session, List<Task> tasks) {
    WorkDocument document = new WorkDocument();
    document.head("Handover of ", session);
    document.tasks("Blocked: to be decided", tasks, PlanStatus.BLOCKED);
    document.tasks("In somebody's hands", tasks, PlanStatus.IN_PROGRESS, PlanStatus.ACTIVE);
    document.tasks("To be done", tasks, PlanStatus.PENDING);
    document.tasks("Failed or cancelled", tasks, PlanStatus.FAILED, PlanStatus.CANCELLED);
    document.tasks("Done, with what came of it", tasks, PlanStatus.COMPLETED);
    document.text.append("\nGo on with the session `").append(session.id()).append("`.\n");
    return document.text.toString();
  }

  private void head(String title, Session session) {
    text.append("# ").append(title).append(session.workingDirectory()).append("\n\n");
    if (!session.focusArea().isEmpty()) {
      text.append(session.focusArea()).append("\n\n");
    }
    long total = session.counts().total();
    text.append(
        String.format(Locale.ROOT, "%d tasks, %d not finished.%n", total, session.counts().open()));
  }

  private void tasks(String title, List<Task> tasks, PlanStatus... statuses) {
    List<Task> meant =
        tasks.stream()
            .filter(task -> List.of(statuses).contains(PlannedTaskCodec.planStatus(task)))
            .toList();
    if (meant.isEmpty()) {
      return;
    }
    text.append("\n## ").append(title).append("\n\n");
    for (Task task : meant) {
      text.append("- **").append(task.spec().title()).append("** `").append(task.id()).append('`');
      String summary = PlannedTaskCodec.plan(task).state().report().summary();
      String said = summary.isEmpty() ? task.status().reason() : summary;
      if (!said.isEmpty()) {
        text.append(": ").append(PlanText.shortened(said, MAX_SUMMARY));
      }
      List<TaskId> open = task.status().openDependencies();
      if (!open.isEmpty()) {
        text.append(" (waits for ").append(open.size()).append(" tasks)");
      }
      text.append('\n');
    }
  }
}
