package org.smartrouting.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.rpc.Code;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.store.testing.DatabaseKind;
import org.smartrouting.core.store.testing.TestDatabaseExtension;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.v1.AcceptAssignmentRequest;
import org.smartrouting.v1.AcceptAssignmentResponse;
import org.smartrouting.v1.Assignment;
import org.smartrouting.v1.AssignmentReference;
import org.smartrouting.v1.CompleteAssignmentRequest;
import org.smartrouting.v1.DeclineAssignmentRequest;
import org.smartrouting.v1.FailAssignmentRequest;
import org.smartrouting.v1.FailureKind;
import org.smartrouting.v1.PullAssignmentsRequest;
import org.smartrouting.v1.PullAssignmentsResponse;
import org.smartrouting.v1.RegisterSpecialistRequest;
import org.smartrouting.v1.RenewAssignmentRequest;
import org.smartrouting.v1.RenewAssignmentResponse;
import org.smartrouting.v1.SpecialistServiceGrpc;
import org.smartrouting.v1.TaskResult;
import org.smartrouting.v1.TaskState;

final class AssignmentCallsTest {
  private static final Failure STALE = new Failure(Code.ABORTED, "STALE_ASSIGNMENT");
  private static final Failure NOT_ACCEPTED = new Failure(Code.FAILED_PRECONDITION, "NOT_ACCEPTED");
  private static final Failure INVALID = new Failure(Code.INVALID_ARGUMENT, "INVALID_FIELD");

  @RegisterExtension
  static final TestDatabaseExtension DATABASE = TestDatabaseExtension.schema(DatabaseKind.H2);

  private static FleetFixture fleet;
  private PoolKey pool;

  @BeforeAll
  static void start() {
    fleet = new FleetFixture(DATABASE.database());
  }

  @AfterAll
  static void stop() throws Exception {
    fleet.close();
  }

  @BeforeEach
  void makePoolAndSpecialist() {
    pool = fleet.newPool();
    register(3);
  }

  @Test
  void a_pull_brings_what_waits_up_to_the_free_slots() {
    for (int i = 0; i < 5; i++) {
      fleet.submit(pool);
    }
    assertThat(pull(2, 0).getAssignmentsList()).hasSize(2);
    List<Assignment> rest = pull(1_000, 0).getAssignmentsList();
    assertThat(rest).hasSize(1);
    assertThat(rest.get(0).getSpecialistId()).isEqualTo("ada");
    assertThat(rest.get(0).getLeaseDuration().getSeconds()).isEqualTo(30);
  }

  @Test
  void a_pull_without_a_maximum_brings_one() {
    fleet.submit(pool);
    fleet.submit(pool);
    assertThat(pull(0, 0).getAssignmentsList()).hasSize(1);
  }

  @Test
  void a_pull_waits_until_there_is_work() throws Exception {
    Future<PullAssignmentsResponse> waiting = waiting(pullRequest(1).build());
    Task task = fleet.submit(pool);
    assertThat(answer(waiting).getAssignments(0).getTask().getTaskId())
        .isEqualTo(task.id().toString());
  }

  @Test
  void a_pull_ends_empty_when_its_wait_is_over() throws Exception {
    Future<PullAssignmentsResponse> waiting = waiting(pullRequest(1).build());
    fleet.clock.advance(java.time.Duration.ofSeconds(29));
    fleet.nudge(pool);
    assertThat(waiting.isDone()).isFalse();
    fleet.clock.advance(java.time.Duration.ofSeconds(1));
    fleet.nudge(pool);
    assertThat(answer(waiting)).isEqualTo(PullAssignmentsResponse.getDefaultInstance());
  }

