package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.smartrouting.core.engine.EngineFixture.POOL;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.START;
import static org.smartrouting.core.engine.EngineFixture.TENANT;
import static org.smartrouting.core.engine.EngineFixture.key;
import static org.smartrouting.core.engine.EngineFixture.spec;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.engine.RouteCommand.Rejected;
import org.smartrouting.core.engine.RouteCommand.Rejection;
import org.smartrouting.core.pool.AgingRates;
import org.smartrouting.core.pool.InfeasiblePolicy;
import org.smartrouting.core.pool.LatePolicy;
import org.smartrouting.core.pool.QueueOrder;
import org.smartrouting.core.pool.QueuePolicy;
import org.smartrouting.core.pool.SessionOrder;
import org.smartrouting.core.score.Candidate;
import org.smartrouting.core.score.ScoreTerm;
import org.smartrouting.core.score.ScoreTermKind;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.Affinity;
import org.smartrouting.core.task.AffinityMode;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;
import org.smartrouting.core.task.TaskState;

/** To whom tasks had better go, or must go. */
final class AffinityTest {
  private final EngineFixture fixture = new EngineFixture();

  private String holder(TaskId id) {
    return fixture.get(id).status().lease() == null ? "" : fixture.lease(id).specialistId();
  }

  private RouteCommand.Explanation explain(TaskId id) {
    return fixture.done(new RouteCommand.Explain(TENANT, id, 10));
  }

  private TaskId submit(String title, Affinity affinity) {
    return fixture.submit(spec(title).withAffinity(affinity)).id();
  }

  private TaskId submitHard(String title, String specialist, long seconds) {
    return fixture
        .submit(
            spec(title)
                .withAffinity(Affinity.hard(specialist))
                .withDeadline(fixture.now() + seconds * SECOND))
        .id();
  }

  /** Ann is busy with a task that she has accepted. */
  private TaskId busy(String id) {
    fixture.connect(id, 1);
    TaskId task = fixture.submit("busy").id();
    fixture.accept(task);
    return task;
  }

  @Test
  void who_is_wanted_costs_less_but_others_may_take_it() {
    fixture.connect("dear", new SpecialistSpec("", "", "", Map.of(), Map.of(), 1, 2));
    fixture.connect("bob", new SpecialistSpec("", "", "", Map.of(), Map.of(), 1, 0));
    RouteCommand.Explanation why =
        fixture.done(
            new RouteCommand.DryRun(POOL, spec("Fix").withAffinity(Affinity.soft("dear")), 10));

    assertThat(why.specialistId()).isEqualTo("dear");
    assertThat(why.candidates())
        .flatExtracting(Candidate::terms)
        .filteredOn(term -> term.kind() == ScoreTermKind.AFFINITY)
        .containsExactly(
            new ScoreTerm(ScoreTermKind.AFFINITY, 0, 1),
            new ScoreTerm(ScoreTermKind.AFFINITY, 5, 0));
    assertThat(why.summary()).endsWith("mostly because of affinity (5.00 credits better).");
    assertThat(holder(submit("first", Affinity.soft("dear")))).isEqualTo("dear");
    assertThat(holder(submit("second", Affinity.soft("dear")))).isEqualTo("bob");
  }

  @Test
  void who_is_wanted_is_compared_among_however_many() {
    for (int i = 0; i < 300; i++) {
      fixture.connect("s" + i, 1);
    }

    assertThat(holder(submit("work", Affinity.soft("s217")))).isEqualTo("s217");
    assertThat(holder(submit("work", Affinity.soft("s44")))).isEqualTo("s44");
  }

