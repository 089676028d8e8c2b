package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.core.engine.EngineFixture.POOL;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.TENANT;
import static org.smartrouting.core.engine.EngineFixture.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.pool.AssignmentMode;
import org.smartrouting.core.pool.Fairness;
import org.smartrouting.core.pool.ShadowPolicy;
import org.smartrouting.core.score.BatchSize;
import org.smartrouting.core.score.Decision;
import org.smartrouting.core.score.Exploration;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.SkillRequirement;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;
import org.smartrouting.core.task.TaskState;

/** Tasks that are collected and matched together. */
final class BatchTest {
  private static final long WINDOW = 100_000;

  private EngineFixture fixture = new EngineFixture();

  private void collect(long micros) {
    fixture.policy(
        base ->
            base.withLearning(base.learning().with(Exploration.MEAN))
                .withBalance(base.balance().withBatchWindow(micros)));
  }

  private void specialist(String id, int slots, int java, int sql) {
    fixture.connect(id, SpecialistSpec.of(Map.of("java", java, "sql", sql), slots));
  }

  private static TaskSpec wants(String skill) {
    return TaskSpec.of(skill, Requirement.ofSkills(new SkillRequirement(skill, 1, 5, 1)));
  }

  private String holder(TaskId id) {
    return fixture.lease(id).specialistId();
  }

  private Decision decision(TaskId id) {
    return fixture.get(id).status().decision();
  }

  private String why(TaskId id) {
    return fixture.done(new RouteCommand.Explain(TENANT, id, 5)).summary();
  }

  @Test
  void who_is_collected_gets_what_is_best_for_all_and_not_for_the_first() {
    for (boolean together : List.of(false, true)) {
      fixture = new EngineFixture();
      collect(together ? WINDOW : 0);
      specialist("both", 1, 5, 5);
      specialist("java", 1, 4, 1);
      TaskId java = fixture.submit(wants("java")).id();
      TaskId sql = fixture.submit(wants("sql")).id();
      if (together) {
        assertThat(fixture.stateOf(java)).isEqualTo(TaskState.QUEUED);
        assertThat(why(java))
            .isEqualTo(
                "'java' waits: with 1 others it is collected to be matched together, for 0.100 s"
                    + " at most.");
        fixture.advance(WINDOW - 1);
        assertThat(fixture.stateOf(sql)).isEqualTo(TaskState.QUEUED);
        fixture.advance(1);
      }

      assertThat(List.of(holder(java), holder(sql)))
          .isEqualTo(together ? List.of("java", "both") : List.of("both", "java"));
      assertThat(decision(java).batch()).isEqualTo(together ? new BatchSize(2, 2) : null);
      fixture.restart();
      assertThat(why(java))
          .contains(together ? "matched in a batch of 2 tasks and 2 free slots" : "was the least");
    }
  }

