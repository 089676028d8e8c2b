package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.core.engine.EngineFixture.POOL;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.START;
import static org.smartrouting.core.engine.EngineFixture.TENANT;
import static org.smartrouting.core.engine.EngineFixture.key;
import static org.smartrouting.core.engine.EngineFixture.request;
import static org.smartrouting.core.engine.EngineFixture.spec;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.engine.AssignmentCommand.FailureKind;
import org.smartrouting.core.engine.RouteCommand.Count;
import org.smartrouting.core.engine.RouteCommand.DryRun;
import org.smartrouting.core.engine.RouteCommand.Explain;
import org.smartrouting.core.engine.RouteCommand.Explanation;
import org.smartrouting.core.engine.RouteCommand.PriorityCounts;
import org.smartrouting.core.engine.RouteCommand.QueueCounts;
import org.smartrouting.core.engine.RouteCommand.Rejected;
import org.smartrouting.core.engine.RouteCommand.Rejection;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.score.Candidate;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.LabelConstraint;
import org.smartrouting.core.task.LabelOperator;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.SkillRequirement;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;

/** What the router says of its decisions, and what it counts. */
final class ExplanationsTest {
  private final EngineFixture fixture = new EngineFixture();

  private Explanation explain(TaskId id) {
    return fixture.done(new Explain(TENANT, id, 10));
  }

  private String dryRun(TaskSpec spec) {
    return fixture.done(new DryRun(POOL, spec, 10)).summary();
  }

  private static TaskSpec java(String title) {
    return TaskSpec.of(
        title,
        new Requirement(
            List.of(SkillRequirement.atLeast("java", 4)),
            List.of(new LabelConstraint("zone", LabelOperator.IN, List.of("eu", "us")))));
  }

  private void specialist(String id, int level, String zone, int slots) {
    SpecialistSpec spec =
        new SpecialistSpec("", "", "", Map.of("java", level), Map.of("zone", zone), slots, 0);
    fixture.connect(id, spec);
  }

  @Test
  void a_dry_run_in_an_empty_pool_says_so() {
    assertThat(dryRun(spec("Fix"))).isEqualTo("'Fix' would wait: the pool has no specialists.");
    PoolKey none = new PoolKey(TENANT, "none");
    assertThat(fixture.reason(new DryRun(none, spec("Fix"), 1)))
        .isEqualTo(RefusalReason.POOL_NOT_FOUND);
  }

  @Test
  void a_dry_run_names_the_winner_and_the_term_that_made_it_win_and_changes_nothing() {
    fixture.connect("ann", new SpecialistSpec("", "", "", Map.of(), Map.of(), 1, 2));
    assertThat(dryRun(spec("Fix")))
        .isEqualTo("'Fix' would go to ann, who alone was free and eligible (cost 0.95).");
    fixture.connect("bob", new SpecialistSpec("", "", "", Map.of(), Map.of(), 1, 1));

    Explanation run = fixture.done(new DryRun(POOL, spec("Fix"), 1));

    assertThat(run.summary())
        .isEqualTo(
            "'Fix' would go to bob, whose expected cost of -0.70 credits was the least; next was"
                + " ann with 0.95, mostly because of price (1.65 credits better).");
    assertThat(run.specialistId()).isEqualTo("bob");
    assertThat(run.candidates()).extracting(Candidate::specialistId).containsExactly("bob");
    assertThat(run.stored()).isFalse();
    assertThat(run.task()).isNull();
    assertThat(fixture.engine().taskCount()).isZero();
  }

  @Test
  void a_waiting_task_says_who_could_not_take_it_and_what_is_before_it() {
    specialist("junior", 3, "eu", 1);
    specialist("novice", 2, "eu", 1);
    specialist("far", 5, "asia", 1);
    specialist("drained", 5, "eu", 1);
    fixture.done(new SpecialistCommand.Drain(key("drained")));
    SpecialistSpec away =
        new SpecialistSpec("", "", "", Map.of("java", 5), Map.of("zone", "eu"), 1, 0);
    fixture.done(new SpecialistCommand.Register(key("away"), away));
    specialist("busy", 5, "us", 1);
    fixture.submit(java("Held"));
    TaskId first = fixture.submit(java("Fix")).id();
    TaskId second = fixture.submit(java("Next")).id();

    Explanation why = explain(first);

    assertThat(why.rejected())
        .containsExactly(
            new Rejected(Rejection.SKILL, 2, List.of("junior", "novice"), "java >= 4"),
            new Rejected(Rejection.LABEL, 1, List.of("far"), "zone in eu, us"),
            new Rejected(Rejection.DRAINING, 1, List.of("drained"), "draining"),
            new Rejected(Rejection.NOT_CONNECTED, 1, List.of("away"), "not connected"),
            new Rejected(Rejection.NO_FREE_SLOT, 1, List.of("busy"), "no free slot"));
    assertThat(why.summary())
        .isEqualTo(
            "'Fix' waits: no specialist can take it now: 2 without java >= 4, 1 not with zone in"
                + " eu, us, 1 draining; it is the first of its kind in the queue.");
    assertThat(explain(second).tasksAhead()).isEqualTo(1);
    assertThat(explain(second).summary())
        .endsWith("; 1 task with the same requirement is before it.");
  }

