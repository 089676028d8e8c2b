package org.smartrouting.server.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.server.orchestration.RunningServer.planOf;
import static org.smartrouting.server.orchestration.RunningServer.task;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.rpc.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.smartrouting.core.store.testing.TestDatabaseExtension;
import org.smartrouting.orchestration.v1.Artifact;
import org.smartrouting.orchestration.v1.CancelTaskRequest;
import org.smartrouting.orchestration.v1.CancelTaskResponse;
import org.smartrouting.orchestration.v1.CompleteTaskRequest;
import org.smartrouting.orchestration.v1.CompleteTaskResponse;
import org.smartrouting.orchestration.v1.Complexity;
import org.smartrouting.orchestration.v1.ExecuteTaskRequest;
import org.smartrouting.orchestration.v1.ExecuteTaskResponse;
import org.smartrouting.orchestration.v1.GetArtifactRequest;
import org.smartrouting.orchestration.v1.GetRestartStatusRequest;
import org.smartrouting.orchestration.v1.GetRestartStatusResponse;
import org.smartrouting.orchestration.v1.GetStatusRequest;
import org.smartrouting.orchestration.v1.GetStatusResponse;
import org.smartrouting.orchestration.v1.InitializeSessionResponse;
import org.smartrouting.orchestration.v1.NextAction;
import org.smartrouting.orchestration.v1.PlanTaskRequest;
import org.smartrouting.orchestration.v1.PlanTaskResponse;
import org.smartrouting.orchestration.v1.PlannedTask;
import org.smartrouting.orchestration.v1.QueryTasksRequest;
import org.smartrouting.orchestration.v1.QueryTasksResponse;
import org.smartrouting.orchestration.v1.RestartPhase;
import org.smartrouting.orchestration.v1.RestartServerRequest;
import org.smartrouting.orchestration.v1.SpecialistType;
import org.smartrouting.orchestration.v1.SynthesizeResultsRequest;
import org.smartrouting.orchestration.v1.SynthesizeResultsResponse;
import org.smartrouting.orchestration.v1.TaskInTree;
import org.smartrouting.orchestration.v1.TaskOutcome;
import org.smartrouting.orchestration.v1.TaskPlan;
import org.smartrouting.orchestration.v1.TaskStatus;
import org.smartrouting.orchestration.v1.UpdateTaskRequest;
import org.smartrouting.server.service.Failure;
import org.smartrouting.v1.Priority;

/** What those who plan work are promised, over a whole server; one subclass for each database. */
@Timeout(120)
abstract class OrchestrationContract {
  private final TestDatabaseExtension extension;
  private RunningServer server;
  private String session = "";

