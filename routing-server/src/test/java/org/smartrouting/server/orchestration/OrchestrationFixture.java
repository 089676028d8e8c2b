package org.smartrouting.server.orchestration;

import static org.smartrouting.server.orchestration.RunningServer.task;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.smartrouting.core.store.testing.TestDatabaseExtension;
import org.smartrouting.orchestration.v1.Artifact;
import org.smartrouting.orchestration.v1.GetStatusRequest;
import org.smartrouting.orchestration.v1.GetStatusResponse;
import org.smartrouting.orchestration.v1.PlanTaskResponse;
import org.smartrouting.orchestration.v1.QueryTasksRequest;
import org.smartrouting.orchestration.v1.QueryTasksResponse;
import org.smartrouting.orchestration.v1.TaskStatus;

/** A whole server with a session, on a database of its own for each test. */
@Timeout(120)
abstract class OrchestrationFixture {
  private final TestDatabaseExtension extension;
  RunningServer server;
  String session = "";

  OrchestrationFixture(TestDatabaseExtension extension) {
    this.extension = extension;
  }

  @BeforeEach
  void open() {
    server = new RunningServer(extension.database().freshSchema());
    session = server.session("/project");
  }

  @AfterEach
  void close() {
    server.close();
  }

  List<Artifact> artifacts(String task) {
    QueryTasksRequest request =
        QueryTasksRequest.newBuilder().setSessionId(session).setIncludeArtifacts(true).build();
    return server.calls().queryTasks(request).getTasksList().stream()
        .map(found -> found.getTask())
        .filter(found -> found.getTaskId().equals(task))
        .findFirst()
        .orElseThrow()
        .getArtifactsList();
  }

  QueryTasksResponse query(TaskStatus... statuses) {
    return server
        .calls()
        .queryTasks(
            QueryTasksRequest.newBuilder()
                .setSessionId(session)
                .addAllStatus(List.of(statuses))
                .build());
  }

  GetStatusResponse status() {
    return server.calls().getStatus(GetStatusRequest.newBuilder().setSessionId(session).build());
  }

  static String id(PlanTaskResponse planned, int index) {
    return planned.getTasks(index).getTaskId();
  }
}