  @Test
  void a_newer_pull_takes_over() throws Exception {
    Future<PullAssignmentsResponse> older = waiting(pullRequest(1).build());
    Future<PullAssignmentsResponse> newer = waiting(pullRequest(1).build());
    assertThat(failure(older)).isEqualTo(new Failure(Code.ABORTED, "SESSION_SUPERSEDED"));
    fleet.submit(pool);
    assertThat(answer(newer).getAssignmentsList()).hasSize(1);
  }

  @Test
  void a_pull_while_a_stream_is_open_is_aborted() {
    WorkPeer peer = WorkPeer.connected(fleet, pool, "ada", 1);
    assertThat(Failure.of(() -> pull(1, 0)))
        .isEqualTo(new Failure(Code.ABORTED, "SESSION_SUPERSEDED"));
    peer.call().onCompleted();
  }

  @Test
  void a_stream_ends_a_pull_that_waits() throws Exception {
    Future<PullAssignmentsResponse> waiting = waiting(pullRequest(1).build());

    WorkPeer peer = WorkPeer.connected(fleet, pool, "ada", 1);

    assertThat(failure(waiting)).isEqualTo(new Failure(Code.ABORTED, "SESSION_SUPERSEDED"));
    peer.call().onCompleted();
  }

  @Test
  void a_pull_that_is_broken_off_takes_nothing() {
    Future<PullAssignmentsResponse> waiting = waiting(pullRequest(1).build());
    waiting.cancel(true);
    Task task = fleet.submit(pool);

    assertThat(fleet.task(task).status().attempts()).isEmpty();
    assertThat(pull(1, 0).getAssignments(0).getTask().getTaskId()).isEqualTo(task.id().toString());
  }

  @Test
  void a_pull_of_somebody_unknown_or_against_the_rules_is_refused() {
    PullAssignmentsRequest.Builder request = pullRequest(1);

    assertThat(
            Failure.of(
                () -> fleet.blocking().pullAssignments(request.setSpecialistId("no").build())))
        .isEqualTo(new Failure(Code.NOT_FOUND, "SPECIALIST_NOT_FOUND"));
    assertThat(Failure.of(() -> pull(1_001, 0))).isEqualTo(INVALID);
    assertThat(Failure.of(() -> pull(1, 61))).isEqualTo(INVALID);
  }

  @Test
  void an_acceptance_starts_the_lease_and_can_be_repeated() {
    AssignmentReference assignment = assignment();

    AcceptAssignmentResponse first = accept(assignment);

    long left = first.getLeaseExpireTime().getSeconds() - fleet.clock.instant().getEpochSecond();
    assertThat(left).isEqualTo(30);
    assertThat(accept(assignment)).isEqualTo(first);
  }

  @Test
  void nothing_but_a_decline_goes_before_the_acceptance() {
    AssignmentReference assignment = assignment();

    assertThat(Failure.of(() -> renew(assignment, 0.5))).isEqualTo(NOT_ACCEPTED);
    assertThat(Failure.of(() -> complete(assignment, "out"))).isEqualTo(NOT_ACCEPTED);
    assertThat(Failure.of(() -> fail(assignment, FailureKind.FAILURE_KIND_PERMANENT)))
        .isEqualTo(NOT_ACCEPTED);
    decline(assignment);
  }

  @Test
  void a_declined_task_waits_for_others_without_having_used_an_attempt() {
    Task task = fleet.submit(pool);
    AssignmentReference assignment = WorkPeer.reference(pull(1, 0).getAssignments(0));

    decline(assignment);
    decline(assignment);

    assertThat(fleet.task(task).state()).isEqualTo(org.smartrouting.core.task.TaskState.QUEUED);
    assertThat(fleet.task(task).status().attempt()).isZero();
    assertThat(Failure.of(() -> accept(assignment))).isEqualTo(STALE);
  }

