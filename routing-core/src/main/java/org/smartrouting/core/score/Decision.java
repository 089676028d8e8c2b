package org.smartrouting.core.score;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.pool.AssignmentMode;

/**
 * Who got a task and why.
 *
 * @param decidedMicros when, microseconds since the epoch
 * @param specialistId the winner
 * @param candidates the best of those that were compared, best first; the first is the winner
 * @param judgement how their success was judged
 * @param mode by which mode they are ordered
 * @param batch what was matched together; null for a decision of its own
 */
public record Decision(
    long decidedMicros,
    String specialistId,
    List<Candidate> candidates,
    Judgement judgement,
    AssignmentMode mode,
    @Nullable BatchSize batch) {
  /** How many candidates are kept with a task. */
  public static final int MAX_CANDIDATES_KEPT = 3;

  /** Copies the list. */
  public Decision {
    candidates = List.copyOf(candidates);
  }

  /** One of its own. */
  public Decision(
      long decidedMicros,
      String specialistId,
      List<Candidate> candidates,
      Judgement judgement,
      AssignmentMode mode) {
    this(decidedMicros, specialistId, candidates, judgement, mode, null);
  }

  /** One by cost that judged by the mean. */
  public Decision(long decidedMicros, String specialistId, List<Candidate> candidates) {
    this(decidedMicros, specialistId, candidates, Judgement.MEAN, AssignmentMode.BEST_COST);
  }
}