  @Test
  void a_retry_that_goes_elsewhere_says_whom_it_avoids() {
    fixture.connect("ann", 1);
    TaskId id = fixture.submit("Fix").id();
    fixture.done(new AssignmentCommand.Decline(fixture.reference(id), "no"));

    assertThat(explain(id).rejected())
        .extracting(Rejected::reason)
        .containsExactly(Rejection.RETRY_ELSEWHERE);
  }

  @Test
  void a_stored_decision_is_explained_also_after_a_restart() {
    fixture.connect("ann", 1);
    TaskId id = fixture.submit("Fix").id();
    assertThat(explain(id).summary())
        .isEqualTo(
            "'Fix' went to ann, who alone was free and eligible (cost -2.35); it is assigned.");
    fixture.fail(fixture.accept(id), FailureKind.PERMANENT);
    fixture.restart();

    Explanation why = explain(id);

    assertThat(why.summary())
        .isEqualTo(
            "'Fix' went to ann, who alone was free and eligible (cost -2.35); it is failed: it"
                + " broke.");
    assertThat(why.stored()).isTrue();
    assertThat(why.specialistId()).isEqualTo("ann");
    assertThat(why.decidedMicros()).isEqualTo(START);
  }

  @Test
  void a_pending_or_blocked_task_says_what_it_waits_for() {
    TaskId first = fixture.submit("First").id();
    TaskId second = fixture.submit("Second").id();
    TaskId last = fixture.submit(spec("Last").withDependencies(List.of(first, second))).id();
    assertThat(explain(last).summary())
        .isEqualTo("'Last' is pending: it waits for 2 dependencies.");
    TaskId later = fixture.submit(spec("Later").withRunAfter(START + SECOND)).id();
    assertThat(explain(later).summary()).isEqualTo("'Later' is pending: its time has not come.");
    fixture.cancel(first);
    assertThat(explain(last).summary())
        .isEqualTo("'Last' is blocked: dependency " + first + " is CANCELLED.");
  }

  @Test
  void a_task_whose_caller_is_not_there_says_so() {
    fixture.done(
        new RouteCommand.Route(request("r"), spec("Call"), 9, fixture.now() + 60 * SECOND));
    fixture.restart();
    fixture.done(new SpecialistCommand.Register(key("ann"), SpecialistSpec.of(Map.of(), 1)));

    assertThat(explain(request("r").id()).summary())
        .isEqualTo("'Call' waits: its caller has to ask for it again.");
  }

  @Test
  void counts_tell_what_waits_and_runs_by_priority() {
    fixture.connect("ann", 2);
    fixture.connect("bob", 1);
    fixture.done(new SpecialistCommand.Drain(key("bob")));
    TaskId running = fixture.submit(spec("r").withPriority(Priority.HIGH)).id();
    fixture.accept(running);
    fixture.submit(spec("a").withPriority(Priority.HIGH));
    fixture.advance(SECOND);
    fixture.submit(spec("q").withPriority(Priority.HIGH));
    fixture.submit(spec("p").withRunAfter(START + 60 * SECOND));
    TaskId cancelled = fixture.submit("x").id();
    fixture.cancel(cancelled);
    fixture.submit(spec("b").withDependencies(List.of(cancelled)));

    QueueCounts counts = fixture.done(new Count(POOL));

    assertThat(counts.byPriority())
        .containsEntry(Priority.HIGH, new PriorityCounts(0, 1, 2, 0, START + SECOND))
        .containsEntry(Priority.NORMAL, new PriorityCounts(1, 0, 0, 1, 0))
        .containsEntry(Priority.BULK, new PriorityCounts(0, 0, 0, 0, 0));
    assertThat(counts.connected()).isEqualTo(1);
    assertThat(counts.slots()).isEqualTo(2);
    assertThat(counts.freeSlots()).isZero();
  }
}
