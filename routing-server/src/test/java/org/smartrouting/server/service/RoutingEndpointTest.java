package org.smartrouting.server.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.Duration;
import com.google.rpc.Code;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.engine.AssignmentCommand;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.server.codec.AssignmentCodec;
import org.smartrouting.v1.AssignmentReference;
import org.smartrouting.v1.CancelTaskRequest;
import org.smartrouting.v1.ExplainRouteRequest;
import org.smartrouting.v1.ExplainRouteResponse;
import org.smartrouting.v1.FairnessKeyStats;
import org.smartrouting.v1.GetQueueStatsRequest;
import org.smartrouting.v1.GetQueueStatsResponse;
import org.smartrouting.v1.HypotheticalTask;
import org.smartrouting.v1.ListTasksRequest;
import org.smartrouting.v1.Priority;
import org.smartrouting.v1.PriorityStats;
import org.smartrouting.v1.Rejection;
import org.smartrouting.v1.RejectionReason;
import org.smartrouting.v1.Requirement;
import org.smartrouting.v1.RouteTaskRequest;
import org.smartrouting.v1.RouteTaskResponse;
import org.smartrouting.v1.SkillRequirement;
import org.smartrouting.v1.Task;
import org.smartrouting.v1.TaskSpec;
import org.smartrouting.v1.TaskState;

final class RoutingEndpointTest {
  private final ServiceFixture fixture = new ServiceFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void a_free_specialist_is_chosen_at_once_and_the_assignment_is_running() {
    fixture.register("ann", 1);

    RouteTaskResponse routed = fixture.routing().routeTask(route("", 0));

    assertThat(routed.getSpecialist().getSpecialistId()).isEqualTo("ann");
    assertThat(routed.getSpecialist().getInFlight()).isEqualTo(1);
    assertThat(routed.getAssignment().getTask().getState()).isEqualTo(TaskState.TASK_STATE_RUNNING);
    assertThat(routed.getAssignment().getAssignmentToken()).isNotEmpty();
    assertThat(routed.getDecision().getSpecialistId()).isEqualTo("ann");
    assertThat(routed.getDecision().getCandidates(0).getTermsCount()).isPositive();
  }

  @Test
  void a_route_waits_for_a_slot() throws Exception {
    fixture.register("ann", 1);
    RouteTaskResponse first = fixture.routing().routeTask(route("", 0));
    ListenableFuture<RouteTaskResponse> second = fixture.routingLater().routeTask(route("r", 60));
    awaitQueued(1);
    complete(first);

    assertThat(second.get().getSpecialist().getSpecialistId()).isEqualTo("ann");
  }

  @Test
  void a_wait_that_ends_in_vain_cancels_the_task() {
    assertThat(Refused.by(() -> fixture.routing().routeTask(route("r", 0))))
        .isEqualTo(new Refused(Code.DEADLINE_EXCEEDED, "NOT_ASSIGNED_IN_TIME"));
    assertThat(Refused.by(() -> fixture.routing().routeTask(route("r", 0))))
        .isEqualTo(new Refused(Code.FAILED_PRECONDITION, "WRONG_TASK_STATE"));
    assertThat(onlyTask().getState()).isEqualTo(TaskState.TASK_STATE_CANCELLED);
  }

  @Test
  void a_call_that_is_cancelled_cancels_its_task() {
    ListenableFuture<RouteTaskResponse> call = fixture.routingLater().routeTask(route("r", 60));
    awaitQueued(1);
    assertThat(call.cancel(true)).isTrue();

    awaitQueued(0);
    assertThat(onlyTask().getState()).isEqualTo(TaskState.TASK_STATE_CANCELLED);
  }

