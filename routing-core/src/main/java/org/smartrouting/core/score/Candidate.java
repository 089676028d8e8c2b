package org.smartrouting.core.score;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A specialist that could take a task, with its score.
 *
 * @param specialistId who
 * @param terms what the cost is made of
 * @param posterior what was believed of its success; null where that was not kept
 */
public record Candidate(String specialistId, List<ScoreTerm> terms, @Nullable Posterior posterior) {
  /** Copies the list. */
  public Candidate {
    terms = List.copyOf(terms);
  }

  /** One of whose success nothing is kept. */
  public Candidate(String specialistId, List<ScoreTerm> terms) {
    this(specialistId, terms, null);
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
