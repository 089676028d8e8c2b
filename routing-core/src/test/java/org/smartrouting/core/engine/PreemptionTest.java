package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.key;
import static org.smartrouting.core.engine.EngineFixture.spec;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.assignment.AssignmentToken;
import org.smartrouting.core.engine.SpecialistCommand.Drain;
import org.smartrouting.core.engine.SpecialistCommand.Stopped;
import org.smartrouting.core.pool.PreemptionPolicy;
import org.smartrouting.core.task.Attempt;
import org.smartrouting.core.task.AttemptOutcome;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;
import org.smartrouting.core.task.TaskState;

/** Running tasks make way for critical ones whose time is short. */
final class PreemptionTest extends PreemptionFixture {
  @Test
  void a_critical_task_whose_time_is_short_gets_the_slot_when_it_is_clear() {
    pool();
    long address = fixture.connect("ann", 1);
    TaskId victim = running(slow());
    AssignmentToken token = fixture.lease(victim).token();
    long place = fixture.get(victim).status().virtualDeadlineMicros();
    fixture.disobey();

    TaskId critical = submit(urgent(10));

    String reason = "preempted for task " + critical;
    assertThat(fixture.pushesTo(address, Push.Revoked.class))
        .containsExactly(new Push.Revoked(address, victim, token, reason));
    assertThat(outcomes(victim)).containsExactly(AttemptOutcome.PREEMPTED);
    assertThat(fixture.get(victim).status().attempts().get(0).reason()).isEqualTo(reason);
    assertThat(fixture.get(victim).status().reason()).isEqualTo(reason);
    assertThat(fixture.stateOf(victim)).isEqualTo(TaskState.QUEUED);
    assertThat(fixture.get(victim).status().virtualDeadlineMicros()).isEqualTo(place);
    assertThat(fixture.stateOf(critical)).isEqualTo(TaskState.QUEUED);
    assertThat(inFlight("ann")).isEqualTo(1);
    assertThat(explained(critical))
        .contains(" A slot of ann is being cleared for it: task " + victim + " has to make way.");

    fixture.done(new Stopped(key("ann"), token));

    assertThat(fixture.lease(critical).specialistId()).isEqualTo("ann");
    assertThat(fixture.stateOf(victim)).isEqualTo(TaskState.QUEUED);
    assertThat(inFlight("ann")).isEqualTo(1);
    assertThat(explained(victim)).doesNotContain("being cleared");
  }

  @Test
  void it_is_off_by_default_and_can_be_switched_on_while_a_task_waits() {
    pool(PreemptionPolicy.DEFAULT);
    fixture.connect("ann", 1);
    TaskId victim = running(slow());
    TaskId critical = submit(urgent(10));
    fixture.advance(2 * SECOND);
    assertThat(fixture.stateOf(victim)).isEqualTo(TaskState.RUNNING);

    fixture.policy(base -> base.withPreemption(PreemptionPolicy.DEFAULT.on()));

    assertThat(fixture.stateOf(critical)).isEqualTo(TaskState.ASSIGNED);
  }

  @Test
  void only_a_critical_task_with_a_deadline_that_is_near_preempts() {
    pool();
    fixture.connect("ann", 1);
    TaskId victim = running(slow());

    keepsRunning(victim, urgent(10).withDeadline(TaskSpec.NEVER));
    keepsRunning(victim, urgent(10).withPriority(Priority.HIGH));
    keepsRunning(victim, urgent(1000));

    submit(urgent(10));
    assertThat(fixture.stateOf(victim)).isEqualTo(TaskState.QUEUED);
  }

  @Test
  void nobody_makes_way_who_need_not() {
    pool();
    fixture.connect("ann", 1);
    TaskId firm = running(spec("firm").withTaskType("long"));
    keepsRunning(firm, urgent(10));
    fixture.cancel(firm);
    TaskId critical = running(slow().withPriority(Priority.CRITICAL));
    keepsRunning(critical, urgent(10));
    fixture.cancel(critical);
    TaskId unaccepted = submit(slow());
    fixture.advance(6 * SECOND);
    submit(urgent(10));
    assertThat(fixture.stateOf(unaccepted)).isEqualTo(TaskState.ASSIGNED);
  }

