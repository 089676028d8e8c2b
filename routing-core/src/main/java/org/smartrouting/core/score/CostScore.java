package org.smartrouting.core.score;

import java.util.List;
import java.util.Map;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.SkillRequirement;

/**
 * Expected cost in credits of giving a task to a specialist: price of its time, time until the end,
 * risk of failure and load, less the fit of its skills. All terms have one unit, so that weights
 * are exchange rates and the sum can be explained.
 */
public final class CostScore {
  private CostScore() {}

  /**
   * Scores one pair.
   *
   * @param specialistId who
   * @param specialist what is said of it
   * @param requirement what the task demands; the specialist meets it
   * @param estimate what is expected of it
   * @param utilization share of its slots that is taken, 0..1 and above
   */
  public static Candidate score(
      ScoreWeights weights,
      String specialistId,
      SpecialistSpec specialist,
      Requirement requirement,
      Estimate estimate,
      double utilization) {
    double seconds = estimate.meanSeconds();
    double price = specialist.costPerSecond();
    double fit = fit(requirement, specialist.skills());
    return new Candidate(
        specialistId,
        List.of(
            new ScoreTerm(ScoreTermKind.PRICE, weights.price() * price * seconds, price),
            new ScoreTerm(ScoreTermKind.TIME, weights.time() * seconds, seconds),
            new ScoreTerm(
                ScoreTermKind.FAILURE,
                weights.failure() * (1 - estimate.success()),
                estimate.success()),
            new ScoreTerm(ScoreTermKind.LOAD, weights.load() * utilization, utilization),
            new ScoreTerm(ScoreTermKind.FIT, -weights.fit() * fit, fit)),
        estimate.posterior());
  }

  /**
   * How well skill levels fit a requirement they meet, 0..1: for each skill {@code min(1, (level -
   * min + 1) / (wanted - min + 1))}, weighted. Nothing demanded is a full fit.
   */
  static double fit(Requirement requirement, Map<String, Integer> levels) {
    double sum = 0;
    double weights = 0;
    for (SkillRequirement demand : requirement.skills()) {
      int level = levels.getOrDefault(demand.skill(), 0);
      double above = level - demand.minLevel() + 1;
      double span = demand.wantedLevel() - demand.minLevel() + 1;
      sum += demand.weight() * Math.min(1, above / span);
      weights += demand.weight();
    }
    return weights == 0 ? 1 : sum / weights;
  }
}
