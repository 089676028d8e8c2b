package org.smartrouting.client;

import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.smartrouting.v1.Task;
import org.smartrouting.v1.TaskServiceGrpc.TaskServiceStub;
import org.smartrouting.v1.TaskView;
import org.smartrouting.v1.WatchTasksRequest;

/** Waits for finished tasks, with one watch for each pool that somebody waits for. Thread-safe. */
final class Results {
  private final TaskServiceStub tasks;
  private final Surroundings surroundings;
  private final Backoff backoff;
  private final Function<String, CompletableFuture<Task>> reader;
  private final ConcurrentMap<String, PoolResults> pools = new ConcurrentHashMap<>();

  Results(
      TaskServiceStub tasks,
      Surroundings surroundings,
      Backoff backoff,
      Function<String, CompletableFuture<Task>> reader) {
    this.tasks = tasks;
    this.surroundings = surroundings;
    this.backoff = backoff;
    this.reader = reader;
  }

  /** Waits for a task whose pool is not known, so that it is read first. */
  CompletableFuture<Task> await(String taskId, Duration timeout) {
    CompletableFuture<Task> result = timed(taskId, timeout);
    CompletableFuture<Task> first = reader.apply(taskId);
    var unusedCancel = result.whenComplete((task, error) -> first.cancel(false));
    var unused =
        first.whenComplete(
            (task, error) -> {
              if (error != null) {
                result.completeExceptionally(RoutingException.of(error));
              } else if (TaskStates.isFinal(task.getState())) {
                result.complete(task);
              } else {
                pool(task.getPool()).await(taskId, result);
              }
            });
    return result;
  }

  /** Waits for a task whose pool is known. */
  CompletableFuture<Task> await(Task task, Duration timeout) {
    CompletableFuture<Task> result = timed(task.getTaskId(), timeout);
    pool(task.getPool()).await(task.getTaskId(), result);
    return result;
  }

  private PoolResults pool(String name) {
    return pools.computeIfAbsent(name, this::newPool);
  }

  private PoolResults newPool(String name) {
    WatchTasksRequest request =
        WatchTasksRequest.newBuilder()
            .setPool(name)
            .setView(TaskView.TASK_VIEW_FULL)
            .setFinishedOnly(true)
            .build();
    return new PoolResults(
        listener -> new ResumingWatch(tasks, surroundings, backoff, request, listener), reader);
  }

  private CompletableFuture<Task> timed(String taskId, Duration timeout) {
    CompletableFuture<Task> result = new CompletableFuture<>();
    Runnable untimed =
        surroundings.after(
            timeout.toNanos(),
            () ->
                result.completeExceptionally(
                    RoutingException.local(
                        Status.Code.DEADLINE_EXCEEDED,
                        "task " + taskId + " was not finished within " + timeout)));
    var unused = result.whenComplete((task, error) -> untimed.run());
    return result;
  }
}
