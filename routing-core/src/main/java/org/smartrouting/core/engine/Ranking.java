package org.smartrouting.core.engine;

import org.smartrouting.core.pool.AssignmentMode;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.core.pool.ShadowPolicy;
import org.smartrouting.core.score.LearningPolicy;
import org.smartrouting.core.score.ScoreWeights;

/**
 * The rules by which candidates are ranked.
 *
 * @param weights weights of the score
 * @param learning how success is estimated and drawn
 * @param assignment who is the best
 */
record Ranking(ScoreWeights weights, LearningPolicy learning, AssignmentMode assignment) {
  /** Those that a pool uses. */
  static Ranking of(PoolPolicy policy) {
    return new Ranking(policy.scoreWeights(), policy.learning(), policy.assignment());
  }

  /** Those that a pool tries. */
  static Ranking of(ShadowPolicy shadow, PoolPolicy policy) {
    LearningPolicy learning = shadow.learning();
    return new Ranking(
        shadow.weights(), learning == null ? policy.learning() : learning, shadow.assignment());
  }
}