  @Test
  void a_sticky_task_waits_for_who_is_busy_and_lets_the_others_of_its_kind_pass() {
    TaskId held = busy("ann");
    TaskId sticky = submit("sticky", Affinity.sticky("ann", 10 * SECOND));
    fixture.connect("bob", 2);
    TaskId plain = fixture.submit("plain").id();

    assertThat(holder(plain)).isEqualTo("bob");
    assertThat(holder(sticky)).isEmpty();
    assertThat(explain(sticky).rejected())
        .containsExactly(
            new Rejected(Rejection.AFFINITY, 1, List.of("bob"), "it waits for ann"),
            new Rejected(Rejection.NO_FREE_SLOT, 1, List.of("ann"), "no free slot"));
    assertThat(explain(sticky).reservation())
        .isEqualTo(new Reservation("ann", START + 10 * SECOND));
    assertThat(explain(sticky).summary())
        .endsWith(
            " By its affinity it waits for ann until 1970-01-12T13:46:50Z, for 10.0 s more, before"
                + " others may take it.");
    fixture.advance(9 * SECOND);
    fixture.complete(held);
    assertThat(holder(sticky)).isEqualTo("ann");
    assertThat(explain(sticky).summary()).startsWith("'sticky' went to ann, for whom it asked");
  }

  @Test
  void others_take_a_sticky_task_when_its_wait_is_over_and_not_before() {
    busy("ann");
    TaskId sticky = submit("sticky", Affinity.sticky("ann", 10 * SECOND));
    fixture.connect("bob", 1);
    fixture.advance(10 * SECOND - 1);
    assertThat(holder(sticky)).isEmpty();

    fixture.advance(1);
    assertThat(holder(sticky)).isEqualTo("bob");
  }

  @Test
  void a_sticky_task_does_not_wait_for_who_will_not_come() {
    busy("ann");
    TaskId first = submit("first", Affinity.sticky("ann", 3600 * SECOND));
    TaskId unknown = submit("unknown", Affinity.sticky("nobody", 3600 * SECOND));
    fixture.connect("bob", 3);
    assertThat(holder(unknown)).isEqualTo("bob");
    assertThat(holder(first)).isEmpty();
    fixture.done(new SpecialistCommand.Drain(key("ann")));
    assertThat(holder(first)).isEqualTo("bob");
    TaskId second = submit("second", Affinity.sticky("ann", 3600 * SECOND));
    assertThat(holder(second)).isEqualTo("bob");
  }

  @Test
  void a_sticky_task_goes_to_others_when_who_it_waits_for_stays_away_or_is_deregistered() {
    long address = fixture.connect("ann", 1);
    fixture.submit("busy");
    fixture.policy(policy -> Policies.times(policy, 100 * SECOND, 100 * SECOND, 8 * SECOND));
    TaskId sticky = submit("sticky", Affinity.sticky("ann", 3600 * SECOND));
    fixture.done(new SpecialistCommand.Disconnect(key("ann"), address));
    fixture.advance(4 * SECOND);
    long bob = fixture.connect("bob", 5);
    assertThat(holder(sticky)).isEmpty();
    fixture.advance(5 * SECOND);
    assertThat(holder(sticky)).isEqualTo("bob");

    fixture.heartbeat("bob", bob);
    busy("carl");
    TaskId other = submit("other", Affinity.sticky("carl", 3600 * SECOND));
    TaskId bound = submitHard("bound", "carl", 60);
    assertThat(holder(other) + holder(bound)).isEmpty();
    fixture.done(
        new SpecialistCommand.Deregister(
            key("carl"), SpecialistCommand.Deregister.WhenBusy.REQUEUE));
    assertThat(holder(other)).isEqualTo("bob");
    assertThat(holder(bound)).isEmpty();
  }

  @Test
  void after_a_restart_a_sticky_task_gives_who_it_waits_for_time_to_come_back() {
    busy("ann");
    TaskId back = submit("back", Affinity.sticky("ann", 3600 * SECOND));
    fixture.advance(5 * SECOND);
    fixture.restart();
    fixture.connect("bob", 5);
    assertThat(holder(back)).isEmpty();
    fixture.advance(2 * SECOND);
    fixture.connect("ann", 2);
    assertThat(holder(back)).isEqualTo("ann");
  }

  @Test
  void after_a_restart_a_sticky_task_does_not_wait_longer_than_for_any_other_specialist() {
    busy("ann");
    TaskId sticky = submit("sticky", Affinity.sticky("ann", 3600 * SECOND));
    fixture.restart();
    long bob = fixture.connect("bob", 5);
    fixture.advance(29 * SECOND);
    fixture.heartbeat("bob", bob);
    assertThat(holder(sticky)).isEmpty();
    fixture.advance(2 * SECOND);
    assertThat(holder(sticky)).isEqualTo("bob");
  }

