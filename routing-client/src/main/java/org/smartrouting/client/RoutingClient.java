package org.smartrouting.client;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.stub.AbstractBlockingStub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.smartrouting.v1.CancelTaskRequest;
import org.smartrouting.v1.CancelTaskResponse;
import org.smartrouting.v1.ExplainRouteRequest;
import org.smartrouting.v1.ExplainRouteResponse;
import org.smartrouting.v1.GetQueueStatsRequest;
import org.smartrouting.v1.GetQueueStatsResponse;
import org.smartrouting.v1.GetTaskRequest;
import org.smartrouting.v1.GetTaskResponse;
import org.smartrouting.v1.HealthServiceGrpc;
import org.smartrouting.v1.ListTasksRequest;
import org.smartrouting.v1.ListTasksResponse;
import org.smartrouting.v1.PoolServiceGrpc;
import org.smartrouting.v1.RouteTaskRequest;
import org.smartrouting.v1.RouteTaskResponse;
import org.smartrouting.v1.RoutingServiceGrpc;
import org.smartrouting.v1.RoutingServiceGrpc.RoutingServiceStub;
import org.smartrouting.v1.SpecialistServiceGrpc;
import org.smartrouting.v1.SubmitTaskRequest;
import org.smartrouting.v1.SubmitTaskResponse;
import org.smartrouting.v1.Task;
import org.smartrouting.v1.TaskServiceGrpc;
import org.smartrouting.v1.TaskServiceGrpc.TaskServiceStub;
import org.smartrouting.v1.TaskSpec;
import org.smartrouting.v1.TaskView;
import org.smartrouting.v1.UpdateTaskRequest;
import org.smartrouting.v1.UpdateTaskResponse;
import org.smartrouting.v1.WatchTasksRequest;

/**
 * A connection to the router: submits tasks, waits for results, watches and asks. {@link
 * #specialist} is where work is taken.
 *
 * <p>Every future ends with the answer or with a {@link RoutingException}. Calls whose repetition
 * does no harm are repeated with growing random waits while the router cannot be reached or sends
 * them away for a while, until {@link ClientConfig#retryDeadline}. Futures are completed by the
 * threads that receive the answers; stages that block belong on an executor of the caller.
 * Thread-safe.
 */
public final class RoutingClient implements AutoCloseable {
  private final Channel channel;
  private final @Nullable ManagedChannel owned;
  private final ClientConfig config;
  private final Surroundings surroundings;
  private final TaskServiceStub tasks;
  private final RoutingServiceStub routing;
  private final Calls calls;
  private final Results results;

  private RoutingClient(
      Channel channel,
      @Nullable ManagedChannel owned,
      ClientConfig config,
      Surroundings surroundings) {
    this.channel = channel;
    this.owned = owned;
    this.config = config;
    this.surroundings = surroundings;
    this.tasks = TaskServiceGrpc.newStub(channel);
    this.routing = RoutingServiceGrpc.newStub(channel);
    this.calls = new Calls(surroundings, config);
    this.results = new Results(tasks, surroundings, config.reconnectBackoff(), this::get);
  }

  /** Makes a client with a connection of its own, which is established with the first call. */
  public static RoutingClient connect(ClientConfig config) {
    ManagedChannelBuilder<?> builder =
        ManagedChannelBuilder.forTarget(config.target())
            .keepAliveTime(config.keepAlive().toNanos(), TimeUnit.NANOSECONDS)
            .keepAliveWithoutCalls(false);
    ManagedChannel channel =
        switch (config.security()) {
          case PLAINTEXT -> builder.usePlaintext().build();
          case TLS -> builder.useTransportSecurity().build();
        };
    return new RoutingClient(channel, channel, config, Surroundings.real());
  }

  /**
   * Makes a client over a channel of the caller, for credentials, client certificates, interceptors
   * or tests. The target, security and keepAlive of the config are not used.
   *
   * @param channel stays open when the client is closed; must not run callbacks on a direct
   *     executor
   */
  public static RoutingClient over(Channel channel, ClientConfig config) {
    return over(channel, config, Surroundings.real());
  }

  static RoutingClient over(Channel channel, ClientConfig config, Surroundings surroundings) {
    return new RoutingClient(channel, null, config, surroundings);
  }

  /** Submits a task to the pool {@code default}; as {@link #submit(SubmitTaskRequest)}. */
  public CompletableFuture<Task> submit(TaskSpec spec) {
    return submit(SubmitTaskRequest.newBuilder().setSpec(spec).build());
  }

  /**
   * Submits a task. When the future has it, the router keeps it.
   *
   * @param request without a request_id it gets a random one, so that its retries make one task
   * @return the task in TASK_VIEW_BASIC
   */
  public CompletableFuture<Task> submit(SubmitTaskRequest request) {
    SubmitTaskRequest repeatable =
        request.getRequestId().isEmpty()
            ? request.toBuilder().setRequestId(surroundings.requestIds().get()).build()
            : request;
    return calls
        .retrying(tasks, TaskServiceStub::submitTask, repeatable)
        .thenApply(SubmitTaskResponse::getTask);
  }

  /** Opens a stream for many tasks; close it in the end. */
  public BulkSubmitter bulkSubmitter() {
    return new BulkSubmitter(tasks, surroundings, config);
  }

  /**
   * Submits many tasks over one stream and waits until each was answered.
   *
   * @return one completed future for each request, in their order
   */
  public List<CompletableFuture<Task>> submitAll(Iterable<SubmitTaskRequest> requests)
      throws InterruptedException {
    List<CompletableFuture<Task>> answers = new ArrayList<>();
    try (BulkSubmitter submitter = bulkSubmitter()) {
      for (SubmitTaskRequest request : requests) {
        answers.add(submitter.submit(request));
      }
    }
    return answers;
  }

