package org.smartrouting.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.SkillRequirement;

final class CostScoreTest {
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
            new ScoreWeights(2, 1, 10, 5, 8),
            "ann",
            spec,
            Requirement.ANYBODY,
            new Estimate(0.75, 20, 50, new Posterior(3, 1)),
            0.5);

    assertThat(candidate.terms())
        .isEqualTo(
            List.of(
                new ScoreTerm(ScoreTermKind.PRICE, 120, 3),
                new ScoreTerm(ScoreTermKind.TIME, 20, 20),
                new ScoreTerm(ScoreTermKind.FAILURE, 2.5, 0.75),
                new ScoreTerm(ScoreTermKind.LOAD, 4, 0.5),
                new ScoreTerm(ScoreTermKind.FIT, -5, 1)));
    assertThat(candidate.cost()).isEqualTo(141.5);
  }
}
