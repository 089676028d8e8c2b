package org.smartrouting.server.codec;

import org.jspecify.annotations.Nullable;
import org.smartrouting.core.engine.ShadowCounts;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.core.pool.ShadowPolicy;
import org.smartrouting.core.score.LearningPolicy;
import org.smartrouting.v1.ShadowExpectation;
import org.smartrouting.v1.ShadowStats;

/** Rules that are tried without being used, and what came of it. */
final class ShadowCodec {
  private ShadowCodec() {}

  /**
   * Puts the fields that a message has over the rules that are tried already, or else over those of
   * the pool.
   */
  static @Nullable ShadowPolicy over(PoolPolicy base, org.smartrouting.v1.PoolPolicy policy) {
    if (!policy.hasShadow()) {
      return base.shadow();
    }
    org.smartrouting.v1.ShadowPolicy message = policy.getShadow();
    ShadowPolicy before = base.shadow() == null ? ShadowPolicy.like(base) : base.shadow();
    LearningPolicy learning = before.learning();
    if (message.hasLearning()) {
      learning =
          LearningCodec.over(learning == null ? base.learning() : learning, message.getLearning());
    }
    return new ShadowPolicy(
        PoolPolicyCodec.weights(before.weights(), message.getScoreWeights()),
        learning,
        AssignmentModeCodec.over(before.assignment(), message.getAssignmentMode()));
  }

  static org.smartrouting.v1.ShadowPolicy toMessage(ShadowPolicy policy) {
    org.smartrouting.v1.ShadowPolicy.Builder message =
        org.smartrouting.v1.ShadowPolicy.newBuilder()
            .setScoreWeights(PoolPolicyCodec.toMessage(policy.weights()))
            .setAssignmentMode(AssignmentModeCodec.toMessage(policy.assignment()));
    if (policy.learning() != null) {
      message.setLearning(LearningCodec.toMessage(policy.learning()));
    }
    return message.build();
  }

  static ShadowStats toMessage(ShadowCounts counts) {
    return ShadowStats.newBuilder()
        .setDecisions(counts.decisions())
        .setAgreedShare(counts.agreedShare())
        .setMeanCostDifference(counts.meanCostDifference())
        .setActive(toMessage(counts.active()))
        .setShadow(toMessage(counts.shadow()))
        .build();
  }

  private static ShadowExpectation toMessage(ShadowCounts.Expectation means) {
    return ShadowExpectation.newBuilder()
        .setSeconds(means.seconds())
        .setSuccess(means.success())
        .setPrice(means.price())
        .build();
  }
}
