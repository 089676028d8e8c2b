package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.START;
import static org.smartrouting.core.engine.EngineFixture.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.pool.AgingRates;
import org.smartrouting.core.pool.QueueOrder;
import org.smartrouting.core.pool.QueuePolicy;
import org.smartrouting.core.score.Exploration;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.SkillRequirement;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;

/** Who is served first, and who of equals is chosen. */
final class OrderTest {
  private static final SpecialistSpec ALL_SKILLS =
      SpecialistSpec.of(Map.of("java", 5, "sql", 5), 1);

  private final EngineFixture fixture = new EngineFixture();

  private static TaskSpec needing(String skill, Priority priority) {
    Requirement requirement = Requirement.ofSkills(SkillRequirement.atLeast(skill, 3));
    return TaskSpec.of(skill, requirement).withPriority(priority);
  }

  /** The tasks in the order in which one specialist gets them. */
  private List<TaskId> served(SpecialistSpec specialist) {
    long address = fixture.connect("ann", specialist);
    List<TaskId> order = new ArrayList<>();
    List<Push.Assigned> given = fixture.pushesTo(address, Push.Assigned.class);
    while (given.size() > order.size()) {
      TaskId id = given.get(order.size()).task().id();
      order.add(id);
      fixture.complete(id);
      given = fixture.pushesTo(address, Push.Assigned.class);
    }
    return order;
  }

  @Test
  void the_first_virtual_deadline_is_served_first_across_all_requirements_that_are_met() {
    TaskId normalSql = fixture.submit(needing("sql", Priority.NORMAL)).id();
    TaskId bulkJava = fixture.submit(needing("java", Priority.BULK)).id();
    TaskId criticalJava = fixture.submit(needing("java", Priority.CRITICAL)).id();
    TaskId highAnybody = fixture.submit(spec("any").withPriority(Priority.HIGH)).id();
    TaskId unserved = fixture.submit(needing("cobol", Priority.CRITICAL)).id();

    assertThat(served(ALL_SKILLS))
        .containsExactly(criticalJava, highAnybody, normalSql, bulkJava)
        .doesNotContain(unserved);
  }

  @Test
  void equal_virtual_deadlines_are_served_by_id() {
    List<TaskId> ids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ids.add(fixture.submit(needing(i % 2 == 0 ? "java" : "sql", Priority.NORMAL)).id());
    }

    assertThat(served(ALL_SKILLS)).containsExactlyElementsOf(ids).isSorted();
  }

  @Test
  void a_task_is_overtaken_only_by_tasks_queued_within_its_target_wait() {
    TaskId normal = fixture.submit(spec("normal")).id();
    fixture.advance(58 * SECOND);
    TaskId early = fixture.submit(spec("early").withPriority(Priority.CRITICAL)).id();
    fixture.advance(2 * SECOND);
    TaskId late = fixture.submit(spec("late").withPriority(Priority.CRITICAL)).id();
    TaskId hopeless = fixture.submit(spec("hopeless").withDeadline(fixture.now() + 1_000)).id();
    assertThat(fixture.get(hopeless).status().virtualDeadlineMicros()).isEqualTo(fixture.now());

    assertThat(served(ALL_SKILLS)).containsExactly(early, normal, hopeless, late);
  }

  @Test
  void tasks_that_wait_go_over_to_another_order_of_their_pool() {
    TaskId bulk = fixture.submit(spec("bulk").withPriority(Priority.BULK)).id();
    fixture.advance(100 * SECOND);
    TaskId high = fixture.submit(needing("sql", Priority.HIGH)).id();
    TaskId critical = fixture.submit(spec("critical").withPriority(Priority.CRITICAL)).id();
    AgingRates rates = new AgingRates(100, 1, 1, 1, 2);
    fixture.policy(
        base ->
            base.withQueue(QueuePolicy.DEFAULT.withOrder(QueueOrder.PROPORTIONAL_AGING, rates)));
    fixture.advance(SECOND);
    fixture.restart();
    fixture.advance(SECOND);

    // Now 204, 200 and 2.
    assertThat(served(ALL_SKILLS)).containsExactly(bulk, critical, high);
  }

  @Test
  void a_deadline_moves_a_task_before_its_class() {
    fixture.submit(spec("first"));
    TaskId tight = fixture.submit(spec("tight").withDeadline(START + 30 * SECOND)).id();

    assertThat(served(ALL_SKILLS)).startsWith(tight);
  }

  @Test
  void equal_specialists_get_equal_shares() {
    int specialists = 5;
    int rounds = 5_000;
    // Removed ones leave gaps among the numbers, which must not favour who comes after a gap.
    for (int i = 0; i < 100; i++) {
      fixture.connect("gone" + i, 1);
    }
    for (int i = 0; i < specialists; i++) {
      fixture.connect("s" + i, 1);
    }
    for (int i = 0; i < 100; i++) {
      fixture.done(
          new SpecialistCommand.Deregister(
              EngineFixture.key("gone" + i), SpecialistCommand.Deregister.WhenBusy.REFUSE));
    }
    Map<String, Integer> shares = new TreeMap<>();
    for (int i = 0; i < rounds; i++) {
      TaskId id = fixture.submit("work").id();
      shares.merge(fixture.lease(id).specialistId(), 1, Integer::sum);
      fixture.cancel(id);
    }

    double expected = (double) rounds / specialists;
    double chiSquare =
        shares.values().stream().mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
    assertThat(shares).hasSize(specialists);
    assertThat(chiSquare).as("chi-square of %s, 4 degrees, 0.1 %%", shares).isLessThan(18.47);
  }

  @Test
  void a_lower_cost_wins_whatever_the_start() {
    fixture.policy(base -> base.withLearning(base.learning().with(Exploration.MEAN)));
    for (int i = 0; i < 30; i++) {
      fixture.connect("s" + i, new SpecialistSpec("", "", "", Map.of(), Map.of(), 1, i % 15));
    }
    for (int i = 0; i < 50; i++) {
      TaskId id = fixture.submit("work").id();
      assertThat(List.of("s0", "s15")).contains(fixture.lease(id).specialistId());
      fixture.cancel(id);
    }
  }
}