  @Test
  void a_call_that_is_cancelled_before_its_task_is_made_cancels_it_then() {
    fixture.store().shut();
    ListenableFuture<RouteTaskResponse> call = fixture.routingLater().routeTask(route("", 60));
    assertThat(call.cancel(true)).isTrue();
    Await.until(() -> fixture.traffic().cancelled.get() == 1);
    fixture.store().open();

    Await.until(
        () -> {
          ListTasksRequest cancelled =
              ListTasksRequest.newBuilder().addStates(TaskState.TASK_STATE_CANCELLED).build();
          return fixture.tasks().listTasks(cancelled).getTasksCount() == 1;
        });
  }

  @Test
  void a_repeat_gets_the_same_assignment_and_takes_over_a_waiting_call() {
    ListenableFuture<RouteTaskResponse> waiting = fixture.routingLater().routeTask(route("r", 60));
    awaitQueued(1);
    ListenableFuture<RouteTaskResponse> newer = fixture.routingLater().routeTask(route("r", 60));
    Throwable superseded = catchThrowable(waiting::get);
    fixture.register("ann", 1);
    RouteTaskResponse routed = join(newer);
    RouteTaskResponse repeated = fixture.routing().routeTask(route("r", 0));

    assertThat(superseded).isInstanceOf(ExecutionException.class);
    assertThat(Refused.of(superseded.getCause()))
        .isEqualTo(new Refused(Code.ABORTED, "SESSION_SUPERSEDED"));
    assertThat(repeated.getAssignment().getAssignmentToken())
        .isEqualTo(routed.getAssignment().getAssignmentToken());
    assertThat(onlyTask().getTaskId()).isEqualTo(routed.getAssignment().getTask().getTaskId());
  }

  @Test
  void a_repeat_after_a_restart_gets_the_same_assignment() {
    fixture.register("ann", 1);
    RouteTaskResponse first = fixture.routing().routeTask(route("r", 0));
    fixture.restart();
    RouteTaskResponse again = fixture.routing().routeTask(route("r", 0));

    assertThat(again.getAssignment().getAssignmentToken())
        .isEqualTo(first.getAssignment().getAssignmentToken());
  }

  @Test
  void a_task_that_is_cancelled_ends_the_call_that_waits_for_it() {
    ListenableFuture<RouteTaskResponse> call = fixture.routingLater().routeTask(route("r", 60));
    awaitQueued(1);
    CancelTaskRequest cancel =
        CancelTaskRequest.newBuilder().setTaskId(onlyTask().getTaskId()).build();
    assertThat(fixture.tasks().cancelTask(cancel).hasTask()).isTrue();

    assertThat(Refused.of(catchThrowable(call::get).getCause()))
        .isEqualTo(new Refused(Code.FAILED_PRECONDITION, "WRONG_TASK_STATE"));
  }

  @Test
  void routes_that_cannot_be_are_refused_and_make_nothing() {
    RouteTaskRequest dependent =
        route("", 0).toBuilder()
            .setSpec(TaskSpec.newBuilder().setTitle("t").addDependencyTaskIds("0".repeat(32)))
            .build();

    assertThat(Refused.by(() -> fixture.routing().routeTask(dependent)))
        .isEqualTo(new Refused(Code.INVALID_ARGUMENT, "INVALID_FIELD"));
    assertThat(
            Refused.by(
                () -> fixture.routing().routeTask(route("", 0).toBuilder().setPool("no").build())))
        .isEqualTo(new Refused(Code.NOT_FOUND, "POOL_NOT_FOUND"));
    assertThat(tasks()).isZero();
  }

  @Test
  void a_shard_that_fails_ends_the_calls_that_wait() {
    ListenableFuture<RouteTaskResponse> call = fixture.routingLater().routeTask(route("r", 60));
    awaitQueued(1);
    fixture.store().failOnce();
    assertThat(Refused.by(() -> fixture.submit("lost")))
        .isEqualTo(new Refused(Code.UNAVAILABLE, "NOT_SERVING"));

    assertThat(Refused.of(catchThrowable(call::get).getCause()))
        .isEqualTo(new Refused(Code.UNAVAILABLE, "NOT_SERVING"));
  }

