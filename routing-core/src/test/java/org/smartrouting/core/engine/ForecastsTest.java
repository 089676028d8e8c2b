package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.smartrouting.core.engine.EngineFixture.POOL;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.TENANT;
import static org.smartrouting.core.engine.EngineFixture.spec;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.engine.RouteCommand.Explanation;
import org.smartrouting.core.pool.AgingRates;
import org.smartrouting.core.pool.QueueOrder;
import org.smartrouting.core.pool.QueuePolicy;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.SkillRequirement;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;
import org.smartrouting.core.task.TaskState;

/** How long a task will wait, and from what that follows. */
final class ForecastsTest {
  private final EngineFixture fixture = new EngineFixture();

  private Explanation explain(TaskId id) {
    return fixture.done(new RouteCommand.Explain(TENANT, id, 3));
  }

  private WaitEstimate expected(TaskSpec spec) {
    return explain(fixture.submit(spec).id()).expected();
  }

  private static TaskSpec needing(String skill) {
    return TaskSpec.of(skill, Requirement.ofSkills(SkillRequirement.atLeast(skill, 1)));
  }

  /** Somebody who is free does a task. */
  private void taught(TaskSpec spec, long seconds) {
    TaskId id = fixture.submit(spec).id();
    fixture.accept(id);
    fixture.advance(seconds * SECOND);
    fixture.complete(id);
  }