  @Test
  void a_renewal_extends_the_lease_and_keeps_the_progress() {
    Task task = fleet.submit(pool);
    AssignmentReference assignment = WorkPeer.reference(pull(1, 0).getAssignments(0));
    AcceptAssignmentResponse accepted = accept(assignment);
    fleet.clock.advance(java.time.Duration.ofSeconds(10));

    RenewAssignmentResponse renewed = renew(assignment, 0.25);

    assertThat(
            renewed.getLeaseExpireTime().getSeconds() - accepted.getLeaseExpireTime().getSeconds())
        .isEqualTo(10);
    assertThat(fleet.task(task).status().progress()).isEqualTo(0.25);
    var unused =
        fleet
            .blocking()
            .renewAssignment(RenewAssignmentRequest.newBuilder().setAssignment(assignment).build());
    assertThat(fleet.task(task).status().progress()).isEqualTo(0.25);
    assertThat(Failure.of(() -> renew(assignment, Double.NaN))).isEqualTo(INVALID);
  }

  @Test
  void a_completion_is_answered_again_for_the_same_result_only() {
    Task task = fleet.submit(pool);
    AssignmentReference assignment = WorkPeer.reference(pull(1, 0).getAssignments(0));
    accept(assignment);

    complete(assignment, "out");
    complete(assignment, "out");

    assertThat(Failure.of(() -> complete(assignment, "other"))).isEqualTo(STALE);
    assertThat(fleet.task(task).state()).isEqualTo(org.smartrouting.core.task.TaskState.SUCCEEDED);
  }

  @Test
  void a_cancelled_task_cannot_be_completed() {
    Task task = fleet.submit(pool);
    AssignmentReference assignment = WorkPeer.reference(pull(1, 0).getAssignments(0));
    accept(assignment);
    fleet.cancel(task);

    assertThat(Failure.of(() -> complete(assignment, "out"))).isEqualTo(STALE);
    assertThat(Failure.of(() -> renew(assignment, 0.5))).isEqualTo(STALE);
  }

  @Test
  void a_failure_says_what_became_of_the_task() {
    AssignmentReference retried = accepted();
    AssignmentReference blocked = accepted();
    AssignmentReference failed = accepted();

    assertThat(fail(retried, FailureKind.FAILURE_KIND_RETRYABLE))
        .isEqualTo(TaskState.TASK_STATE_PENDING);
    assertThat(fail(blocked, FailureKind.FAILURE_KIND_BLOCKED))
        .isEqualTo(TaskState.TASK_STATE_BLOCKED);
    assertThat(fail(failed, FailureKind.FAILURE_KIND_PERMANENT))
        .isEqualTo(TaskState.TASK_STATE_FAILED);
    assertThat(fail(failed, FailureKind.FAILURE_KIND_PERMANENT))
        .isEqualTo(TaskState.TASK_STATE_FAILED);
    assertThat(Failure.of(() -> fail(failed, FailureKind.FAILURE_KIND_UNSPECIFIED)))
        .isEqualTo(INVALID);
  }

  @Test
  void a_foreign_token_and_a_task_of_no_shard_are_stale_for_every_call() {
    AssignmentReference own = assignment();
    AssignmentReference foreign =
        own.toBuilder().setAssignmentToken(ByteString.copyFrom(new byte[16])).build();
    AssignmentReference nowhere =
        own.toBuilder().setTaskId(TaskId.random(65_000, 1, 2).toString()).build();

    for (AssignmentReference wrong : List.of(foreign, nowhere)) {
      assertThat(
              List.of(
                  Failure.of(() -> accept(wrong)),
                  Failure.of(() -> decline(wrong)),
                  Failure.of(() -> renew(wrong, 0.5)),
                  Failure.of(() -> complete(wrong, "out")),
                  Failure.of(() -> fail(wrong, FailureKind.FAILURE_KIND_PERMANENT))))
          .containsOnly(STALE);
    }
    accept(own);
  }

  @Test
  void an_assignment_that_was_not_accepted_in_time_is_stale() {
    AssignmentReference late = assignment();
    fleet.clock.advance(java.time.Duration.ofSeconds(6));
    fleet.nudge(pool);

    assertThat(Failure.of(() -> accept(late))).isEqualTo(STALE);
  }

