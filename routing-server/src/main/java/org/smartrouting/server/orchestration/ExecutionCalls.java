package org.smartrouting.server.orchestration;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.smartrouting.core.engine.PlanCommand;
import org.smartrouting.core.engine.PlanCommand.Completed;
import org.smartrouting.core.engine.PlanCommand.Completion;
import org.smartrouting.core.engine.PlanCommand.NextAction;
import org.smartrouting.core.orchestration.CriterionResult;
import org.smartrouting.core.shard.Lane;
import org.smartrouting.core.shard.Shard;
import org.smartrouting.core.store.PlanReader;
import org.smartrouting.core.store.TaskReader;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.orchestration.v1.CompleteTaskRequest;
import org.smartrouting.orchestration.v1.CompleteTaskResponse;
import org.smartrouting.orchestration.v1.ExecuteTaskRequest;
import org.smartrouting.orchestration.v1.ExecuteTaskResponse;
import org.smartrouting.orchestration.v1.ExecutionMode;
import org.smartrouting.server.codec.ArtifactCodec;
import org.smartrouting.server.codec.PlannedTaskCodec;
import org.smartrouting.server.codec.TimeCodec;
import org.smartrouting.server.service.Calls;

/** Begins tasks and records what came of them. */
final class ExecutionCalls {
  private final Calls calls;
  private final TaskReader tasks;
  private final PlanReader plans;
  private final Executor blocking;
  private final ScheduledExecutorService timer;
  private final Personas personas;

  ExecutionCalls(OrchestrationParts parts, Personas personas) {
    this.calls = parts.calls();
    this.tasks = parts.tasks();
    this.plans = parts.plans();
    this.blocking = parts.blocking();
    this.timer = parts.timer();
    this.personas = personas;
  }

  Calls calls() {
    return calls;
  }

  TaskReader tasks() {
    return tasks;
  }

  PlanReader plans() {
    return plans;
  }

  Executor blocking() {
    return blocking;
  }

  Personas personas() {
    return personas;
  }

  void execute(ExecuteTaskRequest request, StreamObserver<ExecuteTaskResponse> observer) {
    TaskId id = TaskId.parse(request.getTaskId());
    Shard shard = calls.shards().of(id);
    if (shard == null) {
      Calls.fail(observer, Calls.status(Calls.noTask(id)));
    } else if (request.getMode() == ExecutionMode.EXECUTION_MODE_DISPATCH) {
      dispatch(request, shard, id, (ServerCallStreamObserver<ExecuteTaskResponse>) observer);
    } else {
      new ExecuteCall(this, shard, id, (ServerCallStreamObserver<ExecuteTaskResponse>) observer)
          .start(request);
    }
  }

  private void dispatch(
      ExecuteTaskRequest request,
      Shard shard,
      TaskId id,
      ServerCallStreamObserver<ExecuteTaskResponse> observer) {
    long wait = request.hasResultTimeout() ? TimeCodec.micros(request.getResultTimeout()) : 0;
    ResultWait waiting = new ResultWait(shard.feed(), id, () -> show(id, observer));
    observer.setOnCancelHandler(waiting::forget);
    calls.ask(
        id,
        Lane.WORK,
        new PlanCommand.Dispatch(calls.tenant(), id, Digests.of(request)),
        observer,
        task -> waiting.begin(task, wait, timer));
  }

  private void show(TaskId id, ServerCallStreamObserver<ExecuteTaskResponse> observer) {
    calls.ask(
        id,
        Lane.WORK,
        new PlanCommand.Get(calls.tenant(), id),
        observer,
        task -> {
          observer.onNext(
              ExecuteTaskResponse.newBuilder()
                  .setTask(PlannedTaskCodec.toMessage(task))
                  .setRole(personas.message(PlannedTaskCodec.plan(task).spec().specialistType()))
                  .setRationale("it goes to whoever of the connected specialists suits it best")
                  .build());
          observer.onCompleted();
        });
  }

  void complete(CompleteTaskRequest request, StreamObserver<CompleteTaskResponse> observer) {
    TaskId id = TaskId.parse(request.getTaskId());
    PlanCommand.Complete command =
        new PlanCommand.Complete(
            calls.tenant(), id, Tokens.parse(request.getAssignmentToken()), completion(request));
    calls.answer(id, Lane.WORK, command, observer, ExecutionCalls::response);
  }

  private static Completion completion(CompleteTaskRequest request) {
    NextAction next =
        switch (request.getNextAction()) {
          case NEXT_ACTION_CONTINUE -> NextAction.CONTINUE;
          case NEXT_ACTION_NEEDS_REVISION -> NextAction.NEEDS_REVISION;
          case NEXT_ACTION_BLOCKED -> NextAction.BLOCKED;
          default -> NextAction.COMPLETE;
        };
    return new Completion(
        next,
        request.getSummary(),
        ArtifactCodec.results(request),
        request.getFilePathsList(),
        ArtifactCodec.toStore(request),
        request.hasQuality() ? Double.valueOf(request.getQuality()) : null,
        Digests.of(request));
  }

  private static CompleteTaskResponse response(Completed completed) {
    Task task = completed.task();
    CompleteTaskResponse.Builder response =
        CompleteTaskResponse.newBuilder()
            .setTask(PlannedTaskCodec.toMessage(task))
            .addAllUnblockedTasks(PlanCalls.texts(completed.unblocked()))
            .setNextRecommendedTask(PlanCalls.text(completed.next()))
            .addAllUncheckedCriteria(unchecked(task))
            .setRepeatedRequest(completed.repeated());
    completed
        .stored()
        .forEach(each -> response.addArtifactReferences(ArtifactCodec.toMessage(task.id(), each)));
    if (completed.parentParts() != null) {
      response.setParentTaskProgress(PlannedTaskCodec.toMessage(completed.parentParts()));
    }
    return response.build();
  }

  private static List<String> unchecked(Task task) {
    Set<String> said =
        PlannedTaskCodec.plan(task).state().report().results().stream()
            .map(CriterionResult::criterion)
            .collect(Collectors.toSet());
    List<String> unchecked = new ArrayList<>(PlannedTaskCodec.plan(task).spec().brief().criteria());
    unchecked.removeIf(said::contains);
    return unchecked;
  }
}
