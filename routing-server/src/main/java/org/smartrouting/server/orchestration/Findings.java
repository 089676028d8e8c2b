package org.smartrouting.server.orchestration;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.smartrouting.core.orchestration.ChildCounts;
import org.smartrouting.core.orchestration.PlanSpec;
import org.smartrouting.core.orchestration.PlanStatus;
import org.smartrouting.core.orchestration.Session;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.orchestration.v1.MaintenanceChange;
import org.smartrouting.orchestration.v1.MaintenanceIssue;
import org.smartrouting.server.codec.PlannedTaskCodec;

/** What maintenance has found and changed. */
final class Findings {
  private final List<MaintenanceIssue> issues = new ArrayList<>();
  private final List<MaintenanceChange> changes = new ArrayList<>();

  void add(String kind, int severity, Session session, String description) {
    issues.add(
        MaintenanceIssue.newBuilder()
            .setKind(kind)
            .setSeverity(severity)
            .setSessionId(session.id().toString())
            .setDescription(description)
            .build());
  }

  void add(String kind, int severity, Task task, String description) {
    issues.add(
        MaintenanceIssue.newBuilder()
            .setKind(kind)
            .setSeverity(severity)
            .setTaskId(task.id().toString())
            .setSessionId(PlannedTaskCodec.plan(task).spec().session().toString())
            .setDescription("'" + task.spec().title() + "' " + description)
            .build());
  }

  void changed(Task task, PlanStatus next, String reason) {
    changes.add(
        MaintenanceChange.newBuilder()
            .setTaskId(task.id().toString())
            .setFrom(PlannedTaskCodec.status(task))
            .setTo(PlannedTaskCodec.status(next))
            .setReason(reason)
            .build());
  }

  List<MaintenanceIssue> issues() {
    return issues;
  }

  List<MaintenanceChange> changes() {
    return changes;
  }

  /** Looks for tasks whose parent or dependencies are gone, and parents that could be done. */
  void structure(Task task, Set<TaskId> present) {
    PlanSpec spec = PlannedTaskCodec.plan(task).spec();
    boolean open = !task.state().isFinal();
    if (spec.parent() != null && !present.contains(spec.parent())) {
      add("orphaned_task", open ? 2 : 1, task, "is a part of a task that is not there any more");
    }
    for (TaskId dependency : task.spec().dependencies()) {
      if (!present.contains(dependency)) {
        add(
            "missing_dependency",
            open ? 2 : 1,
            task,
            "depends on " + dependency + ", which is gone");
      }
    }
    ChildCounts children = PlannedTaskCodec.plan(task).state().children();
    if (open && children.total() > 0 && children.open() == 0) {
      add("unfinished_parent", 1, task, "is not finished, but all its parts are");
    }
  }
}
