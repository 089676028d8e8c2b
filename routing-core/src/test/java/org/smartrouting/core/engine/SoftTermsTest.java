package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.core.engine.EngineFixture.POOL;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.key;
import static org.smartrouting.core.engine.EngineFixture.spec;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.score.Candidate;
import org.smartrouting.core.score.ScoreTerm;
import org.smartrouting.core.score.ScoreTermKind;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.LabelConstraint;
import org.smartrouting.core.task.LabelOperator;
import org.smartrouting.core.task.LabelPreference;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.RequirementStep;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;

/** What makes one of those who may do a task the better one, besides skills, price and speed. */
final class SoftTermsTest {
  private static final LabelPreference EU =
      new LabelPreference(new LabelConstraint("zone", LabelOperator.EQUAL, List.of("eu")), 3);
  private static final LabelPreference GPU =
      new LabelPreference(new LabelConstraint("gpu", LabelOperator.EXISTS, List.of()), 1);

  private final EngineFixture fixture = new EngineFixture();

  private RouteCommand.Explanation dryRun(TaskSpec spec) {
    return fixture.done(new RouteCommand.DryRun(POOL, spec, 10));
  }

  private void specialist(String id, Map<String, String> labels, double price) {
    fixture.connect(id, new SpecialistSpec("", "", "", Map.of(), labels, 1, price));
  }

  private static List<ScoreTerm> terms(Candidate candidate, ScoreTermKind kind) {
    return candidate.terms().stream().filter(term -> term.kind() == kind).toList();
  }

  @Test
  void who_meets_more_of_the_preferences_is_better() {
    specialist("both", Map.of("zone", "eu", "gpu", "a"), 0);
    specialist("eu", Map.of("zone", "eu"), 0);
    specialist("gpu", Map.of("gpu", "a"), 0);
    specialist("none", Map.of("zone", "us"), 0);
    TaskSpec spec = TaskSpec.of("Fix", Requirement.ANYBODY.withPreferences(List.of(EU, GPU)));

    RouteCommand.Explanation why = dryRun(spec);

    assertThat(why.candidates())
        .extracting(Candidate::specialistId)
        .containsExactly("both", "eu", "gpu", "none");
    assertThat(why.candidates())
        .flatExtracting(candidate -> terms(candidate, ScoreTermKind.PREFERENCE))
        .containsExactly(
            new ScoreTerm(ScoreTermKind.PREFERENCE, -5, 1),
            new ScoreTerm(ScoreTermKind.PREFERENCE, -3.75, 0.75),
            new ScoreTerm(ScoreTermKind.PREFERENCE, -1.25, 0.25),
            new ScoreTerm(ScoreTermKind.PREFERENCE, 0, 0));
    assertThat(why.summary()).endsWith("mostly because of preference (1.25 credits better).");
  }

  @Test
  void a_preference_excludes_nobody_and_can_be_outweighed() {
    specialist("dear", Map.of("zone", "eu"), 4);
    specialist("cheap", Map.of(), 0);
    TaskSpec spec = TaskSpec.of("Fix", Requirement.ANYBODY.withPreferences(List.of(EU)));

    assertThat(dryRun(spec).specialistId()).isEqualTo("cheap");
    fixture.submit(spec);
    assertThat(dryRun(spec).specialistId()).isEqualTo("dear");
  }

  @Test
  void preferences_hold_whichever_step_does() {
    Requirement requirement =
        new Requirement(
            List.of(),
            List.of(),
            List.of(new RequirementStep(List.of(), List.of(GPU.constraint()), SECOND)),
            List.of(EU));

    assertThat(requirement.during(0).preferences()).containsExactly(EU);
    assertThat(requirement.during(1).preferences()).containsExactly(EU);
  }

  @Test
  void a_task_with_a_deadline_goes_to_who_is_expected_to_be_less_late() {
    specialist("slow", Map.of(), 0);
    specialist("fast", Map.of(), 0.6);
    fixture.policy(policy -> Policies.times(policy, SECOND, 1_000 * SECOND, 1_000 * SECOND));
    fixture.done(new SpecialistCommand.Drain(key("fast")));
    learn("slow", 3);
    learn("fast", 1);
    fixture.done(new SpecialistCommand.Resume(key("slow")));
    fixture.done(new SpecialistCommand.Resume(key("fast")));
    assertThat(dryRun(spec("Fix")).candidates())
        .flatExtracting(candidate -> terms(candidate, ScoreTermKind.LATENESS))
        .isEmpty();

    RouteCommand.Explanation relaxed =
        dryRun(spec("Fix").withDeadline(fixture.now() + 3600 * SECOND));
    RouteCommand.Explanation tight = dryRun(spec("Fix").withDeadline(fixture.now() + SECOND / 10));

    assertThat(relaxed.candidates())
        .flatExtracting(candidate -> terms(candidate, ScoreTermKind.LATENESS))
        .allSatisfy(term -> assertThat(term.credits()).isLessThan(1e-3));
    ScoreTerm slow = terms(byId(tight, "slow"), ScoreTermKind.LATENESS).get(0);
    ScoreTerm fast = terms(byId(tight, "fast"), ScoreTermKind.LATENESS).get(0);
    assertThat(slow.input()).isGreaterThan(fast.input() + 0.5);
    assertThat(tight.specialistId()).isEqualTo("fast");
  }

  private static Candidate byId(RouteCommand.Explanation why, String id) {
    return why.candidates().stream()
        .filter(candidate -> candidate.specialistId().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** Lets it alone do twenty tasks that last so long. */
  private void learn(String id, int seconds) {
    fixture.done(new SpecialistCommand.Resume(key(id)));
    for (int i = 0; i < 20; i++) {
      TaskId task = fixture.submit("learn").id();
      fixture.accept(task);
      fixture.advance(seconds * SECOND);
      fixture.complete(task);
    }
    fixture.done(new SpecialistCommand.Drain(key(id)));
  }
}
