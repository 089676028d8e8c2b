package org.smartrouting.core.engine;

import org.smartrouting.core.score.Exploration;
import org.smartrouting.core.score.Judgement;
import org.smartrouting.core.score.LearningPolicy;
import org.smartrouting.core.score.SuccessBasis;
import org.smartrouting.core.task.Priority;

/**
 * Says how a decision judges the success of its candidates: by a draw where the pool explores, by
 * the low quantile where a failure could not be made good, and by the mean otherwise.
 */
final class Judging {
  private static final double MICROS_PER_SECOND = 1e6;

  private final ShardState state;

  Judging(ShardState state) {
    this.state = state;
  }

  /**
   * For a decision among candidates.
   *
   * @param candidates how many there are; between fewer than two nothing is drawn
   */
  Judgement of(LiveTask task, int candidates, long nowMicros) {
    boolean draws = draws(task.pool.policy().learning(), task, candidates, nowMicros);
    return draws ? Judgement.drawn(state.chance().nextLong()) : expected(task, nowMicros);
  }

  /**
   * For rules that are only tried: with the same luck as the decision had, and without any chance
   * of its own, so that what is decided does not depend on what is tried.
   */
  Judgement instead(LearningPolicy tried, LiveTask task, Judgement decided, long nowMicros) {
    if (!draws(tried, task, 2, nowMicros)) {
      return expected(task, nowMicros);
    }
    boolean drawn = decided.basis() == SuccessBasis.DRAW;
    return drawn ? decided : Judgement.drawn(task.id.hashCode() + (long) task.attempt);
  }

  private boolean draws(LearningPolicy learning, LiveTask task, int candidates, long nowMicros) {
    return learning.exploration() == Exploration.THOMPSON
        && candidates > 1
        && !isUrgent(task, nowMicros);
  }

  /** Without a draw. */
  Judgement expected(LiveTask task, long nowMicros) {
    return isUrgent(task, nowMicros) ? Judgement.CAREFUL : Judgement.MEAN;
  }

  /**
   * Whether nobody should be tried out on a task: it is CRITICAL or HIGH, or a second attempt after
   * a first one would probably miss the deadline, each taken to last as long as all but one in
   * twenty of this type in this pool.
   */
  private boolean isUrgent(LiveTask task, long nowMicros) {
    Priority priority = task.spec.priority();
    if (priority == Priority.CRITICAL || priority == Priority.HIGH) {
      return true;
    }
    if (task.spec.deadlineMicros() == Timed.NEVER) {
      return false;
    }
    double left = (task.spec.deadlineMicros() - nowMicros) / MICROS_PER_SECOND;
    double lasts =
        state
            .book()
            .estimate(task.pool.key(), task.spec.taskType(), task.pool.policy().learning())
            .q95Seconds();
    return left < 2 * lasts;
  }
}
