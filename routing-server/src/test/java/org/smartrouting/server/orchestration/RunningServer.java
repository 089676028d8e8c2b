package org.smartrouting.server.orchestration;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.smartrouting.core.store.testing.TestDatabase;
import org.smartrouting.orchestration.v1.CompleteTaskRequest;
import org.smartrouting.orchestration.v1.CompleteTaskResponse;
import org.smartrouting.orchestration.v1.ExecuteTaskRequest;
import org.smartrouting.orchestration.v1.ExecuteTaskResponse;
import org.smartrouting.orchestration.v1.InitializeSessionRequest;
import org.smartrouting.orchestration.v1.InitializeSessionResponse;
import org.smartrouting.orchestration.v1.OrchestrationServiceGrpc;
import org.smartrouting.orchestration.v1.OrchestrationServiceGrpc.OrchestrationServiceBlockingStub;
import org.smartrouting.orchestration.v1.PlanTaskRequest;
import org.smartrouting.orchestration.v1.PlanTaskResponse;
import org.smartrouting.orchestration.v1.PlannedTask;
import org.smartrouting.orchestration.v1.QueryTasksRequest;
import org.smartrouting.orchestration.v1.TaskInTree;
import org.smartrouting.orchestration.v1.TaskPlan;
import org.smartrouting.orchestration.v1.TaskStatus;
import org.smartrouting.server.RoutingServer;
import org.smartrouting.server.config.ConfigReader;
import org.smartrouting.server.config.ConfigSources;

/** A whole server on a schema of its own, with a client. */
final class RunningServer implements AutoCloseable {
  private final TestDatabase schema;
  private RoutingServer server;
  private ManagedChannel channel;

  RunningServer(TestDatabase schema) {
    this.schema = schema;
    open();
  }

  OrchestrationServiceBlockingStub calls() {
    return OrchestrationServiceGrpc.newBlockingStub(channel);
  }

  ManagedChannel channel() {
    return channel;
  }

  /** Ends the server and begins again on the same database. */
  void restart() {
    stop();
    open();
  }

  InitializeSessionResponse initialize(String directory) {
    return calls()
        .initializeSession(
            InitializeSessionRequest.newBuilder().setWorkingDirectory(directory).build());
  }

  String session(String directory) {
    return initialize(directory).getSession().getSessionId();
  }

  PlanTaskResponse plan(String session, TaskInTree.Builder... tasks) {
    PlanTaskRequest.Builder request = PlanTaskRequest.newBuilder().setSessionId(session);
    for (TaskInTree.Builder task : tasks) {
      request.addTasks(task);
    }
    return calls().planTask(request.build());
  }

  /** A task whose key is its title. */
  static TaskInTree.Builder task(String key, String... dependencies) {
    TaskInTree.Builder task = TaskInTree.newBuilder().setKey(key);
    task.getPlanBuilder().setTitle(key).setDescription("do " + key);
    for (String dependency : dependencies) {
      task.getPlanBuilder().addDependencies(dependency);
    }
    return task;
  }

  static TaskPlan.Builder planOf(String title) {
    return TaskPlan.newBuilder().setTitle(title).setDescription("do " + title);
  }

  ExecuteTaskResponse execute(String task) {
    return calls().executeTask(ExecuteTaskRequest.newBuilder().setTaskId(task).build());
  }

  CompleteTaskResponse complete(String task, String token, String summary) {
    return calls()
        .completeTask(
            CompleteTaskRequest.newBuilder()
                .setTaskId(task)
                .setAssignmentToken(token)
                .setSummary(summary)
                .setDetailedWork("all about " + summary)
                .build());
  }

  /** Executes a task and completes it. */
  CompleteTaskResponse finish(String task, String summary) {
    return complete(task, execute(task).getAssignmentToken(), summary);
  }

  PlannedTask get(String session, String task) {
    return calls()
        .queryTasks(
            QueryTasksRequest.newBuilder().setSessionId(session).addAllStatus(all()).build())
        .getTasksList()
        .stream()
        .map(found -> found.getTask())
        .filter(found -> found.getTaskId().equals(task))
        .findFirst()
        .orElseThrow();
  }

  private static List<TaskStatus> all() {
    return Arrays.stream(TaskStatus.values())
        .filter(each -> each != TaskStatus.UNRECOGNIZED && each.getNumber() > 0)
        .toList();
  }

  @Override
  public void close() {
    stop();
    schema.close();
  }

  private void open() {
    Map<String, String> settings =
        Map.of(
            "grpc.port",
            "0",
            "shutdown.drain-timeout",
            "0s",
            "database.shards",
            "2",
            "admin.enabled",
            "false",
            "database.url",
            schema.jdbcUrl(),
            "database.user",
            schema.user(),
            "database.password",
            schema.password());
    try {
      server =
          RoutingServer.start(
              ConfigReader.read(new ConfigSources(Optional.empty(), Map.of(), settings)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    channel = Grpc.newChannelBuilder(server.address(), InsecureChannelCredentials.create()).build();
    awaitServing();
  }

  void awaitServing() {
    HealthCheckRequest request =
        HealthCheckRequest.newBuilder().setService("smartrouting.v1.TaskService").build();
    HealthGrpc.HealthBlockingStub health = HealthGrpc.newBlockingStub(channel);
    while (health.check(request).getStatus() != HealthCheckResponse.ServingStatus.SERVING) {
      Thread.onSpinWait();
    }
  }

  private void stop() {
    channel.shutdownNow();
    server.close();
  }
}