  private void occupied(TaskSpec spec, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(fixture.submit(spec).state()).isEqualTo(TaskState.QUEUED);
    }
  }

  @Test
  void predictions_at_ten_servers_are_on_average_the_waits_that_follow() {
    Map<TaskId, Double> predicted = new HashMap<>();
    double[] sums = new double[2];
    int[] counted = new int[1];
    ManyServers servers =
        new ManyServers(
            fixture,
            10,
            1,
            7,
            (task, waited) -> {
              Double before = predicted.remove(task.id());
              if (before != null) {
                sums[0] += before;
                sums[1] += waited / (double) SECOND;
                counted[0]++;
              }
            });
    SplittableRandom arrivals = new SplittableRandom(8);
    int tasks = 5_000;
    for (int i = 0; i < tasks; i++) {
      servers.until(fixture.now() + ManyServers.exponential(arrivals, 1 / 9.0));
      Task task = servers.submit(spec("work"));
      if (i > tasks / 10 && fixture.stateOf(task.id()) == TaskState.QUEUED) {
        predicted.put(task.id(), explain(task.id()).expected().waitSeconds());
      }
    }

    // Erlang's C at 9 of 10 is 0.669; who has to wait waits a second on average.
    assertThat(counted[0] / (0.9 * tasks)).isCloseTo(0.669, within(0.1));
    assertThat(sums[1] / counted[0]).isCloseTo(1, within(0.35));
    assertThat(sums[0] / sums[1]).as("predicted over real").isCloseTo(1, within(0.1));
  }

  @Test
  void the_work_before_a_task_over_the_slots_that_serve_it_is_its_wait() {
    fixture.connect("ann", SpecialistSpec.of(Map.of("java", 1), 2));
    fixture.connect("bob", SpecialistSpec.of(Map.of("sql", 1), 8));
    taught(needing("java"), 6);
    fixture.submit(needing("java"));
    fixture.submit(needing("java"));
    WaitEstimate first = expected(needing("java"));
    WaitEstimate second = expected(needing("java"));

    assertThat(first.waitSeconds()).isCloseTo(3, within(1e-9));
    assertThat(second.waitSeconds()).isCloseTo(6, within(1e-9));
    assertThat(second.tasksAhead()).isEqualTo(1);
    assertThat(second.slots()).isEqualTo(2);
    assertThat(second.results()).isEqualTo(1);
    assertThat(explain(fixture.submit(needing("java")).id()).summary())
        .endsWith(
            "It is expected to wait 9.0 s more: 2 slots could serve it, before it are 2 tasks with"
                + " 12.0 s of work, one of type default takes 6.0 s by the last 1.");
  }

  @Test
  void who_takes_only_some_of_its_slots_counts_in_part_and_by_its_own_type() {
    fixture.connect("ann", SpecialistSpec.of(Map.of("java", 1, "sql", 1), 1));
    taught(needing("java"), 6);
    taught(needing("sql").withTaskType("query"), 2);
    fixture.connect("bob", SpecialistSpec.of(Map.of("sql", 1), 3));
    occupy(needing("java"));
    for (int i = 0; i < 3; i++) {
      occupy(needing("sql").withTaskType("query"));
    }
    occupied(needing("sql").withTaskType("query"), 8);
    WaitEstimate java = expected(needing("java"));

    // One of the four slots for sql is one for java, and the only one.
    assertThat(java.tasksAhead()).isEqualTo(2);
    assertThat(java.workSeconds()).isCloseTo(4, within(1e-9));
    assertThat(java.waitSeconds()).isCloseTo(10, within(1e-9));
  }

  private void occupy(TaskSpec spec) {
    TaskId id = fixture.submit(spec).id();
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.ASSIGNED);
  }

  @Test
  void tasks_of_other_keys_are_before_it_as_far_as_their_turn_comes_first() {
    fixture.connect("ann", 1);
    taught(spec("work"), 2);
    occupy(spec("work").withFairnessKey("flood"));
    for (int i = 0; i < 50; i++) {
      fixture.submit(spec("work").withFairnessKey("flood"));
    }
    assertThat(expected(spec("one").withFairnessKey("quiet")).tasksAhead()).isBetween(0.0, 1.0);
    assertThat(expected(spec("two").withFairnessKey("quiet")).tasksAhead()).isBetween(1.0, 3.0);
    assertThat(expected(spec("last").withFairnessKey("flood")).tasksAhead()).isEqualTo(52);
  }

  @Test
  void a_dry_run_says_how_long_the_task_would_wait() {
    fixture.connect("ann", 1);
    taught(spec("work"), 4);
    assertThat(dryRun(spec("free")).waitSeconds()).isZero();
    occupy(spec("work"));
    fixture.submit(spec("work"));
    fixture.submit(spec("work").withPriority(Priority.BULK));

    assertThat(dryRun(spec("next")).waitSeconds()).isCloseTo(8, within(1e-9));
    assertThat(dryRun(spec("urgent").withPriority(Priority.CRITICAL)).waitSeconds())
        .isCloseTo(4, within(1e-9));
    assertThat(dryRun(spec("late").withPriority(Priority.BULK)).waitSeconds())
        .isCloseTo(12, within(1e-9));
  }

  private WaitEstimate dryRun(TaskSpec spec) {
    return fixture.done(new RouteCommand.DryRun(POOL, spec, 3)).expected();
  }

  @Test
  void nothing_is_told_where_nothing_is_known_or_nobody_is_there() {
    WaitEstimate nobody = expected(spec("first"));
    assertThat(nobody.isKnown()).isFalse();
    assertThat(nobody.basis()).isEqualTo("nobody who could take it is there");
    fixture.connect("ann", 1);
    WaitEstimate untaught = expected(spec("second"));
    assertThat(untaught.isKnown()).isFalse();
    assertThat(untaught.basis()).isEqualTo("no task of type default has been done in this pool");
  }

  @Test
  void a_restart_leaves_what_was_learned_of_durations() {
    fixture.connect("ann", 1);
    for (int i = 0; i < 60; i++) {
      taught(spec("work"), 4);
    }
    fixture.advance(2 * SECOND);
    fixture.commit();
    fixture.restart();
    fixture.advance(SECOND);
    fixture.connect("ann", 1);
    occupy(spec("work"));
    WaitEstimate estimate = expected(spec("next"));

    assertThat(estimate.results()).isEqualTo(60);
    assertThat(estimate.waitSeconds()).isCloseTo(4, within(0.8));
  }

  @Test
  void the_counts_of_a_pool_tell_the_expected_wait_of_each_priority() {
    fixture.policy(base -> Policies.times(base, 900 * SECOND, 900 * SECOND, 900 * SECOND));
    fixture.connect("ann", 2);
    assertThat(waits()).isEmpty();
    taught(spec("work"), 4);
    assertThat(waits()).hasSize(5).containsEntry(Priority.BULK, 0.0);
    occupy(spec("work"));
    occupy(spec("work"));
    fixture.submit(spec("a"));
    fixture.submit(spec("b").withPriority(Priority.HIGH));
    fixture.advance(55 * SECOND);
    fixture.submit(spec("c").withPriority(Priority.LOW));

    // The NORMAL one is due in five seconds, so before a HIGH one that comes now.
    assertThat(waits())
        .containsEntry(Priority.CRITICAL, 4.0)
        .containsEntry(Priority.HIGH, 6.0)
        .containsEntry(Priority.NORMAL, 6.0)
        .containsEntry(Priority.LOW, 8.0)
        .containsEntry(Priority.BULK, 8.0);
    fixture.policy(
        base ->
            base.withQueue(
                QueuePolicy.DEFAULT.withOrder(QueueOrder.PROPORTIONAL_AGING, AgingRates.DEFAULT)));
    assertThat(waits()).isEmpty();
  }

  private Map<Priority, Double> waits() {
    return fixture.done(new RouteCommand.Count(POOL)).expectedWaits();
  }
}
