package org.smartrouting.core.pool;

import org.jspecify.annotations.Nullable;
import org.smartrouting.core.score.LearningPolicy;
import org.smartrouting.core.score.ScoreWeights;

/**
 * Rules that are tried without being used: they rank the candidates of each decision, and what they
 * would have chosen is compared with what was chosen.
 *
 * @param weights weights of the score
 * @param learning how success is estimated and drawn; null for as the pool does it
 * @param assignment who of the candidates is the best
 */
public record ShadowPolicy(
    ScoreWeights weights, @Nullable LearningPolicy learning, AssignmentMode assignment) {
  /** Rules that are those of a policy. */
  public static ShadowPolicy like(PoolPolicy policy) {
    return new ShadowPolicy(policy.scoreWeights(), null, policy.assignment());
  }
}
