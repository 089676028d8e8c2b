package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.START;
import static org.smartrouting.core.engine.EngineFixture.TENANT;
import static org.smartrouting.core.engine.EngineFixture.reference;
import static org.smartrouting.core.engine.EngineFixture.result;
import static org.smartrouting.core.engine.EngineFixture.spec;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.assignment.AssignmentToken;
import org.smartrouting.core.assignment.RetryPolicy;
import org.smartrouting.core.engine.AssignmentCommand.Complete;
import org.smartrouting.core.engine.AssignmentCommand.Fail;
import org.smartrouting.core.engine.AssignmentCommand.FailureKind;
import org.smartrouting.core.engine.AssignmentCommand.Reference;
import org.smartrouting.core.task.Attempt;
import org.smartrouting.core.task.AttemptOutcome;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskResult;
import org.smartrouting.core.task.TaskState;

/** What becomes of one task from its submit to its end. */
final class LifecycleTest {
  private final EngineFixture fixture = new EngineFixture();

  @Test
  void a_task_goes_from_queued_over_assigned_and_running_to_succeeded() {
    TaskId id = fixture.submit("build").id();
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.QUEUED);

    long address = fixture.connect("ann", 1);
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.ASSIGNED);
    assertThat(fixture.pushesTo(address, Push.Assigned.class)).hasSize(1);

    Reference reference = fixture.accept(id);
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.RUNNING);

    fixture.advance(3 * SECOND);
    fixture.done(new Complete(reference, result("42")));
    Task done = fixture.get(id);
    assertThat(done.state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(done.status().result()).isEqualTo(result("42"));
    assertThat(done.status().finishedMicros()).isEqualTo(START + 3 * SECOND);
    assertThat(done.status().attempts())
        .containsExactly(
            new Attempt(
                1,
                "ann",
                reference.token(),
                AttemptOutcome.SUCCEEDED,
                "",
                START,
                START,
                START + 3 * SECOND,
                null));
    assertThat(fixture.engine().taskCount()).isZero();
  }

  @Test
  void a_task_is_pending_until_its_time_has_come() {
    TaskId id = fixture.submit(spec("later").withRunAfter(START + 10 * SECOND)).id();
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.PENDING);

    fixture.advance(10 * SECOND - 1);
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.PENDING);

    fixture.advance(1);
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.QUEUED);
    assertThat(fixture.get(id).status().queuedMicros()).isEqualTo(START + 10 * SECOND);
  }

  @Test
  void a_failed_attempt_is_repeated_after_its_backoff() {
    fixture.policy(base -> Policies.retry(base, new RetryPolicy(3, 2 * SECOND, SECOND * 60, 2, 0)));
    fixture.connect("ann", 1);
    TaskId id = fixture.submit("flaky").id();

    assertThat(fixture.fail(fixture.accept(id), FailureKind.RETRYABLE))
        .isEqualTo(TaskState.PENDING);
    fixture.advance(2 * SECOND - 1);
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.PENDING);
    fixture.advance(1);
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.ASSIGNED);
    assertThat(fixture.get(id).status().attempt()).isEqualTo(2);

    fixture.fail(fixture.accept(id), FailureKind.RETRYABLE);
    fixture.advance(4 * SECOND - 1);
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.PENDING);
    fixture.advance(1);
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.ASSIGNED);
  }

  @Test
  void a_task_whose_attempts_are_used_up_is_a_dead_letter_that_can_be_submitted_again() {
    fixture.policy(base -> Policies.retry(base, new RetryPolicy(2, 0, 0, 1, 0)));
    fixture.connect("ann", 1);
    TaskId id = fixture.submit(spec("hopeless").withDeadline(START + 900 * SECOND)).id();

    assertThat(fixture.fail(fixture.accept(id), FailureKind.RETRYABLE))
        .isEqualTo(TaskState.PENDING);
    assertThat(fixture.fail(fixture.accept(id), FailureKind.RETRYABLE)).isEqualTo(TaskState.FAILED);
    assertThat(fixture.get(id).status().reason()).isEqualTo("it broke");

    Task again = fixture.done(new TaskCommand.Resubmit(fixture.freshRequest(), id)).task();
    assertThat(again.id()).isNotEqualTo(id);
    assertThat(again.spec().title()).isEqualTo("hopeless");
    assertThat(again.spec().deadlineMicros()).isEqualTo(Timed.NEVER);
    fixture.complete(again.id());
    assertThat(fixture.stateOf(again.id())).isEqualTo(TaskState.SUCCEEDED);
  }

  @Test
  void a_task_that_is_not_finished_is_not_submitted_again() {
    TaskId id = fixture.submit("waits").id();

    assertThat(fixture.reason(new TaskCommand.Resubmit(fixture.freshRequest(), id)))
        .isEqualTo(RefusalReason.WRONG_TASK_STATE);
    TaskId missing = fixture.freshRequest().id();
    assertThat(fixture.reason(new TaskCommand.Resubmit(fixture.freshRequest(), missing)))
        .isEqualTo(RefusalReason.TASK_NOT_FOUND);
  }

  @Test
  void a_permanent_failure_ends_the_task_at_once() {
    fixture.connect("ann", 1);
    TaskId id = fixture.submit("wrong").id();

    assertThat(fixture.fail(fixture.accept(id), FailureKind.PERMANENT)).isEqualTo(TaskState.FAILED);
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.FAILED);
  }

  @Test
  void a_specialist_can_block_a_task_until_its_dependencies_are_updated() {
    fixture.connect("ann", 1);
    TaskId id = fixture.submit("stuck").id();

    assertThat(fixture.fail(fixture.accept(id), FailureKind.BLOCKED)).isEqualTo(TaskState.BLOCKED);
    fixture.advance(3_600 * SECOND);
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.BLOCKED);

    long address = fixture.connect("ann", 1);
    fixture.done(fixture.withDependencies(id));
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.ASSIGNED);
    assertThat(fixture.pushesTo(address, Push.Assigned.class)).hasSize(1);
  }

  @Test
  void a_task_expires_at_its_deadline_while_it_is_pending_queued_or_blocked() {
    long deadline = START + 20 * SECOND;
    TaskId pending =
        fixture.submit(spec("p").withDeadline(deadline).withRunAfter(START + 60 * SECOND)).id();
    TaskId queued = fixture.submit(spec("q").withDeadline(deadline)).id();
    TaskId other = fixture.submit(spec("x").withRunAfter(START + 60 * SECOND)).id();
    fixture.cancel(other);
    TaskId blocked =
        fixture.submit(spec("b").withDeadline(deadline).withDependencies(List.of(other))).id();
    assertThat(fixture.stateOf(blocked)).isEqualTo(TaskState.BLOCKED);

    fixture.advance(20 * SECOND - 1);
    assertThat(fixture.stateOf(queued)).isEqualTo(TaskState.QUEUED);
    fixture.advance(1);

    assertThat(List.of(pending, queued, blocked))
        .allSatisfy(id -> assertThat(fixture.stateOf(id)).isEqualTo(TaskState.EXPIRED));
  }

  @Test
  void a_deadline_revokes_the_task_from_who_has_it_accepted_or_not() {
    long address = fixture.connect("ann", 2);
    TaskId assigned = fixture.submit(spec("a").withDeadline(START + 4 * SECOND)).id();
    TaskId running = fixture.submit(spec("r").withDeadline(START + 4 * SECOND)).id();
    Reference held = fixture.accept(running);
    AssignmentToken unaccepted = fixture.lease(assigned).token();

    fixture.advance(4 * SECOND);

    assertThat(fixture.stateOf(assigned)).isEqualTo(TaskState.EXPIRED);
    assertThat(fixture.stateOf(running)).isEqualTo(TaskState.EXPIRED);
    assertThat(fixture.pushesTo(address, Push.Revoked.class))
        .extracting(Push.Revoked::token)
        .containsExactlyInAnyOrder(held.token(), unaccepted);
    assertThat(fixture.reason(new Complete(held, TaskResult.EMPTY)))
        .isEqualTo(RefusalReason.STALE_ASSIGNMENT);
  }

  @Test
  void a_task_is_cancelled_in_every_state_before_its_end() {
    long address = fixture.connect("ann", 2);
    TaskId pending = fixture.submit(spec("p").withRunAfter(START + 60 * SECOND)).id();
    TaskId assigned = fixture.submit("a").id();
    TaskId running = fixture.submit("r").id();
    fixture.accept(running);
    TaskId queued = fixture.submit("q").id();
    assertThat(fixture.stateOf(queued)).isEqualTo(TaskState.QUEUED);

    for (TaskId id : List.of(pending, queued, assigned, running)) {
      assertThat(fixture.cancel(id).state()).isEqualTo(TaskState.CANCELLED);
      assertThat(fixture.cancel(id).state()).isEqualTo(TaskState.CANCELLED);
      assertThat(fixture.get(id).status().reason()).isEqualTo("not needed");
    }
    assertThat(fixture.pushesTo(address, Push.Revoked.class))
        .extracting(Push.Revoked::task)
        .containsExactly(assigned, running);
  }

  @Test
  void a_task_that_has_ended_otherwise_is_not_cancelled() {
    fixture.connect("ann", 1);
    TaskId id = fixture.submit("done").id();
    fixture.complete(id);

    assertThat(fixture.reason(new TaskCommand.Cancel(TENANT, id, "")))
        .isEqualTo(RefusalReason.WRONG_TASK_STATE);
  }

  @Test
  void a_completion_is_answered_the_same_way_twice_also_after_a_restart() {
    fixture.connect("ann", 1);
    TaskId id = fixture.submit("once").id();
    Reference reference = fixture.accept(id);
    Complete complete = new Complete(reference, result("42"));

    assertThat(fixture.done(complete)).isEqualTo(TaskState.SUCCEEDED);
    long version = fixture.get(id).status().version();
    assertThat(fixture.done(complete)).isEqualTo(TaskState.SUCCEEDED);
    fixture.restart();
    assertThat(fixture.done(complete)).isEqualTo(TaskState.SUCCEEDED);
    assertThat(fixture.reason(new Complete(reference, result("43"))))
        .isEqualTo(RefusalReason.STALE_ASSIGNMENT);
    assertThat(fixture.get(id).status().version()).isEqualTo(version);
  }

  @Test
  void a_repeat_before_the_commit_is_answered_from_memory() {
    fixture.manualCommits();
    fixture.connect("ann", 1);
    TaskId id = fixture.submit("once").id();
    Reference reference = fixture.accept(id);

    fixture.done(new Complete(reference, result("42")));
    assertThat(fixture.done(new Complete(reference, result("42")))).isEqualTo(TaskState.SUCCEEDED);
    assertThat(fixture.reason(new Complete(reference, result("43"))))
        .isEqualTo(RefusalReason.STALE_ASSIGNMENT);
  }

  @Test
  void completions_that_come_too_early_too_late_or_from_others_are_refused() {
    fixture.connect("ann", 1);
    TaskId id = fixture.submit("mine").id();
    Reference reference = fixture.reference(id);

    assertThat(fixture.reason(new Complete(reference, TaskResult.EMPTY)))
        .isEqualTo(RefusalReason.NOT_ACCEPTED);
    Reference forged = reference(id, new AssignmentToken(1, 2));
    assertThat(fixture.reason(new Complete(forged, TaskResult.EMPTY)))
        .isEqualTo(RefusalReason.STALE_ASSIGNMENT);
    Reference foreign = new Reference("other", id, reference.token());
    assertThat(fixture.reason(new AssignmentCommand.Accept(foreign)))
        .isEqualTo(RefusalReason.STALE_ASSIGNMENT);

    fixture.accept(id);
    fixture.cancel(id);
    assertThat(fixture.reason(new Complete(reference, TaskResult.EMPTY)))
        .isEqualTo(RefusalReason.STALE_ASSIGNMENT);
    fixture.restart();
    assertThat(fixture.reason(new Complete(reference, TaskResult.EMPTY)))
        .isEqualTo(RefusalReason.STALE_ASSIGNMENT);
  }

  @Test
  void a_failure_is_answered_the_same_way_twice_while_the_next_attempt_runs_and_after_it() {
    fixture.policy(base -> Policies.retry(base, new RetryPolicy(2, 0, 0, 1, 0)));
    fixture.connect("ann", 1);
    TaskId id = fixture.submit("flaky").id();
    Reference first = fixture.accept(id);

    assertThat(fixture.fail(first, FailureKind.RETRYABLE)).isEqualTo(TaskState.PENDING);
    assertThat(fixture.fail(first, FailureKind.RETRYABLE)).isEqualTo(TaskState.PENDING);
    Reference second = fixture.accept(id);
    assertThat(fixture.fail(first, FailureKind.RETRYABLE)).isEqualTo(TaskState.PENDING);
    assertThat(fixture.fail(second, FailureKind.RETRYABLE)).isEqualTo(TaskState.FAILED);
    fixture.restart();
    assertThat(fixture.fail(second, FailureKind.RETRYABLE)).isEqualTo(TaskState.FAILED);
    assertThat(fixture.fail(first, FailureKind.RETRYABLE)).isEqualTo(TaskState.PENDING);
    assertThat(
            fixture.reason(
                new Fail(reference(id, new AssignmentToken(1, 2)), FailureKind.RETRYABLE, "x")))
        .isEqualTo(RefusalReason.STALE_ASSIGNMENT);
  }

  @Test
  void an_attempt_ends_at_its_execution_timeout_whatever_the_heartbeats_say() {
    long address = fixture.connect("ann", 1);
    TaskId id = fixture.submit(Specs.withExecutionTimeout(spec("slow"), 50 * SECOND)).id();
    fixture.accept(id);

    for (int i = 0; i < 5; i++) {
      fixture.advance(10 * SECOND - 1);
      fixture.heartbeat("ann", address);
    }
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.RUNNING);
    fixture.advance(5);

    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.PENDING);
    assertThat(fixture.get(id).status().attempts())
        .extracting(Attempt::outcome)
        .containsExactly(AttemptOutcome.TIMED_OUT);
    assertThat(fixture.pushesTo(address, Push.Revoked.class)).hasSize(1);
  }
}
