package org.smartrouting.server.codec;

import org.smartrouting.core.score.Exploration;
import org.smartrouting.core.score.LearningPolicy;

/** How pools learn. */
final class LearningCodec {
  private LearningCodec() {}

  /**
   * Puts the fields that a message has over what there is. A greatest prior that then is below the
   * least one is raised to it, because the two can come from different calls.
   */
  static LearningPolicy over(LearningPolicy base, org.smartrouting.v1.LearningPolicy message) {
    double leastPrior = message.hasLeastPrior() ? message.getLeastPrior() : base.leastPrior();
    double greatestPrior =
        message.hasGreatestPrior() ? message.getGreatestPrior() : base.greatestPrior();
    return new LearningPolicy(
        exploration(message.getExploration(), base.exploration()),
        message.hasMemory() ? message.getMemory() : base.memory(),
        message.hasIdleHalfLife()
            ? TimeCodec.micros(message.getIdleHalfLife())
            : base.idleHalfLifeMicros(),
        leastPrior,
        Math.max(leastPrior, greatestPrior),
        message.hasNewcomerShare() ? message.getNewcomerShare() : base.newcomerShare(),
        EjectionCodec.over(base.ejection(), message.getEjection()));
  }

  static org.smartrouting.v1.LearningPolicy toMessage(LearningPolicy policy) {
    return org.smartrouting.v1.LearningPolicy.newBuilder()
        .setExploration(
            switch (policy.exploration()) {
              case THOMPSON -> org.smartrouting.v1.Exploration.EXPLORATION_THOMPSON;
              case MEAN -> org.smartrouting.v1.Exploration.EXPLORATION_MEAN;
            })
        .setMemory(policy.memory())
        .setIdleHalfLife(TimeCodec.duration(policy.idleHalfLifeMicros()))
        .setLeastPrior(policy.leastPrior())
        .setGreatestPrior(policy.greatestPrior())
        .setNewcomerShare(policy.newcomerShare())
        .setEjection(EjectionCodec.toMessage(policy.ejection()))
        .build();
  }

  private static Exploration exploration(
      org.smartrouting.v1.Exploration message, Exploration base) {
    return switch (message) {
      case EXPLORATION_UNSPECIFIED -> base;
      case EXPLORATION_THOMPSON -> Exploration.THOMPSON;
      case EXPLORATION_MEAN -> Exploration.MEAN;
      case UNRECOGNIZED -> throw new IllegalArgumentException("not an exploration: " + message);
    };
  }
}
