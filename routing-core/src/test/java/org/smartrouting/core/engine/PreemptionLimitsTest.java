package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.core.engine.EngineFixture.POOL;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.key;
import static org.smartrouting.core.engine.EngineFixture.spec;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.assignment.AssignmentToken;
import org.smartrouting.core.assignment.RetryOverrides;
import org.smartrouting.core.engine.AssignmentCommand.FailureKind;
import org.smartrouting.core.engine.AssignmentCommand.Reference;
import org.smartrouting.core.engine.SpecialistCommand.Drain;
import org.smartrouting.core.engine.SpecialistCommand.Pull;
import org.smartrouting.core.engine.SpecialistCommand.Register;
import org.smartrouting.core.engine.SpecialistCommand.Stopped;
import org.smartrouting.core.pool.LatePolicy;
import org.smartrouting.core.pool.PreemptionPolicy;
import org.smartrouting.core.pool.QueuePolicy;
import org.smartrouting.core.score.Candidate;
import org.smartrouting.core.score.Posterior;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.AttemptOutcome;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.SkillRequirement;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;
import org.smartrouting.core.task.TaskState;

/** Who makes way, how many, and who gets the slot. */
final class PreemptionLimitsTest extends PreemptionFixture {
  @Test
  void no_more_make_way_than_the_budget_allows() {
    // Half of two slots in a minute is one task, and one at once.
    pool(new PreemptionPolicy(true, 0, 50));
    fixture.connect("ann", 2);
    begun(slow());
    begun(slow());
    TaskId first = submit(tight());
    TaskId second = submit(tight());
    assertThat(fixture.stateOf(first)).isEqualTo(TaskState.ASSIGNED);

    fixture.advance(60 * SECOND - 1);
    assertThat(fixture.stateOf(second)).isEqualTo(TaskState.QUEUED);
    fixture.advance(1);

    assertThat(fixture.stateOf(second)).isEqualTo(TaskState.ASSIGNED);
  }

  @Test
  void what_is_not_used_of_the_budget_adds_up_for_a_minute_only() {
    pool(new PreemptionPolicy(true, 0, 50));
    fixture.connect("ann", 4);
    for (int i = 0; i < 4; i++) {
      begun(slow());
    }
    fixture.advance(600 * SECOND);
    List<TaskId> critical = List.of(submit(tight()), submit(tight()), submit(tight()));

    assertThat(critical.stream().map(fixture::stateOf))
        .containsExactly(TaskState.ASSIGNED, TaskState.ASSIGNED, TaskState.QUEUED);
  }

  @Test
  void a_task_makes_way_once_also_after_a_restart_and_many_other_attempts() {
    pool(new PreemptionPolicy(true, 0, 1000));
    fixture.connect("ann", 1);
    TaskId victim = begun(slow());
    fixture.complete(submit(tight()));
    assertThat(fixture.stateOf(victim)).isEqualTo(TaskState.ASSIGNED);
    for (int i = 0; i < 25; i++) {
      fixture.done(new AssignmentCommand.Decline(fixture.reference(victim), "not now"));
      fixture.advance(11 * SECOND);
    }
    assertThat(outcomes(victim)).hasSize(20).startsWith(AttemptOutcome.PREEMPTED);
    Reference held = fixture.accept(victim);
    fixture.restart();
    fixture.connect("ann", null, held);

    keepsRunning(victim, tight());
  }

  @Test
  void to_make_way_uses_up_no_attempt_and_teaches_nothing() {
    pool();
    fixture.connect("ann", 1);
    Posterior before = belief();
    TaskId victim = running(slow().withRetry(new RetryOverrides(1, null, null, null, null)));
    fixture.cancel(submit(urgent(10)));
    fixture.done(new AssignmentCommand.Decline(fixture.reference(victim), "not now"));

    assertThat(belief()).isEqualTo(before);
    fixture.advance(11 * SECOND);
    assertThat(fixture.get(victim).status().attempt()).isEqualTo(1);
    fixture.fail(fixture.accept(victim), FailureKind.RETRYABLE);
    assertThat(fixture.stateOf(victim)).isEqualTo(TaskState.FAILED);
    assertThat(outcomes(victim))
        .containsExactly(AttemptOutcome.PREEMPTED, AttemptOutcome.DECLINED, AttemptOutcome.FAILED);
  }

