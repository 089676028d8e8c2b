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

  /** Takes the terms one by one, in the order of {@link ScoreTermKind}. */
  private interface Terms {
    void add(ScoreTermKind kind, double credits, double input);
  }

  /** Adds up terms that nobody will read, exactly as {@link Candidate#cost} does. */
  private static final class Sum implements Terms {
    private double credits;

    @Override
    public void add(ScoreTermKind kind, double ofKind, double input) {
      credits += ScoreTerm.rounded(ofKind);
    }
  }

  /**
   * Scores one pair.
   *
   * @param demand what the task asks for
   * @param offer what the specialist has to offer
   */
  public static Candidate score(ScoreWeights weights, Demand demand, Offer offer) {
    List<ScoreTerm> terms = new ArrayList<>(ScoreTermKind.values().length);
    Terms list = (kind, credits, input) -> terms.add(new ScoreTerm(kind, credits, input));
    visit(weights, demand, offer, list);
    return new Candidate(offer.specialistId(), terms, offer.estimate().posterior());
  }

  /** The cost alone: of many candidates few are kept with their terms. */
  public static double cost(ScoreWeights weights, Demand demand, Offer offer) {
    Sum sum = new Sum();
    visit(weights, demand, offer, sum);
    return sum.credits;
  }

  private static void visit(ScoreWeights weights, Demand demand, Offer offer, Terms terms) {
    Estimate estimate = offer.estimate();
    double seconds = estimate.meanSeconds();
    double price = offer.specialist().costPerSecond();
    double success = estimate.success();
    double fit = fit(demand.requirement(), offer.specialist().skills());
    terms.add(ScoreTermKind.PRICE, weights.price() * price * seconds, price);
    terms.add(ScoreTermKind.TIME, weights.time() * seconds, seconds);
    terms.add(ScoreTermKind.FAILURE, weights.failure() * (1 - success), success);
    terms.add(ScoreTermKind.LOAD, weights.load() * offer.utilization(), offer.utilization());
    terms.add(ScoreTermKind.FIT, -weights.fit() * fit, fit);
    if (demand.slackSeconds() < Double.POSITIVE_INFINITY) {
      double late = estimate.secondsBeyond(demand.slackSeconds());
      terms.add(ScoreTermKind.LATENESS, weights.lateness() * late, late);
    }
    terms.add(ScoreTermKind.SCARCITY, weights.scarcity() * offer.scarcity(), offer.scarcity());
    if (demand.wantsSomebody()) {
      double affinity = offer.affinity();
      terms.add(ScoreTermKind.AFFINITY, weights.affinity() * (1 - affinity), affinity);
    }
    if (!demand.requirement().preferences().isEmpty()) {
      double met = met(demand.requirement().preferences(), offer.specialist().labels());
      terms.add(ScoreTermKind.PREFERENCE, -weights.preference() * met, met);
    }
  }

  /**
   * How well skill levels fit a requirement they meet, 0..1: for each skill {@code min(1, (level -
   * min + 1) / (wanted - min + 1))}, weighted. Nothing demanded is a full fit.
   */
  static double fit(Requirement requirement, Map<String, Integer> levels) {
    double sum = 0;
    double weights = 0;
    for (SkillRequirement demand : requirement.skills()) {
      sum += demand.weight() * fit(demand, levels);
      weights += demand.weight();
    }
    return weights == 0 ? 1 : sum / weights;
  }

  private static double fit(SkillRequirement demand, Map<String, Integer> levels) {
    if (demand.wantedLevel() == demand.minLevel()) {
      // Whoever meets it fits fully: most demands need no look at levels.
      return 1;
    }
    double above = levels.getOrDefault(demand.skill(), 0) - demand.minLevel() + 1;
    double span = demand.wantedLevel() - demand.minLevel() + 1;
    return Math.min(1, above / span);
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
