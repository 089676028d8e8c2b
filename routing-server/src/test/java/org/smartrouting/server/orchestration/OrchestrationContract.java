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
import org.junit.jupiter.api.Test;
import org.smartrouting.core.store.testing.TestDatabaseExtension;
import org.smartrouting.orchestration.v1.CancelTaskRequest;
import org.smartrouting.orchestration.v1.CancelTaskResponse;
import org.smartrouting.orchestration.v1.CompleteTaskRequest;
import org.smartrouting.orchestration.v1.CompleteTaskResponse;
import org.smartrouting.orchestration.v1.Complexity;
import org.smartrouting.orchestration.v1.ExecuteTaskResponse;
import org.smartrouting.orchestration.v1.GetStatusResponse;
import org.smartrouting.orchestration.v1.NextAction;
import org.smartrouting.orchestration.v1.PlanTaskResponse;
import org.smartrouting.orchestration.v1.PlannedTask;
import org.smartrouting.orchestration.v1.QueryTasksRequest;
import org.smartrouting.orchestration.v1.QueryTasksResponse;
import org.smartrouting.orchestration.v1.SpecialistType;
import org.smartrouting.orchestration.v1.TaskInTree;
import org.smartrouting.orchestration.v1.TaskOutcome;
import org.smartrouting.orchestration.v1.TaskPlan;
import org.smartrouting.orchestration.v1.TaskStatus;
import org.smartrouting.orchestration.v1.UpdateTaskRequest;
import org.smartrouting.server.service.Failure;
import org.smartrouting.v1.Priority;

/** What those who plan work are promised, over a whole server; one subclass for each database. */
abstract class OrchestrationContract extends OrchestrationFixture {
  OrchestrationContract(TestDatabaseExtension extension) {
    super(extension);
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
    for (String digit : List.of("0", "f")) {
      assertThat(Failure.of(() -> server.plan(digit.repeat(32), task("a"))))
          .isEqualTo(new Failure(Code.NOT_FOUND, "SESSION_NOT_FOUND"));
    }

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
}