  /** What is believed of ann's success. */
  private Posterior belief() {
    var asked = new RouteCommand.DryRun(POOL, spec("who").withTaskType("long"), 1);
    Candidate only = fixture.done(asked).candidates().get(0);
    assertThat(only.specialistId()).isEqualTo("ann");
    return Objects.requireNonNull(only.posterior());
  }

  @Test
  void the_slot_is_kept_from_others_who_come_first_in_the_order() {
    pool(new PreemptionPolicy(true, 0, 1000));
    fixture.connect("ann", 1);
    TaskId victim = begun(slow());
    AssignmentToken token = fixture.lease(victim).token();
    fixture.disobey();
    // It has had its share, and others have had nothing.
    TaskId critical = submit(tight());
    TaskId poor = submit(spec("poor").withPriority(Priority.CRITICAL).withFairnessKey("poor"));

    fixture.done(new Stopped(key("ann"), token));

    assertThat(fixture.stateOf(critical)).isEqualTo(TaskState.ASSIGNED);
    assertThat(fixture.stateOf(poor)).isEqualTo(TaskState.QUEUED);
    fixture.complete(critical);
    assertThat(fixture.stateOf(poor)).isEqualTo(TaskState.ASSIGNED);
  }

  @Test
  void one_slot_at_a_time_is_cleared_for_a_task() {
    pool(new PreemptionPolicy(true, 0, 1000));
    long address = fixture.connect("ann", 2);
    begun(slow());
    begun(slow());
    fixture.disobey();

    submit(tight());
    fixture.advance(25 * SECOND);

    assertThat(fixture.pushesTo(address, Push.Revoked.class)).hasSize(1);
    assertThat(inFlight("ann")).isEqualTo(2);
  }

  @Test
  void when_a_cleared_slot_cannot_be_had_another_one_is_cleared() {
    pool(new PreemptionPolicy(true, 0, 1000));
    fixture.connect("ann", 1);
    TaskId first = begun(slow());
    AssignmentToken token = fixture.lease(first).token();
    fixture.connect("bob", 1);
    TaskId second = begun(slow().withPriority(Priority.HIGH));
    fixture.disobey();
    TaskId critical = submit(tight());
    assertThat(outcomes(first)).containsExactly(AttemptOutcome.PREEMPTED);

    fixture.done(new Drain(key("ann")));
    fixture.done(new Stopped(key("ann"), token));

    assertThat(outcomes(second)).containsExactly(AttemptOutcome.PREEMPTED);
    assertThat(fixture.stateOf(critical)).isEqualTo(TaskState.QUEUED);
  }

  @Test
  void only_who_could_take_the_task_is_interrupted() {
    pool(new PreemptionPolicy(true, 0, 1000));
    fixture.connect("ann", 1);
    TaskId running = begun(slow());
    Requirement java =
        new Requirement(List.of(SkillRequirement.atLeast("java", 3)), List.of(), List.of());
    TaskSpec skilled =
        TaskSpec.of("skilled", java)
            .withPriority(Priority.CRITICAL)
            .withDeadline(fixture.now() + SECOND);

    keepsRunning(running, skilled);
  }

  @Test
  void who_pulls_cannot_be_told_to_stop_and_is_not_interrupted() {
    pool(new PreemptionPolicy(true, 0, 1000));
    fixture.done(new Register(key("ann"), SpecialistSpec.of(Map.of(), 1)));
    fixture.done(new Pull(key("ann"), fixture.newAddress(), 1, fixture.now() + SECOND));
    TaskId running = begun(slow());

    keepsRunning(running, tight());
  }

  @Test
  void who_is_late_when_the_slot_is_clear_waits_like_bulk() {
    pool(new PreemptionPolicy(true, 0, 1000));
    fixture.policy(base -> base.withQueue(QueuePolicy.DEFAULT.withLate(LatePolicy.DEMOTE)));
    fixture.connect("ann", 1);
    TaskId victim = begun(slow());
    AssignmentToken token = fixture.lease(victim).token();
    fixture.disobey();
    TaskId critical = submit(tight());
    fixture.advance(91 * SECOND);

    fixture.done(new Stopped(key("ann"), token));

    assertThat(fixture.stateOf(victim)).isEqualTo(TaskState.ASSIGNED);
    assertThat(fixture.stateOf(critical)).isEqualTo(TaskState.QUEUED);
  }
}
