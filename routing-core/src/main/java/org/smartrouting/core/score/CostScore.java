package org.smartrouting.core.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.smartrouting.core.task.LabelPreference;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.SkillRequirement;

/**
 * Expected cost in credits of giving a task to a specialist: price of its time, time until the end,
 * risk of failure and of lateness, load, and what its other skills are worth elsewhere, less the
 * fit of its skills and labels. All terms have one unit, so that weights are exchange rates and the
 * sum can be explained. Terms that do not concern the task are left out, so that all candidates for
 * a task have the same terms in the same order.
 */
public final class CostScore {
  private CostScore() {}

  /**
   * Scores one pair.
   *
   * @param demand what the task asks for
   * @param offer what the specialist has to offer
   */
  public static Candidate score(ScoreWeights weights, Demand demand, Offer offer) {
    Estimate estimate = offer.estimate();
    double seconds = estimate.meanSeconds();
    double price = offer.specialist().costPerSecond();
    double success = estimate.success();
    double fit = fit(demand.requirement(), offer.specialist().skills());
    List<ScoreTerm> terms = new ArrayList<>(ScoreTermKind.values().length);
    terms.add(new ScoreTerm(ScoreTermKind.PRICE, weights.price() * price * seconds, price));
    terms.add(new ScoreTerm(ScoreTermKind.TIME, weights.time() * seconds, seconds));
    terms.add(new ScoreTerm(ScoreTermKind.FAILURE, weights.failure() * (1 - success), success));
    terms.add(
        new ScoreTerm(
            ScoreTermKind.LOAD, weights.load() * offer.utilization(), offer.utilization()));
    terms.add(new ScoreTerm(ScoreTermKind.FIT, -weights.fit() * fit, fit));
    if (demand.slackSeconds() < Double.POSITIVE_INFINITY) {
      double late = estimate.secondsBeyond(demand.slackSeconds());
      terms.add(new ScoreTerm(ScoreTermKind.LATENESS, weights.lateness() * late, late));
    }
    terms.add(
        new ScoreTerm(
            ScoreTermKind.SCARCITY, weights.scarcity() * offer.scarcity(), offer.scarcity()));
    if (!demand.requirement().preferences().isEmpty()) {
      double met = met(demand.requirement().preferences(), offer.specialist().labels());
      terms.add(new ScoreTerm(ScoreTermKind.PREFERENCE, -weights.preference() * met, met));
    }
    return new Candidate(offer.specialistId(), terms, estimate.posterior());
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

  /** Share of the weight of the preferences that labels meet, 0..1; 1 when none has a weight. */
  static double met(List<LabelPreference> preferences, Map<String, String> labels) {
    double sum = 0;
    double weights = 0;
    for (LabelPreference preference : preferences) {
      sum += preference.constraint().isSatisfiedBy(labels) ? preference.weight() : 0;
      weights += preference.weight();
    }
    return weights == 0 ? 1 : sum / weights;
  }
}