  @Test
  void a_dry_run_ranks_and_rejects_and_makes_nothing() {
    ServiceFixture.Worker ann = fixture.connect("ann", 1);
    fixture.register("bob", 1);

    ExplainRouteResponse able = dryRun("java", 0);
    ExplainRouteResponse unable = dryRun("cobol", 1);

    assertThat(ann.pushes()).isEmpty();
    assertThat(able.getState()).isEqualTo(TaskState.TASK_STATE_UNSPECIFIED);
    assertThat(able.getStored()).isFalse();
    assertThat(able.getDecision().getSpecialistId()).isEqualTo("ann");
    assertThat(able.getDecision().getRejectionsList())
        .containsExactly(
            Rejection.newBuilder()
                .setReason(RejectionReason.REJECTION_REASON_NOT_CONNECTED)
                .setCount(1)
                .addExampleSpecialistIds("bob")
                .setDetail("not connected")
                .build());
    assertThat(unable.getDecision().getSpecialistId()).isEmpty();
    assertThat(unable.getDecision().getRejections(0).getReason())
        .isEqualTo(RejectionReason.REJECTION_REASON_SKILL);
    assertThat(unable.getDecision().getRejections(0).getCount()).isEqualTo(2);
    assertThat(unable.getSummary()).contains("would wait");
    assertThat(tasks()).isZero();
  }

  @Test
  void a_task_is_explained_while_it_waits_and_after_it_was_given_away() throws Exception {
    fixture.submit("first");
    Task second = fixture.submit("second");
    ExplainRouteResponse waiting = explain(second.getTaskId());
    ServiceFixture.Worker ann = fixture.connect("ann", 2);
    ann.take();
    ann.take();
    ExplainRouteResponse given = explain(second.getTaskId());

    assertThat(waiting.getState()).isEqualTo(TaskState.TASK_STATE_QUEUED);
    assertThat(waiting.getTasksAhead()).isEqualTo(1);
    assertThat(waiting.hasDecision()).isTrue();
    assertThat(waiting.getStored()).isFalse();
    assertThat(given.getStored()).isTrue();
    assertThat(given.getDecision().getSpecialistId()).isEqualTo("ann");
    assertThat(given.getSummary()).contains("went to ann");
  }

  @Test
  void a_task_that_was_cancelled_unassigned_has_no_decision() {
    Task task = fixture.submit("t");
    CancelTaskRequest cancel = CancelTaskRequest.newBuilder().setTaskId(task.getTaskId()).build();
    assertThat(fixture.tasks().cancelTask(cancel).hasTask()).isTrue();

    ExplainRouteResponse explained = explain(task.getTaskId());

    assertThat(explained.getState()).isEqualTo(TaskState.TASK_STATE_CANCELLED);
    assertThat(explained.hasDecision()).isFalse();
  }

  @Test
  void nothing_is_explained_or_counted_that_does_not_exist() {
    assertThat(Refused.by(() -> explain("0".repeat(32))))
        .isEqualTo(new Refused(Code.NOT_FOUND, "TASK_NOT_FOUND"));
    ExplainRouteRequest elsewhere =
        ExplainRouteRequest.newBuilder()
            .setHypothetical(
                HypotheticalTask.newBuilder()
                    .setPool("no")
                    .setSpec(TaskSpec.newBuilder().setTitle("t")))
            .build();
    assertThat(Refused.by(() -> fixture.routing().explainRoute(elsewhere)))
        .isEqualTo(new Refused(Code.NOT_FOUND, "POOL_NOT_FOUND"));
    assertThat(
            Refused.by(
                () -> fixture.routing().explainRoute(ExplainRouteRequest.getDefaultInstance())))
        .isEqualTo(new Refused(Code.INVALID_ARGUMENT, "INVALID_FIELD"));
    assertThat(
            Refused.by(
                () ->
                    fixture
                        .routing()
                        .getQueueStats(GetQueueStatsRequest.newBuilder().setPool("no").build())))
        .isEqualTo(new Refused(Code.NOT_FOUND, "POOL_NOT_FOUND"));
  }

