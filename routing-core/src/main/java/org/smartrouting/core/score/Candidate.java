package org.smartrouting.core.score;

import java.util.List;

/**
 * A specialist that could take a task, with its score.
 *
 * @param specialistId who
 * @param terms what the cost is made of
 */
public record Candidate(String specialistId, List<ScoreTerm> terms) {
  /** Copies the list. */
  public Candidate {
    terms = List.copyOf(terms);
  }

  /** Expected cost in credits, the sum of the terms; less is better. */
  public double cost() {
    double sum = 0;
    for (ScoreTerm term : terms) {
      sum += term.credits();
    }
    return sum;
  }
}
