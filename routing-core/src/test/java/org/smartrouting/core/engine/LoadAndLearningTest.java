package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.smartrouting.core.engine.EngineFixture.POOL;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.key;
import static org.smartrouting.core.engine.EngineFixture.spec;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.engine.AssignmentCommand.Complete;
import org.smartrouting.core.engine.AssignmentCommand.FailureKind;
import org.smartrouting.core.engine.SpecialistCommand.PerformanceLoaded;
import org.smartrouting.core.engine.SpecialistCommand.ReportLoad;
import org.smartrouting.core.score.Candidate;
import org.smartrouting.core.score.Decision;
import org.smartrouting.core.score.Exploration;
import org.smartrouting.core.score.Performance;
import org.smartrouting.core.score.PerformanceKey;
import org.smartrouting.core.score.Result;
import org.smartrouting.core.score.ScoreBook;
import org.smartrouting.core.score.ScoreTerm;
import org.smartrouting.core.score.ScoreTermKind;
import org.smartrouting.core.score.SuccessBasis;
import org.smartrouting.core.specialist.LoadReport;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;
import org.smartrouting.core.task.TaskState;

/** What specialists say of their load, and what is learned from what they do. */
final class LoadAndLearningTest {
  private static final PerformanceKey ANN = new PerformanceKey(key("ann"), TaskSpec.DEFAULT_TYPE);
  private static final PerformanceKey EVERYBODY =
      new PerformanceKey(ScoreBook.wholePool(POOL), TaskSpec.DEFAULT_TYPE);

  private final EngineFixture fixture = new EngineFixture();

  /** What is known after results that all came now. */
  private Performance known(Result... results) {
    Performance known = Performance.NONE;
    for (Result result : results) {
      known = known.with(result, 200, fixture.now());
    }
    return known;
  }

  private boolean report(long address, long seq, double external) {
    LoadReport load = new LoadReport(seq, 0, 0, 0, 0, 0, Map.of(), external, 0);
    return fixture.done(new ReportLoad(key("ann"), address, load));
  }

  @Test
  void other_work_takes_slots_until_the_report_is_overdue_and_then_decays() {
    fixture.policy(base -> Policies.times(base, 5 * SECOND, 600 * SECOND, 600 * SECOND));
    long address = fixture.connect("ann", 2);
    report(address, 1, 2);
    TaskId id = fixture.submit("work").id();
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.QUEUED);

