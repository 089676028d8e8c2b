package org.smartrouting.core.score;

import java.util.List;

/**
 * Who got a task and why.
 *
 * @param decidedMicros when, microseconds since the epoch
 * @param specialistId the winner
 * @param candidates the best of those that were compared, best first; the first is the winner
 * @param judgement how their success was judged
 */
public record Decision(
    long decidedMicros, String specialistId, List<Candidate> candidates, Judgement judgement) {
  /** How many candidates are kept with a task. */
  public static final int MAX_CANDIDATES_KEPT = 3;

  /** Copies the list. */
  public Decision {
    candidates = List.copyOf(candidates);
  }

  /** One that judged by the mean. */
  public Decision(long decidedMicros, String specialistId, List<Candidate> candidates) {
    this(decidedMicros, specialistId, candidates, Judgement.MEAN);
  }
}