  @Test
  void a_hard_task_goes_to_nobody_else_also_after_a_restart_and_ends_at_its_deadline() {
    fixture.connect("bob", 5);
    TaskId served = submitHard("served", "ann", 20);
    TaskId missed = submitHard("missed", "zoe", 20);
    assertThat(explain(served).rejected())
        .containsExactly(
            new Rejected(Rejection.AFFINITY, 1, List.of("bob"), "it is for ann alone"));
    assertThat(explain(served).summary()).endsWith(" By its affinity only ann may take it.");
    fixture.restart();
    fixture.connect("bob", 5);
    fixture.connect("ann", 1);
    assertThat(holder(served)).isEqualTo("ann");
    fixture.advance(20 * SECOND);
    assertThat(fixture.stateOf(missed)).isEqualTo(TaskState.EXPIRED);
  }

  @Test
  void a_hard_task_expires_also_where_late_tasks_may_stay() {
    QueuePolicy demoting =
        new QueuePolicy(
            QueueOrder.VIRTUAL_DEADLINE,
            AgingRates.DEFAULT,
            LatePolicy.DEMOTE,
            InfeasiblePolicy.ACCEPT,
            SessionOrder.NONE);
    fixture.policy(policy -> policy.withQueue(demoting));
    TaskId hard = submitHard("hard", "ann", 5);
    TaskId plain = fixture.submit(spec("plain").withDeadline(START + 5 * SECOND)).id();
    fixture.advance(5 * SECOND);

    assertThat(fixture.stateOf(hard)).isEqualTo(TaskState.EXPIRED);
    assertThat(fixture.stateOf(plain)).isEqualTo(TaskState.QUEUED);
  }

  @Test
  void a_hard_task_keeps_its_deadline_and_is_tried_again_by_the_same() {
    fixture.connect("bob", 5);
    fixture.connect("ann", 1);
    TaskId id = submitHard("hard", "ann", 100);
    fixture.fail(fixture.accept(id), AssignmentCommand.FailureKind.RETRYABLE);
    fixture.advance(2 * SECOND);
    assertThat(holder(id)).isEqualTo("ann");
    assertThat(
            fixture.reason(new TaskCommand.Update(TENANT, id, null, TaskSpec.NEVER, null, null, 0)))
        .isEqualTo(RefusalReason.WRONG_TASK_STATE);
  }

  @Test
  void the_tasks_of_a_group_go_to_one_specialist_and_those_of_many_groups_to_all() {
    Map<String, String> before = homes(10);
    assertThat(new HashSet<>(before.values())).hasSize(10);
    Map<String, String> after = homes(9);
    Set<String> moved = new HashSet<>();
    before.forEach(
        (group, home) -> {
          if (!after.get(group).equals(home)) {
            moved.add(home);
          }
        });
    // Only those of the one who left had to move.
    assertThat(moved).containsExactly("s9");
  }

  /** The homes of two hundred groups among so many idle specialists. */
  private static Map<String, String> homes(int specialists) {
    EngineFixture fixture = new EngineFixture();
    for (int i = 0; i < specialists; i++) {
      fixture.connect("s" + i, 4);
    }
    Map<String, String> homes = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      TaskSpec spec = spec("work").withAffinity(Affinity.group("g" + i));
      homes.put("g" + i, fixture.done(new RouteCommand.DryRun(POOL, spec, 1)).specialistId());
    }
    return homes;
  }

  @Test
  void the_home_of_a_group_does_not_get_more_than_its_share() {
    for (int i = 0; i < 4; i++) {
      fixture.connect("s" + i, 100);
    }
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < 80; i++) {
      counts.merge(holder(submit("work", Affinity.group("g"))), 1, Integer::sum);
    }

    // Of 80 the mean is 20, and 1.25 times that is 25.
    assertThat(counts.values()).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(25));
    assertThat(counts.values()).contains(25);
  }

  @Test
  void an_affinity_is_to_one_specialist_or_to_a_group() {
    assertThatThrownBy(() -> new Affinity("a", "g", AffinityMode.SOFT, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Affinity("", "g", AffinityMode.HARD, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Affinity("", "g", AffinityMode.SOFT, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Affinity("a", "", AffinityMode.HARD, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
