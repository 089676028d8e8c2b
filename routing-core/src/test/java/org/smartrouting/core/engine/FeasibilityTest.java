package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.TENANT;
import static org.smartrouting.core.engine.EngineFixture.spec;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.pool.InfeasiblePolicy;
import org.smartrouting.core.pool.QueuePolicy;
import org.smartrouting.core.task.Affinity;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;
import org.smartrouting.core.task.TaskStatus;

/** Whether a deadline can be met is judged when a task is submitted. */
final class FeasibilityTest {
  private static final long DAY = 86_400 * SECOND;

  private final EngineFixture fixture = new EngineFixture();

  FeasibilityTest() {
    fixture.policy(base -> Policies.times(base, DAY, DAY, DAY));
    fixture.connect("ann", 1);
  }

  private void policy(InfeasiblePolicy policy) {
    fixture.policy(base -> base.withQueue(QueuePolicy.DEFAULT.withInfeasible(policy)));
  }

  /** Tasks of exp(m + s z) seconds, where z are the middles of equal parts of the normal. */
  private void taught(int count, double meanLog) {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < count; i++) {
      TaskId id = fixture.submit(spec("lesson")).id();
      fixture.accept(id);
      fixture.advance(Math.round(Math.exp(meanLog + 0.5 * random.nextGaussian()) * SECOND));
      fixture.complete(id);
    }
  }

  private TaskSpec due(double seconds) {
    return spec("due").withDeadline(fixture.now() + Math.round(seconds * SECOND));
  }

  private double probability(TaskSpec spec) {
    return fixture.submit(spec).status().onTimeProbability();
  }

  @Test
  void the_probability_is_that_of_a_log_normal_duration_after_the_work_before_it() {
    taught(400, Math.log(8));
    // The median, and one and two deviations of a half from it.
    assertThat(probability(due(8))).isCloseTo(0.5, within(0.05));
    TaskId running = fixture.engine().tasks().iterator().next().id();
    fixture.accept(running);
    assertThat(probability(due(8 * Math.exp(0.5)))).isCloseTo(0.841, within(0.03));
    fixture.engine().tasks().stream()
        .map(Task::id)
        .filter(id -> !id.equals(running))
        .forEach(fixture::cancel);
    // Three tasks wait, of nine seconds on average (a log-normal has a longer mean than median).
    for (int i = 0; i < 3; i++) {
      fixture.submit(spec("before").withPriority(Priority.CRITICAL));
    }
    double wait = 3 * 8 * Math.exp(0.125);
    assertThat(probability(due(wait + 8 / Math.exp(0.5)))).isCloseTo(0.159, within(0.05));
    assertThat(probability(due(wait - 3))).isZero();
  }

  @Test
  void a_deadline_out_of_reach_is_flagged_and_explained_also_after_a_restart() {
    taught(20, Math.log(8));
    TaskId busy = fixture.submit(spec("busy")).id();
    Task hopeless = fixture.submit(due(1));
    Task possible = fixture.submit(due(60));
    fixture.restart();

    assertThat(Feasibility.isOutOfReach(hopeless.status().onTimeProbability())).isTrue();
    assertThat(Feasibility.isOutOfReach(possible.status().onTimeProbability())).isFalse();
    assertThat(fixture.get(hopeless.id()).status().onTimeProbability())
        .isEqualTo(hopeless.status().onTimeProbability());
    assertThat(summary(hopeless.id()))
        .endsWith(
            "When it was submitted its deadline was out of reach: met with probability 0.002.");
    assertThat(summary(possible.id())).doesNotContain("out of reach");
    assertThat(summary(busy)).doesNotContain("out of reach");
  }

  private String summary(TaskId id) {
    return fixture.done(new RouteCommand.Explain(TENANT, id, 3)).summary();
  }

  @Test
  void a_pool_can_refuse_what_is_out_of_reach_and_then_says_why() {
    policy(InfeasiblePolicy.REJECT);
    taught(20, Math.log(8));
    fixture.submit(spec("busy"));
    int before = fixture.engine().tasks().size();
    Refusal refusal = fixture.refused(new TaskCommand.Submit(fixture.freshRequest(), due(1)));

    assertThat(refusal.reason()).isEqualTo(RefusalReason.DEADLINE_INFEASIBLE);
    assertThat(refusal.metadata()).containsOnlyKeys("probability", "wait_seconds");
    assertThat(
            fixture.reason(
                new RouteCommand.Route(fixture.freshRequest(), due(1), 99, fixture.now() + SECOND)))
        .isEqualTo(RefusalReason.DEADLINE_INFEASIBLE);
    assertThat(fixture.engine().tasks()).hasSize(before);
    assertThat(probability(due(60))).isGreaterThan(0.9);
  }

  @Test
  void a_repeat_of_a_request_is_answered_as_before_however_little_time_is_left() {
    taught(20, Math.log(8));
    policy(InfeasiblePolicy.REJECT);
    TaskSpec spec = due(60);
    TaskCommand.Submit submit = new TaskCommand.Submit(EngineFixture.request("r"), spec);
    TaskId first = fixture.done(submit).task().id();
    fixture.advance(59 * SECOND);

    assertThat(fixture.done(submit).task().id()).isEqualTo(first);
  }

  @Test
  void nothing_is_judged_that_is_not_known_or_not_wanted() {
    policy(InfeasiblePolicy.REJECT);
    taught(9, Math.log(8));
    assertThat(probability(due(0.5))).isEqualTo(TaskStatus.NOT_JUDGED);
    fixture.advance(SECOND);
    taught(1, Math.log(8));
    assertThat(probability(spec("without deadline"))).isEqualTo(TaskStatus.NOT_JUDGED);
    assertThat(probability(due(1).withTaskType("new"))).isEqualTo(TaskStatus.NOT_JUDGED);
    policy(InfeasiblePolicy.ACCEPT);
    assertThat(probability(due(1))).isEqualTo(TaskStatus.NOT_JUDGED);
  }

  @Test
  void a_task_that_begins_later_is_judged_by_the_time_that_is_left_then() {
    taught(400, Math.log(8));
    long later = fixture.now() + 100 * SECOND;
    TaskSpec spec = spec("later").withRunAfter(later).withDeadline(later + 8 * SECOND);
    for (int i = 0; i < 50; i++) {
      fixture.submit(spec("before"));
    }
    assertThat(probability(spec)).isCloseTo(0.5, within(0.05));
    TaskSpec dependent =
        due(8).withDependencies(List.of(fixture.engine().tasks().iterator().next().id()));
    assertThat(probability(dependent)).isCloseTo(0.5, within(0.05));
  }

  @Test
  void a_task_for_one_specialist_alone_says_nothing_of_the_slots_of_others() {
    taught(20, Math.log(8));
    fixture.connect("crew", 9);
    for (int i = 0; i < 20; i++) {
      fixture.submit(spec("busy"));
    }

    double bound = probability(due(60).withAffinity(Affinity.hard("ann")));
    double free = probability(due(40));

    assertThat(bound)
        .as("ten seconds of work, and nobody before it in its queue")
        .isGreaterThan(0.9);
    assertThat(free).as("some 90 seconds of work before it, ten slots").isGreaterThan(0.9);
  }
}