  @Test
  void who_makes_way_is_of_the_lowest_priority_and_began_last() {
    pool();
    fixture.connect("ann", 4);
    TaskId normal = begun(slow());
    TaskId early = begun(slow().withPriority(Priority.LOW));
    fixture.advance(SECOND);
    TaskId late = begun(slow().withPriority(Priority.LOW));
    fixture.advance(SECOND);
    TaskId high = begun(slow().withPriority(Priority.HIGH));
    fixture.advance(6 * SECOND);

    for (TaskId next : List.of(late, early, normal, high)) {
      assertThat(fixture.stateOf(next)).isEqualTo(TaskState.RUNNING);
      TaskId critical = submit(tight());
      assertThat(outcomes(next)).containsExactly(AttemptOutcome.PREEMPTED);
      fixture.accept(critical);
    }
  }

  @Test
  void a_task_runs_undisturbed_for_a_while() {
    pool();
    fixture.connect("ann", 1);
    TaskId victim = begun(slow());
    fixture.advance(SECOND);
    submit(urgent(10));

    fixture.advance(4 * SECOND - 1);
    assertThat(fixture.stateOf(victim)).isEqualTo(TaskState.RUNNING);
    fixture.advance(1);

    assertThat(fixture.stateOf(victim)).isEqualTo(TaskState.QUEUED);
  }

  /** Whether a task with a deadline makes others make way as soon as it is submitted. */
  private boolean preemptsAtOnce(long afterMicros, long deadlineMicros) {
    pool();
    fixture.connect("ann", 2);
    TaskId one = begun(slow());
    fixture.advance(20 * SECOND);
    TaskId other = begun(slow());
    fixture.advance(10 * SECOND + afterMicros);
    submit(urgent(0).withDeadline(deadlineMicros));
    return !outcomes(one).isEmpty() || !outcomes(other).isEmpty();
  }

  @Test
  void the_time_of_a_waiting_task_becomes_short_at_the_moment_at_which_a_new_one_has_too_little() {
    preemptsAtOnce(0, TaskSpec.NEVER);
    long submitted = fixture.now();
    long deadline = submitted + 90 * SECOND;
    assertThat(preemptsAtOnce(0, deadline)).isFalse();

    long waited = 0;
    while (fixture.engine().tasks().stream().allMatch(task -> task.status().attempts().isEmpty())) {
      fixture.advance(1_000);
      waited += 1_000;
    }
    long moment =
        fixture.engine().tasks().stream()
            .flatMap(task -> task.status().attempts().stream())
            .mapToLong(Attempt::endedMicros)
            .findFirst()
            .orElseThrow();

    assertThat(moment).isBetween(submitted + SECOND, deadline - SECOND);
    assertThat(moment).isBetween(submitted + waited - 999, submitted + waited);
    assertThat(preemptsAtOnce(moment - submitted - 1, deadline)).isFalse();
    assertThat(preemptsAtOnce(moment - submitted, deadline)).isTrue();
  }

  @Test
  void a_pool_that_loses_slots_makes_the_time_short() {
    pool();
    fixture.connect("ann", 1);
    fixture.connect("bob", 1);
    TaskId victim = begun(slow());
    TaskId other = begun(spec("nearly done").withTaskType("quick"));
    fixture.advance(6 * SECOND);
    TaskId critical = submit(urgent(30));
    assertThat(fixture.stateOf(victim)).isEqualTo(TaskState.RUNNING);

    String holder = fixture.lease(other).specialistId();
    fixture.done(new Drain(key(holder)));
    fixture.advance(4 * SECOND);

    assertThat(fixture.stateOf(critical)).isEqualTo(TaskState.ASSIGNED);
    assertThat(outcomes(victim)).containsExactly(AttemptOutcome.PREEMPTED);
  }
}
