package org.smartrouting.core.score;

import java.util.List;

/**
 * Who got a task and why.
 *
 * @param decidedMicros when, microseconds since the epoch
 * @param specialistId the winner
 * @param candidates the best of those that were compared, best first; the first is the winner
 */
public record Decision(long decidedMicros, String specialistId, List<Candidate> candidates) {
  /** How many candidates are kept with a task. */
  public static final int MAX_CANDIDATES_KEPT = 3;

  /** Copies the list. */
  public Decision {
    candidates = List.copyOf(candidates);
  }
}
