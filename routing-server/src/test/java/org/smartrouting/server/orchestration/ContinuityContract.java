package org.smartrouting.server.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.server.orchestration.RunningServer.task;

import com.google.rpc.Code;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.store.testing.TestDatabaseExtension;
import org.smartrouting.orchestration.v1.Artifact;
import org.smartrouting.orchestration.v1.CancelTaskRequest;
import org.smartrouting.orchestration.v1.CompleteTaskRequest;
import org.smartrouting.orchestration.v1.ExecuteTaskRequest;
import org.smartrouting.orchestration.v1.GetArtifactRequest;
import org.smartrouting.orchestration.v1.GetRestartStatusRequest;
import org.smartrouting.orchestration.v1.GetRestartStatusResponse;
import org.smartrouting.orchestration.v1.InitializeSessionResponse;
import org.smartrouting.orchestration.v1.PlanTaskRequest;
import org.smartrouting.orchestration.v1.PlanTaskResponse;
import org.smartrouting.orchestration.v1.PlannedTask;
import org.smartrouting.orchestration.v1.RestartPhase;
import org.smartrouting.orchestration.v1.RestartServerRequest;
import org.smartrouting.orchestration.v1.SynthesizeResultsRequest;
import org.smartrouting.orchestration.v1.SynthesizeResultsResponse;
import org.smartrouting.orchestration.v1.TaskOutcome;
import org.smartrouting.orchestration.v1.TaskStatus;
import org.smartrouting.server.service.Failure;

/** That results last, and work goes on after a restart; one subclass for each database. */
abstract class ContinuityContract extends OrchestrationFixture {
  ContinuityContract(TestDatabaseExtension extension) {
    super(extension);
  }

  @Test
  void a_synthesis_tells_of_every_part_as_it_is_in_the_order_of_dependencies() {
    PlanTaskResponse planned =
        server.plan(
            session,
            task("whole"),
            task("last", "first").setParentKey("whole"),
            task("first").setParentKey("whole"),
            task("failing").setParentKey("whole"));
    server.finish(id(planned, 2), "the first is done");
    server.calls().cancelTask(CancelTaskRequest.newBuilder().setTaskId(id(planned, 3)).build());
    SynthesizeResultsRequest.Builder request =
        SynthesizeResultsRequest.newBuilder().setParentTaskId(id(planned, 0));

    assertThat(Failure.of(() -> server.calls().synthesizeResults(request.build())))
        .isEqualTo(new Failure(Code.FAILED_PRECONDITION, "CHILDREN_OPEN"));
    SynthesizeResultsResponse partial =
        server.calls().synthesizeResults(request.setAllowPartial(true).build());
    assertThat(partial.getPartial()).isTrue();
    assertThat(partial.getResultsList())
        .extracting(TaskOutcome::getTitle)
        .containsExactly("first", "last", "failing");
    assertThat(partial.getSuccessRate()).isEqualTo(1.0 / 3);

    server.finish(id(planned, 1), "the last is done");
    SynthesizeResultsResponse whole =
        server.calls().synthesizeResults(request.setCompleteParent(true).build());
    assertThat(whole.getParentCompleted()).isTrue();
    assertThat(whole.getResultsList())
        .extracting(TaskOutcome::getSummary)
        .containsExactly("the first is done", "the last is done", "");
    assertThat(whole.getResults(0).getArtifactsList())
        .extracting(Artifact::getName)
        .containsExactly("work");
    assertThat(whole.getMarkdown()).contains("the first is done", "cancelled");
    assertThat(server.get(session, id(planned, 0)).getStatus())
        .isEqualTo(TaskStatus.TASK_STATUS_COMPLETED);
    assertThat(server.calls().synthesizeResults(request.build()).getParentCompleted())
        .as("again")
        .isTrue();
  }