    fixture.advance(15 * SECOND);
    assertThat(fixture.stateOf(id)).as("a report may be late").isEqualTo(TaskState.QUEUED);
    fixture.advance(4 * SECOND);
    assertThat(fixture.stateOf(id)).as("half is not gone").isEqualTo(TaskState.QUEUED);
    fixture.advance(SECOND);
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.ASSIGNED);
  }

  @Test
  void a_report_of_less_work_frees_slots_at_once() {
    long address = fixture.connect("ann", 1);
    report(address, 1, 1);
    TaskId id = fixture.submit("work").id();
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.QUEUED);

    report(address, 2, 0.4);

    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.ASSIGNED);
  }

  @Test
  void late_and_repeated_reports_are_dropped() {
    long older = fixture.newAddress();
    long address = fixture.connect("ann", 1);
    assertThat(report(address, 5, 1)).isTrue();
    assertThat(report(address, 5, 0)).isFalse();
    assertThat(report(address, 4, 0)).isFalse();
    assertThat(report(older, 9, 0)).isFalse();
    assertThat(fixture.done(new SpecialistCommand.Get(key("ann"))).load().externalInFlight())
        .isEqualTo(1);
    assertThat(report(fixture.newAddress(), 1, 0)).as("numbers begin anew").isTrue();
    assertThat(
            fixture.reason(
                new ReportLoad(key("bob"), 1, new LoadReport(1, 0, 0, 0, 0, 0, Map.of(), 0, 0))))
        .isEqualTo(RefusalReason.SPECIALIST_NOT_FOUND);
  }

  @Test
  void the_loaded_specialist_loses_against_its_equal() {
    fixture.policy(base -> base.withLearning(base.learning().with(Exploration.MEAN)));
    long ann = fixture.connect("ann", 4);
    fixture.connect("bob", 4);
    report(ann, 1, 2);

    for (int i = 0; i < 2; i++) {
      assertThat(fixture.lease(fixture.submit("work").id()).specialistId()).isEqualTo("bob");
    }
  }

  @Test
  void results_are_learned_for_the_specialist_and_its_pool() {
    fixture.connect("ann", 2);
    TaskId good = fixture.submit("good").id();
    TaskId bad = fixture.submit("bad").id();
    fixture.accept(good);
    fixture.accept(bad);
    fixture.advance(10 * SECOND);
    fixture.complete(good);
    fixture.fail(fixture.reference(bad), FailureKind.PERMANENT);
    Performance expected = known(Result.completed(1, 10), Result.failed(10));
    fixture.advance(SECOND);

    assertThat(fixture.store.performances())
        .containsEntry(ANN, expected)
        .containsEntry(EVERYBODY, expected);
  }

  @Test
  void what_is_learned_is_written_once_a_second_and_at_once_when_the_engine_pauses() {
    fixture.connect("ann", 1);
    fixture.complete(fixture.submit("first").id());
    fixture.advance(0);
    Performance first = fixture.store.performances().get(ANN);
    fixture.complete(fixture.submit("second").id());
    fixture.advance(SECOND - 1);
    assertThat(fixture.store.performances()).containsEntry(ANN, first);
    fixture.advance(1);
    assertThat(fixture.store.performances().get(ANN).successes()).isEqualTo(2);

    fixture.complete(fixture.submit("third").id());
    fixture.engine().pause();
    fixture.advance(0);
    assertThat(fixture.store.performances().get(ANN).successes()).isEqualTo(3);
  }

  @Test
  void what_was_cancelled_blocked_or_never_accepted_teaches_nothing() {
    fixture.connect("ann", 3);
    TaskId cancelled = fixture.submit("c").id();
    TaskId blocked = fixture.submit("b").id();
    TaskId ignored = fixture.submit("i").id();
    fixture.accept(cancelled);
    fixture.cancel(cancelled);
    fixture.fail(fixture.accept(blocked), FailureKind.BLOCKED);
    fixture.advance(6 * SECOND);

    assertThat(fixture.stateOf(ignored)).isEqualTo(TaskState.QUEUED);
    assertThat(fixture.store.performances()).isEmpty();
  }

  @Test
  void results_before_the_history_was_loaded_are_added_to_it() {
    Performance history = known(Result.completed(1, 3), Result.completed(1, 4));
    fixture.store.performances().put(ANN, history);
    fixture.manualCommits();
    fixture.connect("ann", 1);
    TaskId id = fixture.submit("work").id();
    fixture.complete(id);
    assertThat(fixture.engine().drain(fixture.now()).batch().performances()).isEmpty();

    PerformanceLoaded loaded =
        new PerformanceLoaded(key("ann"), Map.of(TaskSpec.DEFAULT_TYPE, history));
    assertThat(fixture.done(loaded)).isTrue();
    assertThat(fixture.done(loaded)).as("a second time").isFalse();
    fixture.advance(SECOND);

    assertThat(fixture.engine().drain(fixture.now()).batch().performances())
        .singleElement()
        .satisfies(
            write -> {
              assertThat(write.specialist()).isEqualTo(key("ann"));
              assertThat(write.performance())
                  .isEqualTo(history.with(Result.completed(1, 0), 200, fixture.now() - SECOND));
            });
  }

  @Test
  void history_of_who_never_connects_is_loaded_after_a_restart() {
    fixture.store.performances().put(ANN, known(Result.completed(1, 3)));
    fixture.done(new SpecialistCommand.Register(key("ann"), SpecialistSpec.of(Map.of(), 1)));
    fixture.restart();
    TaskCommand.Request request = fixture.freshRequest();
    fixture.done(new RouteCommand.Route(request, spec("call"), 99, fixture.now()));
    fixture.done(
        new AssignmentCommand.Complete(fixture.reference(request.id()), EngineFixture.result("x")));
    fixture.advance(SECOND);

    assertThat(fixture.store.performances().get(ANN).successes()).isEqualTo(2);
  }

  @Test
  void what_is_known_of_a_specialist_goes_with_it() {
    fixture.connect("ann", 1);
    fixture.complete(fixture.submit("work").id());
    fixture.advance(SECOND);
    assertThat(fixture.store.performances()).containsKey(ANN);

    fixture.done(
        new SpecialistCommand.Deregister(key("ann"), SpecialistCommand.Deregister.WhenBusy.REFUSE));

    assertThat(fixture.store.performances()).containsOnlyKeys(EVERYBODY);
  }

  @Test
  void who_fails_at_once_does_not_draw_the_work() {
    fixture.connect("quick", 1_000);
    fixture.connect("solid", 1_000);
    int solid = 0;
    for (int i = 0; i < 200; i++) {
      TaskId id = fixture.submit("work").id();
      String who = fixture.lease(id).specialistId();
      AssignmentCommand.Reference reference = fixture.accept(id);
      if (who.equals("solid")) {
        solid++;
        fixture.advance(20 * SECOND);
        fixture.done(new AssignmentCommand.Complete(reference, EngineFixture.result("x")));
      } else {
        fixture.fail(reference, FailureKind.PERMANENT);
      }
      fixture.connect("quick", null);
      fixture.connect("solid", null);
    }

    assertThat(solid).isGreaterThan(100);
  }

  @Test
  void a_decision_can_be_taken_again_from_what_is_kept_of_it() {
    for (int i = 0; i < 3; i++) {
      fixture.connect("s" + i, 100);
    }
    Set<Long> seeds = new HashSet<>();
    for (int i = 0; i < 30; i++) {
      TaskId id = fixture.submit("work").id();
      Decision decision = fixture.get(id).status().decision();
      assertThat(decision.judgement().basis()).isEqualTo(SuccessBasis.DRAW);
      seeds.add(decision.judgement().seed());
      for (Candidate candidate : decision.candidates()) {
        double again =
            decision.judgement().success(candidate.specialistId(), candidate.posterior());
        assertThat(candidate.terms().get(2))
            .isEqualTo(new ScoreTerm(ScoreTermKind.FAILURE, 10 * (1 - again), again));
      }
      fixture.complete(id);
    }
    assertThat(seeds).hasSize(30);
  }

  @Test
  void nobody_is_tried_out_on_urgent_work() {
    fixture.connect("ann", 100);
    fixture.connect("bob", 100);

    assertThat(basis(spec("work"))).isEqualTo(SuccessBasis.DRAW);
    assertThat(basis(spec("work").withPriority(Priority.LOW))).isEqualTo(SuccessBasis.DRAW);
    assertThat(basis(spec("work").withPriority(Priority.HIGH)))
        .isEqualTo(SuccessBasis.LOW_QUANTILE);
    assertThat(basis(spec("work").withPriority(Priority.CRITICAL)))
        .isEqualTo(SuccessBasis.LOW_QUANTILE);
    // All but one in twenty are expected to last less than e^1.645 s, so two attempts 10.4 s.
    assertThat(basis(spec("work").withDeadline(fixture.now() + 11 * SECOND)))
        .isEqualTo(SuccessBasis.DRAW);
    assertThat(basis(spec("work").withDeadline(fixture.now() + 10 * SECOND)))
        .isEqualTo(SuccessBasis.LOW_QUANTILE);
    fixture.policy(base -> base.withLearning(base.learning().with(Exploration.MEAN)));
    assertThat(basis(spec("work"))).isEqualTo(SuccessBasis.MEAN);
  }

  private SuccessBasis basis(TaskSpec spec) {
    return fixture.get(fixture.submit(spec).id()).status().decision().judgement().basis();
  }

  @Test
  void a_timeout_teaches_that_the_task_takes_that_long() {
    fixture.connect("ann", 1);
    fixture.accept(fixture.submit(Specs.withExecutionTimeout(spec("work"), 20 * SECOND)).id());
    fixture.advance(21 * SECOND);

    Performance known = fixture.store.performances().get(ANN);
    assertThat(known.failures()).isEqualTo(1);
    assertThat(Math.exp(known.meanLogSeconds())).isCloseTo(20, within(1e-6));
  }

  @Test
  void the_quality_of_a_result_is_learned_and_kept_with_the_attempt() {
    fixture.connect("ann", 1);
    TaskId id = fixture.submit("work").id();
    AssignmentCommand.Reference reference = fixture.accept(id);
    Complete poor = new Complete(reference, EngineFixture.result("x"), 0.25);
    fixture.done(poor);
    fixture.advance(SECOND);

    assertThat(fixture.store.performances().get(ANN).successes()).isEqualTo(0.25);
    assertThat(fixture.store.performances().get(ANN).failures()).isEqualTo(0.75);
    assertThat(fixture.get(id).status().attempts().get(0).quality()).isEqualTo(0.25);
    assertThat(fixture.done(poor)).as("a repeat").isEqualTo(TaskState.SUCCEEDED);
    assertThat(fixture.reason(new Complete(reference, EngineFixture.result("x"))))
        .as("another quality")
        .isEqualTo(RefusalReason.STALE_ASSIGNMENT);
  }
}
