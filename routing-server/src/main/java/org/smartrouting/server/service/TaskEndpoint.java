package org.smartrouting.server.service;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.Executor;
import org.smartrouting.core.engine.TaskCommand;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.shard.Lane;
import org.smartrouting.core.store.TaskReader;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;
import org.smartrouting.server.codec.TaskCodec;
import org.smartrouting.server.codec.TaskSpecCodec;
import org.smartrouting.v1.CancelTaskRequest;
import org.smartrouting.v1.CancelTaskResponse;
import org.smartrouting.v1.DeleteTaskRequest;
import org.smartrouting.v1.DeleteTaskResponse;
import org.smartrouting.v1.GetTaskRequest;
import org.smartrouting.v1.GetTaskResponse;
import org.smartrouting.v1.ListTasksRequest;
import org.smartrouting.v1.ListTasksResponse;
import org.smartrouting.v1.SubmitTaskRequest;
import org.smartrouting.v1.SubmitTaskResponse;
import org.smartrouting.v1.SubmitTasksRequest;
import org.smartrouting.v1.SubmitTasksResponse;
import org.smartrouting.v1.TaskServiceGrpc;
import org.smartrouting.v1.TaskView;
import org.smartrouting.v1.UpdateTaskRequest;
import org.smartrouting.v1.UpdateTaskResponse;
import org.smartrouting.v1.WatchTasksRequest;
import org.smartrouting.v1.WatchTasksResponse;

/** The service of those who submit tasks. Safe for use by many threads; no call blocks. */
public final class TaskEndpoint extends TaskServiceGrpc.TaskServiceImplBase {
  private static final long ANY_VERSION = 0;

  private final Calls calls;
  private final TaskReader reader;
  private final Executor blocking;
  private final TaskListing listing;

  /**
   * Wires the service.
   *
   * @param calls the way of a call
   * @param reader reads committed tasks
   * @param blocking runs what waits for the store
   */
  public TaskEndpoint(Calls calls, TaskReader reader, Executor blocking) {
    this.calls = calls;
    this.reader = reader;
    this.blocking = blocking;
    this.listing = new TaskListing(calls, reader, blocking);
  }

  @Override
  public void submitTask(SubmitTaskRequest request, StreamObserver<SubmitTaskResponse> observer) {
    if (calls.refusedByRules(request, observer)) {
      return;
    }
    PoolKey pool = calls.pool(request.getPool());
    calls.answer(
        pool,
        Lane.SUBMIT,
        SubmitCommands.command(calls, pool, request),
        observer,
        SubmitCommands::response);
  }

  @Override
  public StreamObserver<SubmitTasksRequest> submitTasks(
      StreamObserver<SubmitTasksResponse> observer) {
    BulkSubmit stream =
        new BulkSubmit(calls, (ServerCallStreamObserver<SubmitTasksResponse>) observer);
    stream.begin();
    return stream;
  }

  @Override
  public void getTask(GetTaskRequest request, StreamObserver<GetTaskResponse> observer) {
    if (calls.refusedByRules(request, observer)) {
      return;
    }
    TaskView view = orElse(request.getView(), TaskView.TASK_VIEW_FULL);
    TaskId id = TaskId.parse(request.getTaskId());
    calls.answer(
        id,
        Lane.WORK,
        new TaskCommand.Get(calls.tenant(), id),
        observer,
        task -> GetTaskResponse.newBuilder().setTask(TaskCodec.toMessage(task, view)).build());
  }

  @Override
  public void listTasks(ListTasksRequest request, StreamObserver<ListTasksResponse> observer) {
    if (!calls.refusedByRules(request, observer)) {
      listing.list(request, observer);
    }
  }

  @Override
  public void updateTask(UpdateTaskRequest request, StreamObserver<UpdateTaskResponse> observer) {
    if (calls.refusedByRules(request, observer)) {
      return;
    }
    TaskCommand.Update update = update(request);
    calls.answer(
        update.id(),
        Lane.WORK,
        update,
        observer,
        task -> UpdateTaskResponse.newBuilder().setTask(basic(task)).build());
  }

  @Override
  public void cancelTask(CancelTaskRequest request, StreamObserver<CancelTaskResponse> observer) {
    if (calls.refusedByRules(request, observer)) {
      return;
    }
    TaskId id = TaskId.parse(request.getTaskId());
    calls.answer(
        id,
        Lane.WORK,
        new TaskCommand.Cancel(calls.tenant(), id, request.getReason()),
        observer,
        task -> CancelTaskResponse.newBuilder().setTask(basic(task)).build());
  }

  @Override
  public void deleteTask(DeleteTaskRequest request, StreamObserver<DeleteTaskResponse> observer) {
    if (calls.refusedByRules(request, observer)) {
      return;
    }
    TaskId id = TaskId.parse(request.getTaskId());
    calls.answer(
        id,
        Lane.WORK,
        new TaskCommand.Delete(calls.tenant(), id),
        observer,
        task -> DeleteTaskResponse.getDefaultInstance());
  }

  @Override
  public void watchTasks(WatchTasksRequest request, StreamObserver<WatchTasksResponse> observer) {
    if (!calls.refusedByRules(request, observer)) {
      WatchScope scope = WatchScope.of(request, calls.pool(request.getPool()));
      new TaskWatch(
              calls,
              reader,
              blocking,
              scope,
              (ServerCallStreamObserver<WatchTasksResponse>) observer)
          .start(request.getCursor());
    }
  }

  private TaskCommand.Update update(UpdateTaskRequest request) {
    List<String> paths = request.getUpdateMask().getPathsList();
    TaskSpec values =
        TaskSpecCodec.updated(TaskSpec.of("", Requirement.ANYBODY), request.getSpec(), paths);
    return new TaskCommand.Update(
        calls.tenant(),
        TaskId.parse(request.getTaskId()),
        paths.contains("priority") ? values.priority() : null,
        paths.contains("deadline_time") ? Long.valueOf(values.deadlineMicros()) : null,
        paths.contains("labels") ? values.labels() : null,
        paths.contains("dependency_task_ids") ? values.dependencies() : null,
        ExpectedVersion.of(request.getEtag(), ANY_VERSION));
  }

  private static org.smartrouting.v1.Task basic(Task task) {
    return TaskCodec.toMessage(task, TaskView.TASK_VIEW_BASIC);
  }

  /** The view that a request asks for, or the default of its method. */
  static TaskView orElse(TaskView asked, TaskView other) {
    return asked == TaskView.TASK_VIEW_UNSPECIFIED ? other : asked;
  }
}
