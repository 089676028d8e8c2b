package org.smartrouting.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.LabelConstraint;
import org.smartrouting.core.task.LabelOperator;
import org.smartrouting.core.task.LabelPreference;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.SkillRequirement;

final class CostScoreTest {
  private static final ScoreWeights WEIGHTS = new ScoreWeights(2, 1, 10, 5, 8, 2, 3, 7, 4);
  private static final Estimate ESTIMATE =
      new Estimate(0.75, 20, Math.log(20) - 0.5, 1, new Posterior(3, 1));

  @ParameterizedTest
  @CsvSource({"3, 3, 3, 1", "1, 5, 1, 0.2", "1, 5, 3, 0.6", "1, 5, 5, 1", "2, 4, 5, 1"})
  void fit_grows_from_the_least_to_the_wanted_level(
      int minLevel, int wantedLevel, int level, double fit) {
    Requirement requirement =
        Requirement.ofSkills(new SkillRequirement("java", minLevel, wantedLevel, 1));

    assertThat(CostScore.fit(requirement, Map.of("java", level))).isCloseTo(fit, within(1e-12));
  }

  @Test
  void fit_is_weighted_and_full_when_nothing_is_demanded() {
    Requirement requirement =
        Requirement.ofSkills(
            new SkillRequirement("a", 1, 5, 3), new SkillRequirement("b", 1, 2, 1));
    assertThat(CostScore.fit(requirement, Map.of("a", 1, "b", 2)))
        .isCloseTo((3 * 0.2 + 1) / 4, within(1e-12));
    assertThat(CostScore.fit(Requirement.ANYBODY, Map.of())).isEqualTo(1);
    Requirement weightless = Requirement.ofSkills(new SkillRequirement("a", 1, 5, 0));
    assertThat(CostScore.fit(weightless, Map.of("a", 1))).isEqualTo(1);
  }

  @Test
  void the_cost_is_the_sum_of_its_terms_each_with_its_weight() {
    SpecialistSpec spec = new SpecialistSpec("", "", "", Map.of(), Map.of(), 4, 3);
    Candidate candidate =
        CostScore.score(
            WEIGHTS,
            new Demand(Requirement.ANYBODY, Double.POSITIVE_INFINITY, false),
            new Offer("ann", spec, ESTIMATE, 0.5, 0.25, 0));

    assertThat(candidate.terms())
        .isEqualTo(
            List.of(
                new ScoreTerm(ScoreTermKind.PRICE, 120, 3),
                new ScoreTerm(ScoreTermKind.TIME, 20, 20),
                new ScoreTerm(ScoreTermKind.FAILURE, 2.5, 0.75),
                new ScoreTerm(ScoreTermKind.LOAD, 4, 0.5),
                new ScoreTerm(ScoreTermKind.FIT, -5, 1),
                new ScoreTerm(ScoreTermKind.SCARCITY, 0.75, 0.25)));
    assertThat(candidate.cost()).isEqualTo(142.25);
  }

  @Test
  void lateness_and_preferences_are_terms_of_the_tasks_that_have_them() {
    SpecialistSpec spec = new SpecialistSpec("", "", "", Map.of(), Map.of("zone", "eu"), 4, 3);
    Requirement requirement =
        Requirement.ANYBODY.withPreferences(
            List.of(prefers("zone", "eu", 3), prefers("gpu", "a100", 1)));
    Candidate candidate =
        CostScore.score(
            WEIGHTS,
            new Demand(requirement, -2, true),
            new Offer("ann", spec, ESTIMATE, 0.5, 0.25, 0));
    double alone =
        CostScore.cost(
            WEIGHTS,
            new Demand(requirement, -2, true),
            new Offer("ann", spec, ESTIMATE, 0.5, 0.25, 0));
    assertThat(alone).isEqualTo(candidate.cost());

    assertThat(candidate.terms())
        .contains(
            new ScoreTerm(ScoreTermKind.LATENESS, 2 * 22, 22),
            new ScoreTerm(ScoreTermKind.AFFINITY, 7, 0),
            new ScoreTerm(ScoreTermKind.PREFERENCE, -4 * 0.75, 0.75));
    assertThat(candidate.cost()).isEqualTo(142.25 + 44 + 7 - 3);
  }

  @Test
  void preferences_without_weight_are_all_met() {
    assertThat(CostScore.met(List.of(prefers("zone", "eu", 0)), Map.of())).isEqualTo(1);
    assertThat(CostScore.met(List.of(prefers("zone", "eu", 2)), Map.of())).isEqualTo(0);
  }

  private static LabelPreference prefers(String key, String value, double weight) {
    LabelConstraint constraint = new LabelConstraint(key, LabelOperator.EQUAL, List.of(value));
    return new LabelPreference(constraint, weight);
  }
}
