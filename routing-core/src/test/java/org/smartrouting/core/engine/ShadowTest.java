package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.smartrouting.core.engine.EngineFixture.POOL;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.engine.AssignmentCommand.FailureKind;
import org.smartrouting.core.pool.AssignmentMode;
import org.smartrouting.core.pool.ShadowPolicy;
import org.smartrouting.core.score.Candidate;
import org.smartrouting.core.score.Decision;
import org.smartrouting.core.score.Exploration;
import org.smartrouting.core.score.LearningPolicy;
import org.smartrouting.core.score.ScoreTermKind;
import org.smartrouting.core.score.ScoreWeights;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.TaskId;

/** Rules that are tried without being used. */
final class ShadowTest {
  private static final ScoreWeights INDIFFERENT = new ScoreWeights(0, 0, 0, 0, 0, 0, 0, 0);
  private static final ScoreWeights DEFAULT = ScoreWeights.DEFAULT;
  private static final ScoreWeights FAILURE_ONLY = new ScoreWeights(0, 0, 10, 0, 0, 0, 0, 0);

  private final EngineFixture fixture = new EngineFixture();

  private static ShadowPolicy shadow(ScoreWeights weights, AssignmentMode mode) {
    return new ShadowPolicy(weights, null, mode);
  }

  private static void attempt(EngineFixture fixture, @Nullable ShadowPolicy shadow) {
    fixture.policy(base -> base.withShadow(shadow));
  }

  private static void specialist(EngineFixture fixture, String id, double price) {
    fixture.connect(id, new SpecialistSpec("", "", "", Map.of(), Map.of(), 100, price));
  }

  private @Nullable ShadowCounts counts() {
    return fixture.done(new RouteCommand.Count(POOL)).shadow();
  }

  private static List<Decision> decisions(@Nullable ShadowPolicy shadow, AssignmentMode mode) {
    EngineFixture fixture = new EngineFixture();
    for (int i = 0; i < 50; i++) {
      specialist(fixture, "s" + i, i % 3);
    }
    fixture.policy(base -> Policies.times(base, 5 * SECOND, 900 * SECOND, 900 * SECOND));
    fixture.policy(base -> base.withAssignment(mode));
    attempt(fixture, shadow);
    List<Decision> decisions = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      TaskId id = fixture.submit("work").id();
      decisions.add(fixture.get(id).status().decision());
      AssignmentCommand.Reference reference = fixture.accept(id);
      fixture.advance(SECOND);
      if (i % 4 == 0) {
        fixture.fail(reference, FailureKind.PERMANENT);
      } else {
        fixture.done(new AssignmentCommand.Complete(reference, EngineFixture.result("x")));
      }
    }
    if (shadow != null) {
      ShadowCounts counts = fixture.done(new RouteCommand.Count(POOL)).shadow();
      assertThat(counts.decisions()).isEqualTo(150);
      assertThat(counts.agreedShare()).isLessThan(0.9);
    }
    return decisions;
  }

  @Test
  void what_is_decided_does_not_depend_on_what_is_tried() {
    for (AssignmentMode mode : List.of(AssignmentMode.BEST_COST, AssignmentMode.RANDOM)) {
      List<Decision> alone = decisions(null, mode);

      assertThat(decisions(shadow(FAILURE_ONLY, AssignmentMode.BEST_COST), mode)).isEqualTo(alone);
      assertThat(decisions(shadow(DEFAULT, AssignmentMode.ROUND_ROBIN), mode)).isEqualTo(alone);
      LearningPolicy mean = LearningPolicy.DEFAULT.with(Exploration.MEAN);
      ShadowPolicy byMean =
          new ShadowPolicy(
              new ScoreWeights(0, 0, 10, 0, 1, 0, 0, 0), mean, AssignmentMode.BEST_COST);
      assertThat(decisions(byMean, mode)).isEqualTo(alone);
    }
  }

  @Test
  void the_differences_are_those_between_the_candidates() {
    fixture.policy(base -> base.withLearning(base.learning().with(Exploration.MEAN)));
    specialist(fixture, "cheap", 1);
    specialist(fixture, "dear", 3);
    List<Candidate> candidates =
        fixture.done(new RouteCommand.DryRun(POOL, spec("work"), 2)).candidates();
    double seconds =
        candidates.get(0).terms().stream()
            .filter(term -> term.kind() == ScoreTermKind.TIME)
            .findFirst()
            .orElseThrow()
            .input();
    // Nothing but the load counts, and who is given all the work has more of it.
    attempt(fixture, shadow(new ScoreWeights(0, 0, 0, 0, 1, 0, 0, 0), AssignmentMode.BEST_COST));

    fixture.submit("first");
    assertThat(counts().agreedShare()).as("both are idle, so the one that was chosen").isOne();
    assertThat(counts().meanCostDifference()).isZero();
    for (int i = 0; i < 3; i++) {
      fixture.submit("more");
    }

    ShadowCounts counts = counts();
    assertThat(counts.decisions()).isEqualTo(4);
    assertThat(counts.agreedShare()).isEqualTo(0.25);
    double moreLoad = (0.01 + 0.02 + 0.03) / 4;
    assertThat(counts.meanCostDifference()).isCloseTo(0.75 * 2 * seconds - moreLoad, within(1e-5));
    assertThat(counts.active().price()).isCloseTo(seconds, within(1e-5));
    assertThat(counts.shadow().price()).isCloseTo((1 + 3 * 3) * seconds / 4, within(1e-5));
    assertThat(counts.active().seconds()).isCloseTo(seconds, within(1e-5));
    assertThat(counts.shadow().seconds()).isCloseTo(seconds, within(1e-5));
    assertThat(counts.shadow().success())
        .isEqualTo(counts.active().success())
        .isCloseTo(candidates.get(0).posterior().mean(), within(1e-5));
  }

  @Test
  void rules_that_are_those_in_use_agree_also_where_success_is_drawn() {
    for (int i = 0; i < 20; i++) {
      specialist(fixture, "s" + i, i % 2);
    }
    attempt(fixture, ShadowPolicy.like(fixture.done(new PoolCommand.Get(POOL)).policy()));
    for (int i = 0; i < 100; i++) {
      fixture.complete(fixture.submit("work").id());
    }

    assertThat(counts().decisions()).isEqualTo(100);
    assertThat(counts().agreedShare()).isOne();
    assertThat(counts().meanCostDifference()).isZero();
    assertThat(counts().shadow()).isEqualTo(counts().active());
  }

  @Test
  void other_rules_begin_anew_and_the_same_go_on() {
    specialist(fixture, "ann", 1);
    assertThat(counts()).isNull();
    attempt(fixture, shadow(INDIFFERENT, AssignmentMode.BEST_COST));
    fixture.submit("nobody to choose from");
    assertThat(counts().decisions()).isZero();
    specialist(fixture, "bob", 1);
    fixture.submit("one of two");
    assertThat(counts().decisions()).isOne();

    fixture.policy(base -> base.withAssignment(AssignmentMode.RANDOM));
    attempt(fixture, shadow(INDIFFERENT, AssignmentMode.BEST_COST));
    assertThat(counts().decisions()).isOne();
    attempt(fixture, shadow(DEFAULT, AssignmentMode.BEST_COST));
    assertThat(counts().decisions()).isZero();
    attempt(fixture, null);
    assertThat(counts()).isNull();
  }
}
