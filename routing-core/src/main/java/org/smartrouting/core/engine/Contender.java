package org.smartrouting.core.engine;

import java.util.List;
import org.smartrouting.core.score.Candidate;
import org.smartrouting.core.score.CostScore;
import org.smartrouting.core.score.Demand;
import org.smartrouting.core.score.Offer;
import org.smartrouting.core.score.ScoreWeights;

/**
 * A specialist that is compared with others for a task. Its terms are listed only when somebody is
 * to read them, which is of few.
 *
 * @param specialist who
 * @param weights weights of the score
 * @param demand what the task asks for
 * @param offer what the specialist has to offer
 * @param cost expected cost in credits; less is better
 */
record Contender(
    LiveSpecialist specialist, ScoreWeights weights, Demand demand, Offer offer, double cost) {
  /** Scores one. */
  static Contender of(LiveSpecialist specialist, ScoreWeights weights, Demand demand, Offer offer) {
    double cost = CostScore.cost(weights, demand, offer);
    return new Contender(specialist, weights, demand, offer, cost);
  }

  /** With all terms of its cost. */
  Candidate candidate() {
    return CostScore.score(weights, demand, offer);
  }

  /** The first of them, at most so many, with their terms. */
  static List<Candidate> candidates(List<Contender> ranked, int most) {
    return ranked.stream().limit(most).map(Contender::candidate).toList();
  }
}
