package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.core.engine.EngineFixture.POOL;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.TENANT;
import static org.smartrouting.core.engine.EngineFixture.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.engine.RouteCommand.Explanation;
import org.smartrouting.core.engine.RouteCommand.Rejection;
import org.smartrouting.core.pool.Fairness;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.SkillRequirement;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;
import org.smartrouting.core.task.TaskState;

/** Fairness keys have limits of their own. */
final class KeyLimitsTest {
  private final EngineFixture fixture = new EngineFixture();

  @BeforeEach
  void longLeases() {
    fixture.policy(base -> Policies.times(base, 900 * SECOND, 900 * SECOND, 900 * SECOND));
  }

  private void limits(int inFlight, int waiting) {
    fixture.policy(base -> base.withFairness(Fairness.DEFAULT.withLimits(inFlight, waiting)));
  }

  private List<TaskId> submit(String key, int count) {
    List<TaskId> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(fixture.submit(spec("of " + key).withFairnessKey(key)).id());
    }
    return ids;
  }

  private long held(List<TaskId> ids) {
    return ids.stream().filter(id -> fixture.stateOf(id).isHeld()).count();
  }

  private static TaskSpec needing(String skill) {
    return TaskSpec.of(skill, Requirement.ofSkills(SkillRequirement.atLeast(skill, 1)))
        .withFairnessKey("acme");
  }

  private Explanation explain(TaskId id) {
    return fixture.done(new RouteCommand.Explain(TENANT, id, 3));
  }

  @Test
  void a_key_has_no_more_in_flight_than_its_limit_whoever_is_free() {
    limits(3, 0);
    fixture.connect("ann", 5);
    List<TaskId> acme = submit("acme", 6);
    fixture.connect("bob", 5);
    List<TaskId> bolt = submit("bolt", 2);

    assertThat(held(acme)).isEqualTo(3);
    assertThat(held(bolt)).isEqualTo(2);
    Explanation why = explain(acme.get(5));
    assertThat(why.rejected())
        .singleElement()
        .satisfies(rejected -> assertThat(rejected.reason()).isEqualTo(Rejection.KEY_LIMIT));
    assertThat(why.summary())
        .startsWith(
            "'of acme' waits: no specialist can take it now: 2 could, but its key acme has 3 of 3"
                + " in flight;");
  }

  @Test
  void the_next_of_a_key_is_given_out_when_one_ends() {
    limits(2, 0);
    fixture.connect("ann", 5);
    List<TaskId> acme = submit("acme", 6);
    for (int done = 0; done < 4; done++) {
      assertThat(held(acme)).isEqualTo(2);
      fixture.complete(acme.get(done));
    }
    assertThat(held(acme)).isEqualTo(2);
    fixture.complete(acme.get(4));
    assertThat(held(acme)).isEqualTo(1);
  }

  @Test
  void who_was_free_all_along_gets_the_next_that_the_freed_one_cannot_do() {
    limits(1, 0);
    fixture.connect("java", SpecialistSpec.of(Map.of("java", 1), 1));
    fixture.connect("sql", SpecialistSpec.of(Map.of("sql", 1), 1));
    TaskId java = fixture.submit(needing("java")).id();
    TaskId sql = fixture.submit(needing("sql")).id();
    assertThat(fixture.stateOf(sql)).isEqualTo(TaskState.QUEUED);
    fixture.complete(java);

    assertThat(fixture.stateOf(sql)).isEqualTo(TaskState.ASSIGNED);
  }

  @Test
  void other_keys_go_on_past_one_that_has_its_limit() {
    limits(1, 0);
    fixture.connect("ann", 1);
    List<TaskId> first = submit("acme", 3);
    List<TaskId> others = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      others.addAll(submit("k" + i, 1));
    }
    fixture.connect("bob", 41);

    assertThat(held(first)).isEqualTo(1);
    assertThat(held(others)).isEqualTo(40);
  }

  @Test
  void the_limit_holds_after_a_restart_and_what_ended_then_makes_room() {
    limits(2, 0);
    fixture.connect("ann", 5);
    List<TaskId> acme = submit("acme", 4);
    fixture.accept(acme.get(0));
    AssignmentCommand.Reference first = fixture.reference(acme.get(0));
    fixture.restart();
    fixture.connect("ann", null, first, fixture.reference(acme.get(1)));
    assertThat(held(acme)).isEqualTo(2);
    fixture.complete(acme.get(0));

    assertThat(held(acme)).isEqualTo(2);
    assertThat(fixture.stateOf(acme.get(2))).isEqualTo(TaskState.ASSIGNED);
  }

  @Test
  void another_limit_holds_at_once() {
    limits(1, 0);
    fixture.connect("ann", 5);
    List<TaskId> acme = submit("acme", 4);
    limits(3, 0);
    assertThat(held(acme)).isEqualTo(3);
    limits(1, 0);
    assertThat(held(acme)).isEqualTo(3);
    fixture.complete(acme.get(0));
    assertThat(held(acme)).isEqualTo(2);
    limits(0, 0);
    assertThat(held(acme)).isEqualTo(3);
  }

  @Test
  void beyond_its_waiting_tasks_a_key_is_refused_and_told_the_limit() {
    limits(0, 2);
    submit("acme", 2);
    Refusal refusal =
        fixture.refused(
            new TaskCommand.Submit(fixture.freshRequest(), spec("x").withFairnessKey("acme")));
    assertThat(refusal.reason()).isEqualTo(RefusalReason.KEY_FULL);
    assertThat(refusal.metadata()).isEqualTo(Map.of("fairness_key", "acme", "limit", "2"));
    submit("bolt", 2);
    fixture.connect("ann", 5);
    submit("acme", 1);
    limits(3, 2);
    submit("acme", 2);

    assertThat(
            fixture.reason(
                new RouteCommand.Route(
                    fixture.freshRequest(),
                    spec("y").withFairnessKey("acme"),
                    9,
                    fixture.now() + SECOND)))
        .isEqualTo(RefusalReason.KEY_FULL);
    assertThat(fixture.done(new RouteCommand.Count(POOL)).largestKeys())
        .containsExactly(new RouteCommand.KeyCounts("acme", 2, 1, 100, 3));
  }

  @Test
  void the_expected_wait_knows_the_limit() {
    limits(1, 0);
    fixture.connect("ann", 4);
    fixture.accept(submit("acme", 1).get(0));
    fixture.advance(4 * SECOND);
    fixture.complete(fixture.engine().tasks().iterator().next().id());
    submit("acme", 2);
    TaskId last = submit("acme", 1).get(0);

    assertThat(explain(last).expected().waitSeconds()).isEqualTo(8);
  }
}
