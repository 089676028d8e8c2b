package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.START;
import static org.smartrouting.core.engine.EngineFixture.key;
import static org.smartrouting.core.engine.EngineFixture.spec;

import org.junit.jupiter.api.Test;
import org.smartrouting.core.assignment.RetryPolicy;
import org.smartrouting.core.engine.AssignmentCommand.Accept;
import org.smartrouting.core.engine.AssignmentCommand.Decline;
import org.smartrouting.core.engine.AssignmentCommand.FailureKind;
import org.smartrouting.core.engine.AssignmentCommand.Reference;
import org.smartrouting.core.engine.AssignmentCommand.Renew;
import org.smartrouting.core.task.Attempt;
import org.smartrouting.core.task.AttemptOutcome;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;

/** How assignments are taken, given back, kept alive and lost. */
final class LeaseTest {
  private final EngineFixture fixture = new EngineFixture();

  @Test
  void who_does_not_accept_in_time_loses_the_task_to_another_and_no_attempt_is_used_up() {
    fixture.connect("ann", 1);
    TaskId id = fixture.submit("work").id();
    fixture.connect("bob", 1);
    assertThat(fixture.lease(id).specialistId()).isEqualTo("ann");

    fixture.advance(5 * SECOND - 1);
    assertThat(fixture.lease(id).specialistId()).isEqualTo("ann");
    fixture.advance(1);

    assertThat(fixture.lease(id).specialistId()).isEqualTo("bob");
    assertThat(fixture.get(id).status().attempt()).isEqualTo(1);
    assertThat(fixture.get(id).status().attempts())
        .extracting(Attempt::outcome)
        .containsExactly(AttemptOutcome.NOT_ACCEPTED);
  }

