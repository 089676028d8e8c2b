package org.smartrouting.server.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.server.orchestration.RunningServer.task;

import com.google.rpc.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smartrouting.core.store.testing.DatabaseKind;
import org.smartrouting.core.store.testing.TestDatabaseExtension;
import org.smartrouting.orchestration.v1.CheckHealthRequest;
import org.smartrouting.orchestration.v1.CheckHealthResponse;
import org.smartrouting.orchestration.v1.CleanupSessionsRequest;
import org.smartrouting.orchestration.v1.CleanupSessionsResponse;
import org.smartrouting.orchestration.v1.CleanupType;
import org.smartrouting.orchestration.v1.CoordinateMaintenanceRequest;
import org.smartrouting.orchestration.v1.CoordinateMaintenanceResponse;
import org.smartrouting.orchestration.v1.DeleteAction;
import org.smartrouting.orchestration.v1.DeleteTaskRequest;
import org.smartrouting.orchestration.v1.GetSessionStatusRequest;
import org.smartrouting.orchestration.v1.GetStatusRequest;
import org.smartrouting.orchestration.v1.ListSessionsRequest;
import org.smartrouting.orchestration.v1.ListSessionsResponse;
import org.smartrouting.orchestration.v1.MaintenanceAction;
import org.smartrouting.orchestration.v1.MaintenanceIssue;
import org.smartrouting.orchestration.v1.MaintenanceScope;
import org.smartrouting.orchestration.v1.PlanTaskResponse;
import org.smartrouting.orchestration.v1.PrepareShutdownRequest;
import org.smartrouting.orchestration.v1.PrepareShutdownResponse;
import org.smartrouting.orchestration.v1.ReconnectStep;
import org.smartrouting.orchestration.v1.ResumeSessionRequest;
import org.smartrouting.orchestration.v1.TaskStatus;
import org.smartrouting.orchestration.v1.TestReconnectRequest;
import org.smartrouting.orchestration.v1.TestReconnectResponse;
import org.smartrouting.orchestration.v1.ValidationLevel;
import org.smartrouting.server.service.Failure;
import org.smartrouting.v1.HealthComponent;

final class OrchestrationOperationsTest extends OrchestrationFixture {
  @RegisterExtension
  static final TestDatabaseExtension DATABASE = TestDatabaseExtension.schema(DatabaseKind.H2);

  OrchestrationOperationsTest() {
    super(DATABASE);
  }

  @Test
  void sessions_are_listed_shown_and_resumed() {
    String other = server.session("/other");
    PlanTaskResponse planned = server.plan(other, task("a"));
    server.finish(id(planned, 0), "done");

    ListSessionsRequest.Builder list = ListSessionsRequest.newBuilder().setLimit(1);
    assertThat(server.calls().listSessions(list.build()).getTotalCount()).isEqualTo(1);
    list.setIncludeCompleted(true);
    ListSessionsResponse first = server.calls().listSessions(list.build());
    assertThat(first.getTotalCount()).isEqualTo(2);
    assertThat(first.getSessions(0).getSessionId()).isEqualTo(other);
    ListSessionsResponse second =
        server.calls().listSessions(list.setPageToken(first.getNextPageToken()).build());
    assertThat(second.getSessions(0).getSessionId()).isEqualTo(session);
    assertThat(second.getNextPageToken()).isEmpty();
    assertThat(
            server
                .calls()
                .getSessionStatus(GetSessionStatusRequest.newBuilder().setSessionId(other).build())
                .getProgress())
        .isEqualTo(1);
    assertThat(
            server
                .calls()
                .resumeSession(ResumeSessionRequest.newBuilder().setSessionId(other).build())
                .getNextStepsList())
        .isNotEmpty();
  }

  @Test
  void a_completed_session_is_cleaned_up_after_a_dry_run() {
    String other = server.session("/other");
    server.finish(id(server.plan(other, task("a")), 0), "done");
    CleanupSessionsRequest.Builder cleanup =
        CleanupSessionsRequest.newBuilder()
            .setCleanupType(CleanupType.CLEANUP_TYPE_COMPLETED)
            .setOlderThanDays(0);
    CleanupSessionsResponse dry = server.calls().cleanupSessions(cleanup.build());
    assertThat(dry.getDryRun()).isTrue();
    assertThat(dry.getSessionsCount()).isEqualTo(1);
    assertThat(server.calls().cleanupSessions(cleanup.setDryRun(false).build()).getSessionsList())
        .extracting(cleaned -> cleaned.getSession().getSessionId())
        .containsExactly(other);
    assertThat(
            Failure.of(
                () ->
                    server
                        .calls()
                        .getStatus(GetStatusRequest.newBuilder().setSessionId(other).build())))
        .isEqualTo(new Failure(Code.NOT_FOUND, "SESSION_NOT_FOUND"));
  }

  @Test
  void a_session_on_which_somebody_works_stays() {
    server.execute(id(server.plan(session, task("a")), 0));

    CleanupSessionsResponse response =
        server
            .calls()
            .cleanupSessions(
                CleanupSessionsRequest.newBuilder()
                    .setCleanupType(CleanupType.CLEANUP_TYPE_ALL)
                    .setOlderThanDays(0)
                    .setDryRun(false)
                    .build());

    assertThat(response.getSessionsList()).isEmpty();
    assertThat(server.initialize("/project").getResumed()).isTrue();
  }