  OrchestrationContract(TestDatabaseExtension extension) {
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

  @Test
  void a_task_comes_back_as_it_was_planned_and_stays_so() {
    TaskPlan plan =
        planOf("parse")
            .setComplexity(Complexity.COMPLEXITY_VERY_COMPLEX)
            .setSpecialistType(SpecialistType.SPECIALIST_TYPE_CODER)
            .setPriority(Priority.PRIORITY_HIGH)
            .setEstimatedEffort("two weeks")
            .setSpecialistInstructions("carefully")
            .addValidationCriteria("it parses")
            .setFocusArea("core")
            .setMaxAttempts(2)
            .setContext(
                Struct.newBuilder()
                    .putFields("files", Value.newBuilder().setNumberValue(3).build()))
            .build();

    PlannedTask planned = server.plan(session, TaskInTree.newBuilder().setPlan(plan)).getTasks(0);

    assertThat(planned.getPlan().getComplexity()).isEqualTo(plan.getComplexity());
    assertThat(planned.getPlan().getSpecialistType()).isEqualTo(plan.getSpecialistType());
    assertThat(planned.getPlan().getContext()).isEqualTo(plan.getContext());
    assertThat(planned.getPlan().getMaxAttempts()).isEqualTo(2);
    assertThat(planned.getPlan().getSkillsList()).as("what was asked for besides").isEmpty();
    assertThat(server.get(session, planned.getTaskId())).isEqualTo(planned);
    server.restart();
    assertThat(server.get(session, planned.getTaskId())).isEqualTo(planned);
  }

  @Test
  void what_is_begun_is_found_as_in_progress_and_the_counts_are_those_of_the_query() {
    PlanTaskResponse planned = server.plan(session, task("a"), task("b", "a"), task("c"));
    server.execute(id(planned, 0));
    server.finish(id(planned, 2), "c is done");

    QueryTasksResponse inProgress = query(TaskStatus.TASK_STATUS_IN_PROGRESS);
    assertThat(inProgress.getTasksList())
        .extracting(found -> found.getTask().getTaskId())
        .containsExactly(id(planned, 0));
    GetStatusResponse status = status();
    assertThat(status.getCounts().getInProgress()).isEqualTo(inProgress.getTotalCount());
    assertThat(status.getCounts().getPending())
        .isEqualTo(query(TaskStatus.TASK_STATUS_PENDING).getTotalCount())
        .isEqualTo(1);
    assertThat(status.getCounts().getCompleted())
        .isEqualTo(query(TaskStatus.TASK_STATUS_COMPLETED).getTotalCount())
        .isEqualTo(1);
    assertThat(status.getCounts().getTotal()).isEqualTo(query().getTotalCount()).isEqualTo(3);
    assertThat(status.getCounts().getReady()).isZero();
  }

  @Test
  void a_task_waits_for_its_prerequisite_and_is_ready_without_anybody_doing_anything() {
    PlanTaskResponse planned = server.plan(session, task("a"), task("b", "a"));

    Failure failure = Failure.of(() -> server.execute(id(planned, 1)));
    assertThat(failure).isEqualTo(new Failure(Code.FAILED_PRECONDITION, "DEPENDENCIES_OPEN"));
    CompleteTaskResponse completed = server.finish(id(planned, 0), "a is done");

    assertThat(completed.getUnblockedTasksList()).containsExactly(id(planned, 1));
    assertThat(completed.getNextRecommendedTask()).isEqualTo(id(planned, 1));
    ExecuteTaskResponse executed = server.execute(id(planned, 1));
    assertThat(executed.getDependencyResultsList())
        .extracting(TaskOutcome::getSummary)
        .containsExactly("a is done");
    assertThat(executed.getExecutionInstructions()).contains("a is done", "do b");
    assertThat(executed.getRole().getInstructions()).isNotEmpty();
    assertThat(executed.getSpecialist().getSpecialistId()).isEqualTo("role-generic");
  }

  @Test
  void of_many_at_once_one_gets_the_task_and_one_completion_takes_effect() {
    String task = id(server.plan(session, task("a")), 0);

    List<CompletableFuture<String>> begun =
        IntStream.range(0, 16)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(() -> server.execute(task).getAssignmentToken())
                        .exceptionally(e -> Failure.of(e.getCause()).reason()))
            .toList();
    List<String> answers = begun.stream().map(CompletableFuture::join).toList();
    List<String> tokens = answers.stream().filter(each -> each.length() == 32).toList();
    assertThat(tokens).hasSize(1);
    assertThat(answers).filteredOn(each -> each.length() != 32).containsOnly("ALREADY_CLAIMED");

    List<CompletableFuture<Boolean>> completed =
        IntStream.range(0, 16)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> server.complete(task, tokens.get(0), "done").getRepeatedRequest()))
            .toList();
    assertThat(completed.stream().map(CompletableFuture::join).filter(again -> !again)).hasSize(1);
    assertThat(server.get(session, task).getArtifactsList()).isEmpty();
    assertThat(artifacts(task)).hasSize(1);
  }

  @Test
  void a_result_that_needs_revision_is_not_done() {
    String task = id(server.plan(session, task("a")), 0);
    String token = server.execute(task).getAssignmentToken();

    CompleteTaskResponse response =
        server
            .calls()
            .completeTask(
                CompleteTaskRequest.newBuilder()
                    .setTaskId(task)
                    .setAssignmentToken(token)
                    .setSummary("not good enough")
                    .setNextAction(NextAction.NEXT_ACTION_NEEDS_REVISION)
                    .build());

    assertThat(response.getTask().getStatus()).isEqualTo(TaskStatus.TASK_STATUS_PENDING);
    assertThat(response.getTask().getReady()).isTrue();
    assertThat(response.getTask().getRevision()).isEqualTo(1);
    assertThat(server.execute(task).getExecutionInstructions()).contains("not good enough");
  }

  @Test
  void a_cancelled_tree_is_reported_whole_and_a_late_completion_is_refused() {
    PlanTaskResponse planned =
        server.plan(
            session, task("whole"), task("a").setParentKey("whole"), task("b", "a"), task("c"));
    String token = server.execute(id(planned, 1)).getAssignmentToken();

    CancelTaskResponse cancelled =
        server
            .calls()
            .cancelTask(
                CancelTaskRequest.newBuilder()
                    .setTaskId(id(planned, 0))
                    .setReason("not needed")
                    .build());

    assertThat(cancelled.getCancelledChildrenList()).containsExactly(id(planned, 1));
    assertThat(cancelled.getDependentTasksUpdatedList())
        .singleElement()
        .satisfies(
            affected -> {
              assertThat(affected.getTaskId()).isEqualTo(id(planned, 2));
              assertThat(affected.getStatus()).isEqualTo(TaskStatus.TASK_STATUS_BLOCKED);
              assertThat(affected.getStatusReason()).contains(id(planned, 1));
            });
    assertThat(Failure.of(() -> server.complete(id(planned, 1), token, "too late")))
        .isEqualTo(new Failure(Code.ABORTED, "STALE_ASSIGNMENT"));
    assertThat(server.get(session, id(planned, 1)).getStatus())
        .isEqualTo(TaskStatus.TASK_STATUS_CANCELLED);
  }

  @Test
  void an_update_that_is_refused_changes_nothing_and_one_that_is_done_says_what_it_changed() {
    PlannedTask before = server.plan(session, task("a")).getTasks(0);
    UpdateTaskRequest.Builder update = UpdateTaskRequest.newBuilder().setTaskId(before.getTaskId());

    assertThat(Failure.of(() -> update(update.clone().setStatus(TaskStatus.TASK_STATUS_COMPLETED))))
        .isEqualTo(new Failure(Code.INVALID_ARGUMENT, "INVALID_FIELD"));
    assertThat(Failure.of(() -> update(update.clone().setStatusValue(77))).code())
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(Failure.of(() -> update(update.clone().setEtag("99"))))
        .isEqualTo(new Failure(Code.ABORTED, "STALE_ETAG"));
    assertThat(server.get(session, before.getTaskId())).isEqualTo(before);

    UpdateTaskRequest.Builder good = update.clone().setEtag(before.getEtag());
    good.getPlanBuilder()
        .setTitle("b")
        .setSpecialistType(SpecialistType.SPECIALIST_TYPE_TESTER)
        .setPriority(Priority.PRIORITY_LOW);
    assertThat(update(good)).containsExactly("title", "specialist_type", "priority");
    PlannedTask after = server.get(session, before.getTaskId());
    assertThat(after.getPlan().getTitle()).isEqualTo("b");
    assertThat(after.getPlan().getDescription()).isEqualTo("do a");
    assertThat(server.execute(before.getTaskId()).getSpecialist().getSpecialistId())
        .isEqualTo("role-tester");
  }

  private List<String> update(UpdateTaskRequest.Builder request) {
    return server.calls().updateTask(request.build()).getChangesAppliedList();
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
    assertThat(whole.getPartial()).isFalse();
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
  void a_cycle_a_missing_dependency_and_a_bad_field_are_named_and_nothing_is_planned() {
    assertThat(Failure.of(() -> server.plan(session, task("a", "b"), task("b", "a"))))
        .isEqualTo(new Failure(Code.FAILED_PRECONDITION, "DEPENDENCY_CYCLE"));
    assertThat(Failure.of(() -> server.plan(session, task("a", "0".repeat(32)))))
        .isEqualTo(new Failure(Code.FAILED_PRECONDITION, "DEPENDENCY_NOT_FOUND"));
    assertThat(Failure.of(() -> server.plan(session, task("a", "nothing"))))
        .isEqualTo(new Failure(Code.INVALID_ARGUMENT, "INVALID_FIELD"));
    assertThat(Failure.of(() -> server.plan(session, task("a"), task("a"))))
        .isEqualTo(new Failure(Code.INVALID_ARGUMENT, "INVALID_FIELD"));
    assertThat(Failure.of(() -> server.plan(session, TaskInTree.newBuilder())))
        .isEqualTo(new Failure(Code.INVALID_ARGUMENT, "INVALID_FIELD"));
    assertThat(Failure.of(() -> server.plan("0".repeat(32), task("a"))))
        .isEqualTo(new Failure(Code.NOT_FOUND, "SESSION_NOT_FOUND"));

    assertThat(query().getTotalCount()).isZero();
    assertThat(status().getCounts().getTotal()).isZero();
  }

  @Test
  void a_query_goes_on_page_by_page_and_every_filter_filters() {
    List<TaskInTree.Builder> tasks = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      TaskInTree.Builder task = task("t" + i);
      task.getPlanBuilder()
          .setComplexity(i % 5 == 0 ? Complexity.COMPLEXITY_TRIVIAL : Complexity.COMPLEXITY_SIMPLE);
      tasks.add(task);
    }
    server.plan(session, tasks.toArray(TaskInTree.Builder[]::new));
    QueryTasksRequest.Builder request =
        QueryTasksRequest.newBuilder().setSessionId(session).setLimit(10);

    List<String> titles = new ArrayList<>();
    String token;
    do {
      QueryTasksResponse page = server.calls().queryTasks(request.build());
      assertThat(page.getTotalCount()).isEqualTo(25);
      page.getTasksList().forEach(each -> titles.add(each.getTask().getPlan().getTitle()));
      token = page.getNextPageToken();
      request.setPageToken(token);
    } while (!token.isEmpty());
    assertThat(titles).isEqualTo(IntStream.range(0, 25).mapToObj(i -> "t" + i).toList());

    request.clearPageToken().addComplexity(Complexity.COMPLEXITY_TRIVIAL);
    assertThat(server.calls().queryTasks(request.build()).getTotalCount()).isEqualTo(5);
    request.setSearchText("DO T2");
    assertThat(server.calls().queryTasks(request.build()).getTasksList())
        .extracting(each -> each.getTask().getPlan().getTitle())
        .containsExactly("t20");
    assertThat(
            Failure.of(
                () -> server.calls().queryTasks(request.clone().setPageToken("nonsense").build())))
        .isEqualTo(new Failure(Code.OUT_OF_RANGE, "INVALID_CURSOR"));
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

  private List<Artifact> artifacts(String task) {
    QueryTasksRequest request =
        QueryTasksRequest.newBuilder().setSessionId(session).setIncludeArtifacts(true).build();
    return server.calls().queryTasks(request).getTasksList().stream()
        .map(found -> found.getTask())
        .filter(found -> found.getTaskId().equals(task))
        .findFirst()
        .orElseThrow()
        .getArtifactsList();
  }

  private QueryTasksResponse query(TaskStatus... statuses) {
    return server
        .calls()
        .queryTasks(
            QueryTasksRequest.newBuilder()
                .setSessionId(session)
                .addAllStatus(List.of(statuses))
                .build());
  }

  private GetStatusResponse status() {
    return server.calls().getStatus(GetStatusRequest.newBuilder().setSessionId(session).build());
  }

  private static String id(PlanTaskResponse planned, int index) {
    return planned.getTasks(index).getTaskId();
  }
}
