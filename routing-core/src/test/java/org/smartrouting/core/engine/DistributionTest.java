package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.core.engine.EngineFixture.POOL;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.TENANT;
import static org.smartrouting.core.engine.EngineFixture.key;
import static org.smartrouting.core.engine.EngineFixture.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.pool.AssignmentMode;
import org.smartrouting.core.score.Candidate;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.SkillRequirement;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;

/** Who of the free specialists gets a task. */
final class DistributionTest {
  private final EngineFixture fixture = new EngineFixture();
  private final Map<String, Long> addresses = new TreeMap<>();

  private void mode(AssignmentMode mode) {
    fixture.policy(base -> base.withAssignment(mode));
  }

  private void specialist(String id, int slots) {
    addresses.put(id, fixture.connect(id, SpecialistSpec.of(Map.of(id, 1), slots)));
  }

  private String holder(TaskId id) {
    return fixture.lease(id).specialistId();
  }

  private void occupy(String id, int tasks) {
    Requirement only = Requirement.ofSkills(SkillRequirement.atLeast(id, 1));
    for (int i = 0; i < tasks; i++) {
      assertThat(holder(fixture.submit(TaskSpec.of("of " + id, only)).id())).isEqualTo(id);
    }
  }

  private List<String> ranked() {
    return fixture.done(new RouteCommand.DryRun(POOL, spec("work"), 10)).candidates().stream()
        .map(Candidate::specialistId)
        .toList();
  }

  private void advance(int seconds) {
    fixture.advance(seconds * SECOND);
    addresses.forEach(fixture::heartbeat);
  }

  /** The published example of Azure's job router: 3/5, 3/4, 3/5 and 0/3, idle 5, 3, 7, 2. */
  @Test
  void longest_idle_goes_by_load_and_then_by_idleness() {
    mode(AssignmentMode.LONGEST_IDLE);
    fixture.policy(base -> Policies.times(base, 60 * SECOND, 60 * SECOND, 60 * SECOND));
    specialist("c", 5);
    occupy("c", 3);
    advance(2);
    specialist("a", 5);
    occupy("a", 3);
    advance(2);
    specialist("b", 4);
    occupy("b", 3);
    advance(1);
    specialist("d", 3);
    advance(2);

    assertThat(ranked()).containsExactly("d", "c", "a", "b");
    TaskId id = fixture.submit("work").id();
    assertThat(holder(id)).isEqualTo("d");
    assertThat(fixture.done(new RouteCommand.Explain(TENANT, id, 10)).summary())
        .contains("d, who by longest idle was the first; next was c");
  }

  @Test
  void round_robin_goes_round_whatever_the_cost() {
    mode(AssignmentMode.ROUND_ROBIN);
    for (int i = 0; i < 40; i++) {
      fixture.connect("s" + i, new SpecialistSpec("", "", "", Map.of(), Map.of(), 2, i));
    }
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      TaskId id = fixture.submit("work").id();
      (i < 40 ? first : second).add(holder(id));
      fixture.cancel(id);
    }

    assertThat(first).doesNotHaveDuplicates().hasSize(40);
    assertThat(second).isEqualTo(first);
  }

  @Test
  void weighted_fills_slots_in_proportion() {
    mode(AssignmentMode.WEIGHTED);
    specialist("large", 8);
    specialist("small", 4);
    for (int i = 0; i < 6; i++) {
      fixture.submit("work");
    }

    assertThat(inFlight()).containsExactlyInAnyOrderEntriesOf(Map.of("large", 4, "small", 2));
  }

  @Test
  void least_loaded_counts_tasks_and_not_slots() {
    mode(AssignmentMode.LEAST_LOADED);
    specialist("large", 8);
    specialist("small", 4);
    for (int i = 0; i < 6; i++) {
      fixture.submit("work");
    }

    assertThat(inFlight()).containsExactlyInAnyOrderEntriesOf(Map.of("large", 3, "small", 3));
  }

  private Map<String, Integer> inFlight() {
    Map<String, Integer> counts = new TreeMap<>();
    for (String id : addresses.keySet()) {
      counts.put(id, fixture.done(new SpecialistCommand.Get(key(id))).inFlight());
    }
    return counts;
  }

  @Test
  void random_gives_all_the_same_chance_whatever_the_cost() {
    mode(AssignmentMode.RANDOM);
    int rounds = 5_000;
    for (int i = 0; i < 5; i++) {
      fixture.connect("s" + i, new SpecialistSpec("", "", "", Map.of(), Map.of(), 1, i));
    }
    Map<String, Integer> shares = new TreeMap<>();
    for (int i = 0; i < rounds; i++) {
      TaskId id = fixture.submit("work").id();
      shares.merge(holder(id), 1, Integer::sum);
      fixture.cancel(id);
    }

    double expected = rounds / 5.0;
    double chiSquare =
        shares.values().stream().mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
    assertThat(shares).hasSize(5);
    assertThat(chiSquare).as("chi-square of %s, 4 degrees, 0.1 %%", shares).isLessThan(18.47);
  }

  @Test
  void a_stored_decision_says_by_which_mode_it_was_taken() {
    mode(AssignmentMode.ROUND_ROBIN);
    specialist("a", 1);
    specialist("b", 1);
    TaskId id = fixture.submit("work").id();
    mode(AssignmentMode.BEST_COST);
    fixture.restart();

    RouteCommand.Explanation why = fixture.done(new RouteCommand.Explain(TENANT, id, 10));
    assertThat(why.mode()).isEqualTo(AssignmentMode.ROUND_ROBIN);
    assertThat(why.summary()).contains("whose turn it was by round robin");
  }
}