  @Test
  void sixty_four_do_not_wait_for_more() {
    collect(SECOND);
    specialist("ann", 100, 1, 1);
    List<TaskId> ids = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      assertThat(ids).allMatch(id -> fixture.stateOf(id) == TaskState.QUEUED);
      ids.add(fixture.submit("work").id());
    }
    assertThat(ids).allMatch(id -> fixture.stateOf(id) == TaskState.ASSIGNED);
    assertThat(decision(ids.get(0)).batch()).isEqualTo(new BatchSize(64, 64));
  }

  @Test
  void a_task_for_which_nobody_is_free_waits_in_the_queue_and_is_served_at_once() {
    collect(SECOND);
    specialist("ann", 1, 1, 1);
    TaskId first = fixture.submit("first").id();
    fixture.advance(SECOND);
    TaskId second = fixture.submit("second").id();
    assertThat(why(second)).contains("no free slot");

    fixture.complete(first);

    assertThat(fixture.stateOf(second)).isEqualTo(TaskState.ASSIGNED);
    assertThat(decision(second).batch()).isNull();
  }

  @Test
  void who_has_no_time_does_not_wait_for_others() {
    collect(SECOND);
    specialist("ann", 10, 1, 1);
    TaskId urgent = fixture.submit(spec("urgent").withDeadline(fixture.now() + SECOND)).id();
    assertThat(fixture.stateOf(urgent)).isEqualTo(TaskState.ASSIGNED);
    TaskCommand.Request request = fixture.freshRequest();
    fixture.done(new RouteCommand.Route(request, spec("call"), 99, fixture.now() + SECOND));
    assertThat(fixture.pushesTo(99, Push.Routed.class)).hasSize(1);
    TaskId patient = fixture.submit(spec("patient").withDeadline(fixture.now() + 2 * SECOND)).id();
    assertThat(fixture.stateOf(patient)).isEqualTo(TaskState.QUEUED);
  }

  @Test
  void where_slots_are_fewer_the_first_in_the_queue_have_them_whatever_others_would_cost() {
    collect(WINDOW);
    specialist("a", 1, 2, 5);
    specialist("b", 1, 2, 5);
    TaskId bulk = fixture.submit(wants("sql").withPriority(Priority.BULK)).id();
    TaskId normal = fixture.submit(wants("java")).id();
    TaskId critical = fixture.submit(wants("java").withPriority(Priority.CRITICAL)).id();
    fixture.advance(WINDOW);

    assertThat(fixture.stateOf(bulk)).isEqualTo(TaskState.QUEUED);
    assertThat(decision(normal).batch()).isEqualTo(new BatchSize(3, 2));
    assertThat(fixture.stateOf(critical)).isEqualTo(TaskState.ASSIGNED);
    fixture.complete(critical);
    assertThat(fixture.stateOf(bulk)).isEqualTo(TaskState.ASSIGNED);
  }

  @Test
  void keys_share_a_batch_by_their_weights() {
    collect(SECOND);
    fixture.policy(base -> base.withFairness(Fairness.DEFAULT.withWeights(Map.of("x", 3.0))));
    specialist("ann", 40, 1, 1);
    List<TaskId> ofX = new ArrayList<>();
    List<TaskId> ofY = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      ofY.add(fixture.submit(spec("y").withFairnessKey("y")).id());
      ofX.add(fixture.submit(spec("x").withFairnessKey("x")).id());
    }

    assertThat(ofX).filteredOn(id -> fixture.stateOf(id).isHeld()).hasSizeBetween(29, 31);
    assertThat(ofY).filteredOn(id -> fixture.stateOf(id).isHeld()).hasSizeBetween(9, 11);
  }

  @Test
  void many_free_slots_need_no_matching_and_other_modes_have_none() {
    collect(WINDOW);
    specialist("ann", 4, 1, 1);
    TaskId one = fixture.submit("one").id();
    TaskId two = fixture.submit("two").id();
    fixture.advance(WINDOW);
    assertThat(decision(one).batch()).as("two tasks on two slots").isNotNull();
    specialist("bob", 4, 1, 1);
    specialist("cid", 4, 1, 1);
    TaskId three = fixture.submit("three").id();
    TaskId four = fixture.submit("four").id();
    fixture.advance(WINDOW);
    assertThat(decision(three).batch()).isNull();
    assertThat(fixture.stateOf(four)).isEqualTo(TaskState.ASSIGNED);
    assertThat(fixture.stateOf(two)).isEqualTo(TaskState.ASSIGNED);

    fixture.policy(base -> base.withAssignment(AssignmentMode.RANDOM));
    assertThat(fixture.stateOf(fixture.submit("five").id())).isEqualTo(TaskState.ASSIGNED);
  }

  @Test
  void what_is_collected_can_be_cancelled_and_is_not_given_out_by_who_stops() {
    collect(WINDOW);
    specialist("ann", 4, 1, 1);
    TaskId gone = fixture.submit("gone").id();
    TaskId kept = fixture.submit("kept").id();
    fixture.cancel(gone);
    fixture.engine().pause();
    fixture.advance(WINDOW);
    assertThat(fixture.stateOf(kept)).isEqualTo(TaskState.QUEUED);
    assertThat(why(kept)).contains("it is the first of its kind in the queue");
    fixture.restart();
    specialist("ann", 4, 1, 1);
    fixture.advance(WINDOW);
    assertThat(fixture.stateOf(kept)).isEqualTo(TaskState.ASSIGNED);
    assertThat(fixture.stateOf(gone)).isEqualTo(TaskState.CANCELLED);
  }

  @Test
  void a_batch_costs_no_more_than_one_after_the_other_and_less_on_average() {
    double saved = 0;
    for (int seed = 0; seed < 40; seed++) {
      double[] costs = new double[2];
      for (int i = 0; i < 2; i++) {
        fixture = new EngineFixture(seed, 1L << 30);
        collect(i * WINDOW);
        SplittableRandom random = new SplittableRandom(seed);
        for (int k = 0; k < 10; k++) {
          specialist("s" + k, 1, 1 + random.nextInt(5), 1 + random.nextInt(5));
        }
        fixture.policy(base -> base.withShadow(ShadowPolicy.like(base)));
        List<TaskId> ids = new ArrayList<>();
        for (int k = 0; k < 10; k++) {
          ids.add(fixture.submit(wants(random.nextBoolean() ? "java" : "sql")).id());
        }
        fixture.advance(WINDOW);
        for (TaskId id : ids) {
          costs[i] += decision(id).candidates().get(0).cost();
        }
        assertThat(fixture.done(new RouteCommand.Count(POOL)).shadow().decisions())
            .isBetween(9L, 10L);
      }
      assertThat(costs[1]).as("together, seed %d", seed).isLessThanOrEqualTo(costs[0] + 1e-4);
      saved += costs[0] - costs[1];
    }
    assertThat(saved / 40).as("credits for ten tasks of a fit worth five").isGreaterThan(0.5);
  }

  @Test
  void nothing_is_lost_and_nobody_idles_after_random_work() {
    for (int seed = 0; seed < 30; seed++) {
      fixture = new EngineFixture(seed, 1L << 30);
      fixture.policy(base -> Policies.times(base, 900 * SECOND, 900 * SECOND, 900 * SECOND));
      collect(WINDOW);
      SplittableRandom random = new SplittableRandom(seed);
      for (int k = 0; k < 5; k++) {
        specialist("s" + k, 1 + random.nextInt(3), 1 + random.nextInt(5), 1 + random.nextInt(5));
      }
      List<TaskId> open = new ArrayList<>();
      for (int step = 0; step < 300; step++) {
        work(random, open);
        for (TaskId id : open) {
          Task task = fixture.get(id);
          assertThat(task.state()).isIn(TaskState.QUEUED, TaskState.ASSIGNED);
        }
      }
      fixture.advance(WINDOW);
      for (int round = 0; round < 300 && !open.isEmpty(); round++) {
        TaskId id = open.stream().filter(each -> fixture.stateOf(each).isHeld()).findFirst().get();
        fixture.complete(id);
        open.remove(id);
        fixture.advance(WINDOW);
      }
      assertThat(open).isEmpty();
    }
  }

  private void work(SplittableRandom random, List<TaskId> open) {
    int die = random.nextInt(10);
    if (die < 5) {
      open.add(fixture.submit(wants(random.nextBoolean() ? "java" : "sql")).id());
    } else if (die < 7) {
      fixture.advance(random.nextLong(2 * WINDOW));
    } else if (!open.isEmpty()) {
      TaskId id = open.get(random.nextInt(open.size()));
      if (fixture.stateOf(id).isHeld()) {
        fixture.complete(id);
        open.remove(id);
      } else if (die == 9) {
        fixture.cancel(id);
        open.remove(id);
      }
    }
  }
}
