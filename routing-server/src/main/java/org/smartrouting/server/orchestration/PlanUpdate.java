package org.smartrouting.server.orchestration;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.smartrouting.core.engine.PlanChange;
import org.smartrouting.core.engine.PlanChange.Described;
import org.smartrouting.core.engine.PlanChange.Move;
import org.smartrouting.core.orchestration.PlanSpec;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;
import org.smartrouting.orchestration.v1.TaskPlan;
import org.smartrouting.orchestration.v1.UpdateTaskRequest;
import org.smartrouting.server.codec.Etag;
import org.smartrouting.server.codec.PlanCodec;
import org.smartrouting.server.codec.PlannedTaskCodec;

/** An update of a planned task, as the engine wants it. */
final class PlanUpdate {
  private static final long ANY_VERSION = 0;
  private static final long NO_VERSION = -1;

  private final UpdateTaskRequest request;

  PlanUpdate(UpdateTaskRequest request) {
    this.request = request;
  }

  PlanChange change() {
    Move move =
        switch (request.getStatus()) {
          case TASK_STATUS_PENDING -> Move.UNBLOCK;
          case TASK_STATUS_BLOCKED -> Move.BLOCK;
          default -> Move.NONE;
        };
    return new PlanChange(
        this::over,
        move,
        request.getStatusReason(),
        request.getWaiveDependenciesList().stream().map(TaskId::parse).toList(),
        request.getWaiveReason(),
        request.getActor(),
        0);
  }

  long expectedVersion() {
    if (request.getEtag().isEmpty()) {
      return ANY_VERSION;
    }
    OptionalLong version = Etag.version(request.getEtag());
    long named = version.orElse(NO_VERSION);
    return named == ANY_VERSION ? NO_VERSION : named;
  }

  /** Names of the fields of a plan that have other values after a change. */
  static List<String> differences(Task before, Task after) {
    TaskPlan old = PlannedTaskCodec.toMessage(before).getPlan();
    TaskPlan now = PlannedTaskCodec.toMessage(after).getPlan();
    List<String> names = new ArrayList<>();
    for (FieldDescriptor field : TaskPlan.getDescriptor().getFields()) {
      if (!old.getField(field).equals(now.getField(field))) {
        names.add(field.getName());
      }
    }
    if (before.state() != after.state()) {
      names.add("status");
    }
    return names;
  }

  private Described over(Described base) {
    TaskPlan.Builder plan = PlanCodec.toMessage(base.spec(), base.plan()).toBuilder();
    for (FieldDescriptor field : changed()) {
      if (request.getPlan().getAllFields().containsKey(field)) {
        plan.setField(field, request.getPlan().getField(field));
      } else {
        plan.clearField(field);
      }
    }
    TaskPlan next = plan.build();
    List<TaskId> dependencies = next.getDependenciesList().stream().map(TaskId::parse).toList();
    PlanSpec spec =
        PlanCodec.plan(next, base.plan().session(), base.plan().parent())
            .numbered(base.plan().sequence());
    TaskSpec task = PlanCodec.spec(next, base.plan().session(), dependencies);
    return new Described(task, spec);
  }

  private List<FieldDescriptor> changed() {
    if (request.getUpdateMask().getPathsCount() == 0) {
      return List.copyOf(request.getPlan().getAllFields().keySet());
    }
    return request.getUpdateMask().getPathsList().stream()
        .map(TaskPlan.getDescriptor()::findFieldByName)
        .toList();
  }
}