  @Test
  void a_reference_without_a_token_is_refused_by_every_call() {
    AssignmentReference empty = AssignmentReference.getDefaultInstance();

    assertThat(
            List.of(
                Failure.of(() -> accept(empty)),
                Failure.of(() -> decline(empty)),
                Failure.of(() -> renew(empty, 0.5)),
                Failure.of(() -> complete(empty, "out")),
                Failure.of(() -> fail(empty, FailureKind.FAILURE_KIND_PERMANENT))))
        .containsOnly(INVALID);
  }

  private void register(int slots) {
    var unused =
        fleet
            .blocking()
            .registerSpecialist(
                RegisterSpecialistRequest.newBuilder()
                    .setPool(pool.pool())
                    .setSpecialistId("ada")
                    .setSpec(FleetFixture.slots(slots))
                    .build());
  }

  private PullAssignmentsRequest.Builder pullRequest(int max) {
    return PullAssignmentsRequest.newBuilder()
        .setPool(pool.pool())
        .setSpecialistId("ada")
        .setMaxAssignments(max);
  }

  private PullAssignmentsResponse pull(int max, int waitSeconds) {
    return fleet
        .blocking()
        .pullAssignments(
            pullRequest(max).setWaitTimeout(Duration.newBuilder().setSeconds(waitSeconds)).build());
  }

  private static Future<PullAssignmentsResponse> waiting(PullAssignmentsRequest request) {
    return SpecialistServiceGrpc.newFutureStub(fleet.stub().getChannel()).pullAssignments(request);
  }

  private static PullAssignmentsResponse answer(Future<PullAssignmentsResponse> waiting)
      throws Exception {
    return waiting.get(60, TimeUnit.SECONDS);
  }

  private static Failure failure(Future<PullAssignmentsResponse> waiting) throws Exception {
    try {
      throw new AssertionError("did not fail but gave " + answer(waiting));
    } catch (ExecutionException failed) {
      return Failure.of(failed.getCause());
    }
  }

  private AssignmentReference assignment() {
    fleet.submit(pool);
    return WorkPeer.reference(pull(1, 0).getAssignments(0));
  }

  private AssignmentReference accepted() {
    AssignmentReference assignment = assignment();
    accept(assignment);
    return assignment;
  }

  private static AcceptAssignmentResponse accept(AssignmentReference assignment) {
    return fleet
        .blocking()
        .acceptAssignment(AcceptAssignmentRequest.newBuilder().setAssignment(assignment).build());
  }

  private static void decline(AssignmentReference assignment) {
    var unused =
        fleet
            .blocking()
            .declineAssignment(
                DeclineAssignmentRequest.newBuilder()
                    .setAssignment(assignment)
                    .setReason("not mine")
                    .build());
  }

  private static RenewAssignmentResponse renew(AssignmentReference assignment, double progress) {
    return fleet
        .blocking()
        .renewAssignment(
            RenewAssignmentRequest.newBuilder()
                .setAssignment(assignment)
                .setProgress(progress)
                .build());
  }

  private static void complete(AssignmentReference assignment, String output) {
    var unused =
        fleet
            .blocking()
            .completeAssignment(
                CompleteAssignmentRequest.newBuilder()
                    .setAssignment(assignment)
                    .setResult(TaskResult.newBuilder().setOutput(ByteString.copyFromUtf8(output)))
                    .build());
  }

  private static TaskState fail(AssignmentReference assignment, FailureKind kind) {
    return fleet
        .blocking()
        .failAssignment(
            FailAssignmentRequest.newBuilder()
                .setAssignment(assignment)
                .setFailure(
                    org.smartrouting.v1.Failure.newBuilder().setKind(kind).setReason("broken"))
                .build())
        .getState();
  }
}