  @Test
  void a_finished_task_is_archived_and_others_are_not() {
    String task = id(server.plan(session, task("a")), 0);
    DeleteTaskRequest request = DeleteTaskRequest.newBuilder().setTaskId(task).build();
    assertThat(Failure.of(() -> server.calls().deleteTask(request)))
        .isEqualTo(new Failure(Code.FAILED_PRECONDITION, "WRONG_TASK_STATE"));
    server.finish(task, "done");

    assertThat(server.calls().deleteTask(request).getActionTaken())
        .isEqualTo(DeleteAction.DELETE_ACTION_ARCHIVED);
    assertThat(server.get(session, task).getStatus()).isEqualTo(TaskStatus.TASK_STATUS_ARCHIVED);
    DeleteTaskRequest remove = request.toBuilder().setArchiveInstead(false).build();
    assertThat(server.calls().deleteTask(remove).getActionTaken())
        .isEqualTo(DeleteAction.DELETE_ACTION_DELETED);
    assertThat(Failure.of(() -> server.calls().deleteTask(remove)))
        .isEqualTo(new Failure(Code.NOT_FOUND, "TASK_NOT_FOUND"));
  }

  @Test
  void maintenance_finds_what_is_wrong() {
    PlanTaskResponse planned =
        server.plan(session, task("whole"), task("a").setParentKey("whole"), task("b", "a"));
    server.finish(id(planned, 1), "a is done");
    CoordinateMaintenanceRequest.Builder request =
        CoordinateMaintenanceRequest.newBuilder()
            .setSessionId(session)
            .setAction(MaintenanceAction.MAINTENANCE_ACTION_VALIDATE_STRUCTURE)
            .setValidationLevel(ValidationLevel.VALIDATION_LEVEL_FULL_AUDIT);

    CoordinateMaintenanceResponse found = server.calls().coordinateMaintenance(request.build());
    assertThat(found.getIssuesFoundList())
        .extracting(MaintenanceIssue::getKind)
        .containsExactly("unfinished_parent");
    assertThat(found.getOperationsPerformed(0)).contains("3 tasks");

    DeleteTaskRequest remove =
        DeleteTaskRequest.newBuilder()
            .setTaskId(id(planned, 1))
            .setArchiveInstead(false)
            .setForce(true)
            .build();
    server.calls().deleteTask(remove);
    assertThat(server.calls().coordinateMaintenance(request.build()).getIssuesFoundList())
        .extracting(MaintenanceIssue::getKind)
        .contains("missing_dependency");
  }

  @Test
  void maintenance_hands_the_work_over_and_changes_only_what_is_old() {
    PlanTaskResponse planned = server.plan(session, task("whole"));
    CoordinateMaintenanceRequest.Builder request =
        CoordinateMaintenanceRequest.newBuilder().setSessionId(session);
    request.setAction(MaintenanceAction.MAINTENANCE_ACTION_PREPARE_HANDOVER);
    CoordinateMaintenanceResponse handover = server.calls().coordinateMaintenance(request.build());
    assertThat(handover.getDocument()).contains("# Handover of /project", "whole", session);
    request.setAction(MaintenanceAction.MAINTENANCE_ACTION_SCAN_CLEANUP).setDryRun(false);
    CoordinateMaintenanceResponse scan = server.calls().coordinateMaintenance(request.build());
    assertThat(scan.getChangesList()).as("nothing is old").isEmpty();
    assertThat(scan.getDryRun()).isFalse();
    request
        .setScope(MaintenanceScope.MAINTENANCE_SCOPE_SPECIFIC_SUBTASK)
        .setTargetTaskId(id(planned, 0));
    assertThat(server.calls().coordinateMaintenance(request.build()).getOperationsPerformed(0))
        .contains("1 tasks");
    assertThat(
            Failure.of(
                () ->
                    server
                        .calls()
                        .coordinateMaintenance(request.clone().clearTargetTaskId().build())))
        .isEqualTo(new Failure(Code.INVALID_ARGUMENT, "INVALID_FIELD"));
  }

  @Test
  void health_readiness_and_reconnection_are_probed_on_the_real_thing() {
    String task = id(server.plan(session, task("a")), 0);

    CheckHealthResponse health =
        server.calls().checkHealth(CheckHealthRequest.getDefaultInstance());
    assertThat(health.getHealthy()).isTrue();
    assertThat(health.getChecksList()).extracting(HealthComponent::getName).contains("database");
    assertThat(
            server
                .calls()
                .checkHealth(
                    CheckHealthRequest.newBuilder().setIncludeDatabaseStatus(false).build())
                .getChecksList())
        .extracting(HealthComponent::getName)
        .doesNotContain("database");
    PrepareShutdownRequest prepare = PrepareShutdownRequest.getDefaultInstance();
    assertThat(server.calls().prepareShutdown(prepare).getReadyForShutdown()).isTrue();
    server.execute(task);
    PrepareShutdownResponse busy = server.calls().prepareShutdown(prepare);
    assertThat(busy.getReadyForShutdown()).isFalse();
    assertThat(busy.getActiveTasks()).isEqualTo(1);
    TestReconnectResponse reconnect =
        server
            .calls()
            .testReconnect(TestReconnectRequest.newBuilder().setSessionId(session).build());
    assertThat(reconnect.getReconnectPossible()).isTrue();
    assertThat(reconnect.getStepsList()).hasSize(2).allMatch(ReconnectStep::getPassed);
    assertThat(reconnect.getResumableAssignments()).isEqualTo(1);
    assertThat(
            Failure.of(
                () ->
                    server
                        .calls()
                        .testReconnect(
                            TestReconnectRequest.newBuilder()
                                .setSessionId("0".repeat(32))
                                .build())))
        .isEqualTo(new Failure(Code.NOT_FOUND, "SESSION_NOT_FOUND"));
  }
}