  @Test
  void what_was_stored_is_read_again() {
    String task = id(server.plan(session, task("a")), 0);
    String work = "line\n".repeat(50_000);
    server
        .calls()
        .completeTask(
            CompleteTaskRequest.newBuilder()
                .setTaskId(task)
                .setAssignmentToken(server.execute(task).getAssignmentToken())
                .setSummary("long")
                .setDetailedWork(work)
                .addFilePaths("a/b")
                .build());

    GetArtifactRequest request =
        GetArtifactRequest.newBuilder().setTaskId(task).setName("work").build();
    assertThat(server.calls().getArtifact(request).getContent().toStringUtf8()).isEqualTo(work);
    assertThat(
            Failure.of(
                () -> server.calls().getArtifact(request.toBuilder().setName("other").build())))
        .isEqualTo(new Failure(Code.NOT_FOUND, "ARTIFACT_NOT_FOUND"));
    assertThat(server.get(session, task).getFilePathsList()).containsExactly("a/b");
  }

  @Test
  void a_session_is_that_of_its_directory_and_tells_what_was_interrupted_by_a_restart() {
    PlanTaskResponse planned = server.plan(session, task("a"), task("b", "a"), task("c"));
    String token = server.execute(id(planned, 0)).getAssignmentToken();

    server.restart();

    InitializeSessionResponse again = server.initialize("/project");
    assertThat(again.getResumed()).isTrue();
    assertThat(again.getSession().getSessionId()).isEqualTo(session);
    assertThat(again.getInterruptedTasksList())
        .extracting(PlannedTask::getTaskId)
        .containsExactly(id(planned, 0));
    assertThat(again.getReadyTasksList())
        .extracting(PlannedTask::getTaskId)
        .containsExactly(id(planned, 2));
    assertThat(again.getRolesCount()).isEqualTo(10);
    ExecuteTaskRequest renewal =
        ExecuteTaskRequest.newBuilder().setTaskId(id(planned, 0)).setAssignmentToken(token).build();
    assertThat(server.calls().executeTask(renewal).getAssignmentToken()).isEqualTo(token);
    server.complete(id(planned, 0), token, "done after all");
    assertThat(status().getCounts().getReady()).isEqualTo(2);
  }

  @Test
  void a_repeated_plan_makes_nothing_new() {
    PlanTaskRequest request =
        PlanTaskRequest.newBuilder()
            .setSessionId(session)
            .setRequestId("r1")
            .addTasks(task("a"))
            .addTasks(task("b", "a"))
            .build();
    PlanTaskResponse first = server.calls().planTask(request);

    server.restart();
    PlanTaskResponse again = server.calls().planTask(request);

    assertThat(again.getRepeatedRequest()).isTrue();
    assertThat(again.getTasksList()).isEqualTo(first.getTasksList());
    assertThat(status().getCounts().getTotal()).isEqualTo(2);
    assertThat(
            Failure.of(
                () -> server.calls().planTask(request.toBuilder().addTasks(task("c")).build())))
        .isEqualTo(new Failure(Code.ALREADY_EXISTS, "REQUEST_ID_REUSED"));
  }

  @Test
  void the_server_restarts_twice_in_a_row_and_goes_on_where_it_was() {
    PlanTaskResponse planned = server.plan(session, task("a"), task("b", "a"));
    String token = server.execute(id(planned, 0)).getAssignmentToken();

    for (int i = 1; i <= 2; i++) {
      RestartServerRequest request = RestartServerRequest.newBuilder().setGraceful(false).build();
      assertThat(server.calls().restartServer(request).getRestart().getNumber()).isEqualTo(i);
      awaitRestart(i);
    }

    GetRestartStatusResponse history =
        server
            .calls()
            .getRestartStatus(GetRestartStatusRequest.newBuilder().setIncludeHistory(true).build());
    assertThat(history.getTotalRestarts()).isEqualTo(2);
    assertThat(history.getHistoryCount()).isEqualTo(1);
    server.awaitServing();
    server.complete(id(planned, 0), token, "done");
    assertThat(status().getCounts().getReady()).isEqualTo(1);
  }

  private void awaitRestart(int number) {
    while (true) {
      GetRestartStatusResponse status =
          server.calls().getRestartStatus(GetRestartStatusRequest.getDefaultInstance());
      RestartPhase phase = status.getCurrentStatus().getPhase();
      assertThat(phase).isNotEqualTo(RestartPhase.RESTART_PHASE_FAILED);
      if (phase == RestartPhase.RESTART_PHASE_COMPLETE) {
        assertThat(status.getCurrentStatus().getNumber()).isEqualTo(number);
        return;
      }
      Thread.onSpinWait();
    }
  }
}
