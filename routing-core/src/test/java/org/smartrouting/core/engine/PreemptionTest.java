package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.core.engine.EngineFixture.POOL;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.TENANT;
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
import org.smartrouting.core.engine.SpecialistCommand.Get;
import org.smartrouting.core.engine.SpecialistCommand.Pull;
import org.smartrouting.core.engine.SpecialistCommand.Register;
import org.smartrouting.core.engine.SpecialistCommand.Stopped;
import org.smartrouting.core.pool.BalancePolicy;
import org.smartrouting.core.pool.LatePolicy;
import org.smartrouting.core.pool.PreemptionPolicy;
import org.smartrouting.core.pool.QueuePolicy;
import org.smartrouting.core.score.Candidate;
import org.smartrouting.core.score.Posterior;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.Attempt;
import org.smartrouting.core.task.AttemptOutcome;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.SkillRequirement;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;
import org.smartrouting.core.task.TaskState;

/** Running tasks make way for critical ones whose time is short. */
final class PreemptionTest {
  private static final long DAY = 86_400 * SECOND;

  private EngineFixture fixture = new EngineFixture();

  private void pool(PreemptionPolicy policy) {
    fixture = new EngineFixture();
    fixture.policy(base -> Policies.times(base, DAY, DAY, DAY).withPreemption(policy));
    // Who comes later has all slots at once.
    fixture.policy(base -> base.withBalance(new BalancePolicy(0.9, 3, 10, 0, 0, 0)));
    fixture.connect("teacher", 1);
    for (int i = 0; i < 20; i++) {
      lesson("long", 100);
      lesson("quick", 1);
    }
    fixture.done(new Drain(key("teacher")));
  }

  private void lesson(String type, long seconds) {
    TaskId id = fixture.submit(spec("lesson").withTaskType(type)).id();
    fixture.accept(id);
    fixture.advance(seconds * SECOND);
    fixture.complete(id);
  }

  /** A pool with as much budget as anybody can want. */
  private void pool() {
    pool(new PreemptionPolicy(true, 5 * SECOND, 1000));
  }

  private static TaskSpec slow() {
    return spec("slow").withTaskType("long").thatMakesWay();
  }

  private TaskSpec urgent(long seconds) {
    return spec("urgent")
        .withTaskType("quick")
        .withPriority(Priority.CRITICAL)
        .withDeadline(fixture.now() + seconds * SECOND);
  }

  /** Lasts about as long as it has time, so that it should have begun by now. */
  private TaskSpec tight() {
    return urgent(90).withTaskType("long");
  }

  /** Begins a task, which has run for six seconds then. */
  private TaskId running(TaskSpec spec) {
    TaskId id = begun(spec);
    fixture.advance(6 * SECOND);
    return id;
  }

  private TaskId begun(TaskSpec spec) {
    TaskId id = fixture.submit(spec).id();
    fixture.accept(id);
    return id;
  }

  private TaskId submit(TaskSpec spec) {
    return fixture.submit(spec).id();
  }

  private List<AttemptOutcome> outcomes(TaskId id) {
    return fixture.get(id).status().attempts().stream().map(Attempt::outcome).toList();
  }

  private void keepsRunning(TaskId victim, TaskSpec other) {
    TaskId waiting = submit(other);
    assertThat(fixture.stateOf(victim)).isEqualTo(TaskState.RUNNING);
    assertThat(fixture.stateOf(waiting)).isEqualTo(TaskState.QUEUED);
    fixture.cancel(waiting);
  }

  private int inFlight(String id) {
    return fixture.done(new Get(key(id))).inFlight();
  }

  private String explained(TaskId id) {
    return fixture.done(new RouteCommand.Explain(TENANT, id, 3)).summary();
  }

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
