package org.smartrouting.server.orchestration;

import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.engine.PlanCommand;
import org.smartrouting.core.engine.PlanCommand.NewTask;
import org.smartrouting.core.orchestration.SessionId;
import org.smartrouting.core.shard.Lane;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.orchestration.v1.AffectedTask;
import org.smartrouting.orchestration.v1.CancelTaskRequest;
import org.smartrouting.orchestration.v1.CancelTaskResponse;
import org.smartrouting.orchestration.v1.CascadePolicy;
import org.smartrouting.orchestration.v1.DeleteAction;
import org.smartrouting.orchestration.v1.DeleteTaskRequest;
import org.smartrouting.orchestration.v1.DeleteTaskResponse;
import org.smartrouting.orchestration.v1.PlanTaskRequest;
import org.smartrouting.orchestration.v1.PlanTaskResponse;
import org.smartrouting.orchestration.v1.TaskInTree;
import org.smartrouting.orchestration.v1.UpdateTaskRequest;
import org.smartrouting.orchestration.v1.UpdateTaskResponse;
import org.smartrouting.server.codec.PlanCodec;
import org.smartrouting.server.codec.PlannedTaskCodec;
import org.smartrouting.server.service.Calls;

/** Plans, changes, cancels and deletes tasks of sessions. */
final class PlanCalls {
  private static final char BETWEEN = '#';

  private final Calls calls;

  PlanCalls(Calls calls) {
    this.calls = calls;
  }

  void plan(PlanTaskRequest request, StreamObserver<PlanTaskResponse> observer) {
    SessionId session = SessionId.parse(request.getSessionId());
    PlanCommand.Plan command =
        new PlanCommand.Plan(
            calls.tenant(), session, Digests.of(request), newTasks(request, session));
    calls.answer(
        session.bits(),
        Lane.SUBMIT,
        command,
        observer,
        planned ->
            PlanTaskResponse.newBuilder()
                .addAllTasks(SessionCalls.messages(planned.tasks()))
                .setRepeatedRequest(planned.repeated())
                .build());
  }

  private List<NewTask> newTasks(PlanTaskRequest request, SessionId session) {
    List<TaskId> ids = new ArrayList<>();
    Map<String, TaskId> byKey = new HashMap<>();
    for (int i = 0; i < request.getTasksCount(); i++) {
      TaskId id = newId(request, session, i);
      ids.add(id);
      byKey.put(request.getTasks(i).getKey(), id);
    }
    TaskId above =
        request.getParentTaskId().isEmpty() ? null : TaskId.parse(request.getParentTaskId());
    List<NewTask> tasks = new ArrayList<>();
    for (int i = 0; i < request.getTasksCount(); i++) {
      TaskInTree task = request.getTasks(i);
      List<TaskId> dependencies = new ArrayList<>();
      for (String name : task.getPlan().getDependenciesList()) {
        TaskId own = byKey.get(name);
        dependencies.add(own == null ? TaskId.parse(name) : own);
      }
      TaskId parent = task.getParentKey().isEmpty() ? above : byKey.get(task.getParentKey());
      tasks.add(
          new NewTask(
              ids.get(i),
              PlanCodec.spec(task.getPlan(), session, dependencies),
              PlanCodec.plan(task.getPlan(), session, parent)));
    }
    return tasks;
  }

  private TaskId newId(PlanTaskRequest request, SessionId session, int index) {
    return request.getRequestId().isEmpty()
        ? calls.newTaskId(session.shard())
        : calls.taskIdOf(
            session.shard(), "plan" + BETWEEN + session, request.getRequestId() + BETWEEN + index);
  }

  void update(UpdateTaskRequest request, StreamObserver<UpdateTaskResponse> observer) {
    PlanUpdate update = new PlanUpdate(request);
    TaskId id = TaskId.parse(request.getTaskId());
    calls.ask(
        id,
        Lane.WORK,
        new PlanCommand.Get(calls.tenant(), id),
        observer,
        before ->
            calls.answer(
                id,
                Lane.WORK,
                new PlanCommand.Update(
                    calls.tenant(), id, update.change(), update.expectedVersion()),
                observer,
                after ->
                    UpdateTaskResponse.newBuilder()
                        .setTask(PlannedTaskCodec.toMessage(after))
                        .addAllChangesApplied(PlanUpdate.differences(before, after))
                        .build()));
  }

  void cancel(CancelTaskRequest request, StreamObserver<CancelTaskResponse> observer) {
    TaskId id = TaskId.parse(request.getTaskId());
    boolean keepsWork = !request.hasPreserveWork() || request.getPreserveWork();
    boolean withParts = request.getCascade() != CascadePolicy.CASCADE_POLICY_KEEP;
    calls.answer(
        id,
        Lane.WORK,
        new PlanCommand.Cancel(calls.tenant(), id, request.getReason(), keepsWork, withParts),
        observer,
        cancelled ->
            CancelTaskResponse.newBuilder()
                .setTask(PlannedTaskCodec.toMessage(cancelled.task()))
                .setPreviousStatus(PlannedTaskCodec.status(cancelled.previous()))
                .addAllCancelledChildren(texts(cancelled.parts()))
                .addAllDependentTasksUpdated(
                    cancelled.dependents().stream().map(PlanCalls::affected).toList())
                .build());
  }

  void delete(DeleteTaskRequest request, StreamObserver<DeleteTaskResponse> observer) {
    TaskId id = TaskId.parse(request.getTaskId());
    boolean archives = !request.hasArchiveInstead() || request.getArchiveInstead();
    calls.answer(
        id,
        Lane.WORK,
        new PlanCommand.Delete(calls.tenant(), id, archives, request.getForce()),
        observer,
        dependents ->
            DeleteTaskResponse.newBuilder()
                .setActionTaken(
                    archives
                        ? DeleteAction.DELETE_ACTION_ARCHIVED
                        : DeleteAction.DELETE_ACTION_DELETED)
                .addAllDependents(texts(dependents))
                .build());
  }

  private static AffectedTask affected(Task task) {
    return AffectedTask.newBuilder()
        .setTaskId(task.id().toString())
        .setStatus(PlannedTaskCodec.status(task))
        .setStatusReason(task.status().reason())
        .build();
  }

  static List<String> texts(List<TaskId> ids) {
    return ids.stream().map(TaskId::toString).toList();
  }

  static String text(@Nullable TaskId id) {
    return id == null ? "" : id.toString();
  }
}