  @Test
  void queue_stats_count_by_priority_the_most_urgent_first() throws Exception {
    ServiceFixture.Worker ann = fixture.connect("ann", 1);
    fixture.submit("held");
    ann.take();
    fixture.submit("waits");

    GetQueueStatsResponse stats = stats();

    assertThat(stats.getPrioritiesList())
        .extracting(PriorityStats::getPriority)
        .containsExactly(
            Priority.PRIORITY_CRITICAL,
            Priority.PRIORITY_HIGH,
            Priority.PRIORITY_NORMAL,
            Priority.PRIORITY_LOW,
            Priority.PRIORITY_BULK);
    PriorityStats normal = stats.getPriorities(2);
    assertThat(normal.getQueued()).isEqualTo(1);
    assertThat(normal.getInFlight()).isEqualTo(1);
    assertThat(normal.hasOldestWait()).isTrue();
    assertThat(stats.getPriorities(0).hasOldestWait()).isFalse();
    assertThat(stats.getConnectedSpecialists()).isEqualTo(1);
    assertThat(stats.getSlots()).isEqualTo(1);
    assertThat(stats.getFreeSlots()).isZero();
    assertThat(stats.getWaitingFairnessKeys()).isEqualTo(1);
    assertThat(stats.getFairnessKeysList())
        .containsExactly(
            FairnessKeyStats.newBuilder()
                .setQueued(1)
                .setWeight(1)
                .setSharePercent(100)
                .setInFlight(1)
                .build());
  }

  private void complete(RouteTaskResponse routed) {
    AssignmentReference reference =
        AssignmentReference.newBuilder()
            .setTaskId(routed.getAssignment().getTask().getTaskId())
            .setAssignmentToken(routed.getAssignment().getAssignmentToken())
            .build();
    TaskId id = AssignmentCodec.taskId(reference);
    AssignmentCommand.Reference assignment =
        new AssignmentCommand.Reference("default", id, AssignmentCodec.token(reference));
    fixture.apply(
        ServiceFixture.POOL,
        new AssignmentCommand.Complete(
            assignment,
            new org.smartrouting.core.task.TaskResult(
                org.smartrouting.core.task.Bytes.EMPTY, "", "")));
  }

  private ExplainRouteResponse explain(String id) {
    return fixture.routing().explainRoute(ExplainRouteRequest.newBuilder().setTaskId(id).build());
  }

  private ExplainRouteResponse dryRun(String skill, int maxCandidates) {
    TaskSpec.Builder spec =
        TaskSpec.newBuilder()
            .setTitle("imagined")
            .setRequirement(
                Requirement.newBuilder().addSkills(SkillRequirement.newBuilder().setSkill(skill)));
    return fixture
        .routing()
        .explainRoute(
            ExplainRouteRequest.newBuilder()
                .setMaxCandidates(maxCandidates)
                .setHypothetical(HypotheticalTask.newBuilder().setSpec(spec))
                .build());
  }

  private GetQueueStatsResponse stats() {
    return fixture.routing().getQueueStats(GetQueueStatsRequest.getDefaultInstance());
  }

  private void awaitQueued(long count) {
    Await.until(() -> stats().getPriorities(2).getQueued() == count);
  }

  private int tasks() {
    return fixture.tasks().listTasks(ListTasksRequest.getDefaultInstance()).getTasksCount();
  }

  private Task onlyTask() {
    assertThat(tasks()).isEqualTo(1);
    return fixture.tasks().listTasks(ListTasksRequest.getDefaultInstance()).getTasks(0);
  }

  private static RouteTaskResponse join(ListenableFuture<RouteTaskResponse> call) {
    try {
      return call.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private static RouteTaskRequest route(String requestId, int waitSeconds) {
    return RouteTaskRequest.newBuilder()
        .setRequestId(requestId)
        .setSpec(TaskSpec.newBuilder().setTitle("t"))
        .setWaitTimeout(Duration.newBuilder().setSeconds(waitSeconds))
        .build();
  }
}