  /**
   * Waits until a task is in SUCCEEDED, FAILED, CANCELLED or EXPIRED. All who wait for tasks of one
   * pool share one stream.
   *
   * @param timeout longest wait; DEADLINE_EXCEEDED then
   * @return the task in TASK_VIEW_FULL, with its result if it succeeded
   */
  public CompletableFuture<Task> awaitResult(String taskId, Duration timeout) {
    return results.await(taskId, timeout);
  }

  /** As {@link #awaitResult(String, Duration)}, with one call less as the pool is known. */
  public CompletableFuture<Task> awaitResult(Task task, Duration timeout) {
    return results.await(task, timeout);
  }

  /** Watches tasks; after a break the watch goes on where it was. */
  public Watch watch(WatchTasksRequest request, WatchListener listener) {
    ResumingWatch watch =
        new ResumingWatch(tasks, surroundings, config.reconnectBackoff(), request, listener);
    watch.start();
    return watch;
  }

  /** Returns a task in TASK_VIEW_FULL. */
  public CompletableFuture<Task> get(String taskId) {
    GetTaskRequest request =
        GetTaskRequest.newBuilder().setTaskId(taskId).setView(TaskView.TASK_VIEW_FULL).build();
    return calls
        .retrying(tasks, TaskServiceStub::getTask, request)
        .thenApply(GetTaskResponse::getTask);
  }

  /** Returns one page of a listing. */
  public CompletableFuture<ListTasksResponse> listPage(ListTasksRequest request) {
    return calls.retrying(tasks, TaskServiceStub::listTasks, request);
  }

  /**
   * Lists tasks, the newest first. Pages are fetched as the stream is consumed, which blocks and
   * throws a {@link RoutingException} when that fails.
   *
   * @param request its page_token is where to begin
   */
  public Stream<Task> list(ListTasksRequest request) {
    return TaskPages.stream(request, this::listPage);
  }

  /** Cancels a task that is not finished. */
  public CompletableFuture<Task> cancel(String taskId, String reason) {
    CancelTaskRequest request =
        CancelTaskRequest.newBuilder().setTaskId(taskId).setReason(reason).build();
    return calls
        .retrying(tasks, TaskServiceStub::cancelTask, request)
        .thenApply(CancelTaskResponse::getTask);
  }

  /**
   * Changes a task that is not finished. With an etag it is not repeated: a repeat could be refused
   * as stale though the first try took effect.
   */
  public CompletableFuture<Task> update(UpdateTaskRequest request) {
    CompletableFuture<UpdateTaskResponse> answer =
        request.getEtag().isEmpty()
            ? calls.retrying(tasks, TaskServiceStub::updateTask, request)
            : calls.once(tasks, TaskServiceStub::updateTask, request);
    return answer.thenApply(UpdateTaskResponse::getTask);
  }

  /** Explains who got a task, why it waits, or who would get it. */
  public CompletableFuture<ExplainRouteResponse> explain(ExplainRouteRequest request) {
    return calls.retrying(routing, RoutingServiceStub::explainRoute, request);
  }

  /**
   * Has a specialist chosen whom the caller runs itself. Cancelling the future takes the task back
   * unless somebody was chosen already.
   *
   * @param request without a request_id it gets a random one
   */
  public CompletableFuture<RouteTaskResponse> route(RouteTaskRequest request) {
    RouteTaskRequest repeatable =
        request.getRequestId().isEmpty()
            ? request.toBuilder().setRequestId(surroundings.requestIds().get()).build()
            : request;
    Duration wait =
        request.hasWaitTimeout() ? Durations.of(request.getWaitTimeout()) : Duration.ofSeconds(10);
    return calls.retrying(routing, RoutingServiceStub::routeTask, repeatable, wait);
  }

  /** Counts what waits and runs in a pool; an empty name means {@code default}. */
  public CompletableFuture<GetQueueStatsResponse> queueStats(String pool) {
    GetQueueStatsRequest request = GetQueueStatsRequest.newBuilder().setPool(pool).build();
    return calls.retrying(routing, RoutingServiceStub::getQueueStats, request);
  }

  /** Begins a session in which a specialist takes work. */
  public SpecialistSession.Builder specialist(String specialistId) {
    return new SpecialistSession.Builder(
        SpecialistServiceGrpc.newStub(channel), config, surroundings, specialistId);
  }

  /** The calls about tasks, as generated; the deadline of one call runs from now. */
  public TaskServiceGrpc.TaskServiceBlockingStub tasks() {
    return within(TaskServiceGrpc.newBlockingStub(channel));
  }

  /** The calls about specialists, as generated; the deadline of one call runs from now. */
  public SpecialistServiceGrpc.SpecialistServiceBlockingStub specialists() {
    return within(SpecialistServiceGrpc.newBlockingStub(channel));
  }

  /** The calls about pools, as generated; the deadline of one call runs from now. */
  public PoolServiceGrpc.PoolServiceBlockingStub pools() {
    return within(PoolServiceGrpc.newBlockingStub(channel));
  }

  /** The calls about health, as generated; the deadline of one call runs from now. */
  public HealthServiceGrpc.HealthServiceBlockingStub health() {
    return within(HealthServiceGrpc.newBlockingStub(channel));
  }

  /**
   * Closes the sessions and submitters of this client, fails what is under way with UNAVAILABLE and
   * closes the connection, unless that came from the caller.
   */
  @Override
  public void close() {
    surroundings.end();
    if (owned != null) {
      owned.shutdownNow();
    }
  }

  private <S extends AbstractBlockingStub<S>> S within(S stub) {
    return stub.withDeadlineAfter(config.callDeadline().toNanos(), TimeUnit.NANOSECONDS);
  }
}