  @Test
  void who_did_not_accept_is_asked_again_after_the_time_for_which_it_is_avoided() {
    long address = fixture.connect("ann", 1);
    TaskId id = fixture.submit("work").id();

    fixture.advance(5 * SECOND);
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.QUEUED);
    assertThat(fixture.pushesTo(address, Push.Revoked.class)).hasSize(1);
    fixture.heartbeat("ann", address);
    fixture.advance(10 * SECOND - 1);
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.QUEUED);
    fixture.advance(1);

    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.ASSIGNED);
    assertThat(fixture.get(id).status().attempt()).isEqualTo(1);
    assertThat(fixture.get(id).status().queuedMicros()).isEqualTo(START);
  }

  @Test
  void a_declined_task_goes_elsewhere_and_uses_up_no_attempt() {
    fixture.connect("ann", 1);
    TaskId id = fixture.submit("work").id();
    Reference reference = fixture.reference(id);

    fixture.done(new Decline(reference, "busy"));
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.QUEUED);
    fixture.connect("bob", 1);

    assertThat(fixture.lease(id).specialistId()).isEqualTo("bob");
    assertThat(fixture.get(id).status().attempt()).isEqualTo(1);
    assertThat(fixture.done(new Decline(reference, "busy"))).isEqualTo(TaskState.QUEUED);
    assertThat(fixture.lease(id).specialistId()).isEqualTo("bob");
  }

  @Test
  void accepting_twice_is_answered_the_same_way() {
    fixture.connect("ann", 1);
    TaskId id = fixture.submit("work").id();
    Accept accept = new Accept(fixture.reference(id));

    long end = fixture.done(accept);
    assertThat(end).isEqualTo(START + 30 * SECOND);
    assertThat(fixture.done(accept)).isEqualTo(end);
    assertThat(fixture.get(id).status().startedMicros()).isEqualTo(START);
  }

  @Test
  void a_lease_ends_without_heartbeats_and_uses_up_an_attempt() {
    fixture.policy(base -> Policies.times(base, 5 * SECOND, 20 * SECOND, 600 * SECOND));
    fixture.connect("ann", 1);
    TaskId id = fixture.submit("work").id();
    Reference reference = fixture.accept(id);

    fixture.advance(20 * SECOND - 1);
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.RUNNING);
    fixture.connect("bob", 1);
    fixture.advance(1);

    assertThat(fixture.lease(id).specialistId()).isEqualTo("bob");
    assertThat(fixture.get(id).status().attempt()).isEqualTo(2);
    assertThat(fixture.reason(new Renew(reference, -1))).isEqualTo(RefusalReason.STALE_ASSIGNMENT);
  }

  @Test
  void heartbeats_extend_all_leases_and_a_renewal_extends_one() {
    fixture.policy(base -> Policies.times(base, 5 * SECOND, 20 * SECOND, 600 * SECOND));
    long address = fixture.connect("ann", 2);
    TaskId one = fixture.submit("one").id();
    TaskId two = fixture.submit("two").id();
    Reference first = fixture.accept(one);
    fixture.accept(two);

    fixture.advance(15 * SECOND);
    fixture.heartbeat("ann", address);
    fixture.advance(15 * SECOND);
    assertThat(fixture.stateOf(one)).isEqualTo(TaskState.RUNNING);
    assertThat(fixture.stateOf(two)).isEqualTo(TaskState.RUNNING);

    long end = fixture.done(new Renew(first, 0.5));
    assertThat(end).isEqualTo(START + 50 * SECOND);
    fixture.advance(5 * SECOND);

    assertThat(fixture.stateOf(one)).isEqualTo(TaskState.RUNNING);
    assertThat(fixture.get(one).status().progress()).isEqualTo(0.5);
    assertThat(fixture.get(two).status().attempts())
        .extracting(Attempt::outcome)
        .containsExactly(AttemptOutcome.LEASE_EXPIRED);
  }

  @Test
  void an_assignment_is_renewed_only_when_it_was_accepted() {
    fixture.connect("ann", 1);
    TaskId id = fixture.submit("work").id();

    assertThat(fixture.reason(new Renew(fixture.reference(id), 0.1)))
        .isEqualTo(RefusalReason.NOT_ACCEPTED);
  }

  @Test
  void a_retry_goes_elsewhere_first_but_not_when_nobody_else_is_there() {
    fixture.policy(base -> Policies.retry(base, new RetryPolicy(5, 0, 0, 1, 0)));
    fixture.connect("ann", 1);
    TaskId id = fixture.submit("work").id();
    fixture.fail(fixture.accept(id), FailureKind.RETRYABLE);
    assertThat(fixture.lease(id).specialistId()).as("nobody else").isEqualTo("ann");

    fixture.connect("bob", 1);
    fixture.fail(fixture.accept(id), FailureKind.RETRYABLE);
    assertThat(fixture.lease(id).specialistId()).as("elsewhere").isEqualTo("bob");
    fixture.fail(fixture.accept(id), FailureKind.RETRYABLE);
    assertThat(fixture.lease(id).specialistId()).as("elsewhere again").isEqualTo("ann");
  }

  @Test
  void a_retry_waits_for_others_only_as_long_as_the_policy_says() {
    fixture.policy(base -> Policies.retry(base, new RetryPolicy(5, 0, 0, 1, 0)));
    fixture.connect("ann", 1);
    TaskId id = fixture.submit("work").id();
    long bob = fixture.connect("bob", 1);
    TaskId busy = fixture.submit("busy").id();
    fixture.accept(busy);
    fixture.fail(fixture.accept(id), FailureKind.RETRYABLE);
    assertThat(fixture.stateOf(id)).as("bob is busy").isEqualTo(TaskState.QUEUED);

    fixture.advance(10 * SECOND - 1);
    fixture.heartbeat("bob", bob);
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.QUEUED);
    fixture.advance(1);

    assertThat(fixture.lease(id).specialistId()).isEqualTo("ann");
  }

  @Test
  void who_failed_stays_eligible_when_the_next_one_merely_did_not_accept() {
    fixture.policy(base -> Policies.retry(base, new RetryPolicy(5, 0, 0, 1, 0)));
    fixture.policy(base -> Policies.elsewhere(base, 600 * SECOND));
    long ann = fixture.connect("ann", 1);
    TaskId id = fixture.submit("work").id();
    long bob = fixture.connect("bob", 1);
    fixture.fail(fixture.accept(id), FailureKind.RETRYABLE);
    assertThat(fixture.lease(id).specialistId()).isEqualTo("bob");

    fixture.done(new SpecialistCommand.Drain(key("bob")));

    assertThat(fixture.lease(id).specialistId()).as("nobody else is there").isEqualTo("ann");
    assertThat(fixture.pushesTo(ann, Push.Assigned.class)).hasSize(2);
    assertThat(fixture.pushesTo(bob, Push.Revoked.class)).hasSize(1);
  }

  @Test
  void a_lost_task_keeps_its_place_in_the_queue() {
    fixture.policy(base -> Policies.times(base, 5 * SECOND, 20 * SECOND, 600 * SECOND));
    fixture.connect("ann", 1);
    TaskId lost = fixture.submit("first").id();
    fixture.accept(lost);
    fixture.advance(SECOND);
    TaskId later = fixture.submit(spec("second")).id();
    fixture.advance(19 * SECOND);
    assertThat(fixture.get(lost).status().attempts()).hasSize(1);

    assertThat(fixture.stateOf(lost)).isEqualTo(TaskState.ASSIGNED);
    assertThat(fixture.stateOf(later)).isEqualTo(TaskState.QUEUED);
  }

  @Test
  void an_assignment_that_nobody_could_accept_while_the_server_was_away_can_be_accepted_after() {
    fixture.connect("ann", 1);
    TaskId id = fixture.submit("work").id();
    Reference held = fixture.reference(id);

    fixture.skip(60 * SECOND);
    fixture.restart();
    fixture.advance(5 * SECOND - 1);
    fixture.connect("ann", null, held);
    fixture.done(new Accept(held));

    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.RUNNING);
    assertThat(fixture.get(id).status().attempts()).isEmpty();
  }
}
