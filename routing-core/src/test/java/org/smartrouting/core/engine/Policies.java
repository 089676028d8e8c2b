package org.smartrouting.core.engine;

import org.smartrouting.core.assignment.RetryPolicy;
import org.smartrouting.core.pool.Durability;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.core.score.ScoreWeights;

/** Changes of single rules of a pool. */
final class Policies {
  private Policies() {}

  static PoolPolicy retry(PoolPolicy base, RetryPolicy retry) {
    return new PoolPolicy(
        base.targetWaits(),
        base.scoreWeights(),
        retry,
        base.acceptTimeoutMicros(),
        base.leaseMicros(),
        base.sessionTimeoutMicros(),
        base.retryElsewhereMicros(),
        base.maxUnfinishedTasks(),
        base.retentionMicros(),
        base.durability(),
        base.fairness(),
        base.learning(),
        base.queue(),
        base.assignment(),
        base.balance(),
        base.shadow());
  }

  static PoolPolicy weights(PoolPolicy base, ScoreWeights weights) {
    return new PoolPolicy(
        base.targetWaits(),
        weights,
        base.retry(),
        base.acceptTimeoutMicros(),
        base.leaseMicros(),
        base.sessionTimeoutMicros(),
        base.retryElsewhereMicros(),
        base.maxUnfinishedTasks(),
        base.retentionMicros(),
        base.durability(),
        base.fairness(),
        base.learning(),
        base.queue(),
        base.assignment(),
        base.balance(),
        base.shadow());
  }

  static PoolPolicy times(PoolPolicy base, long acceptMicros, long leaseMicros, long awayMicros) {
    return new PoolPolicy(
        base.targetWaits(),
        base.scoreWeights(),
        base.retry(),
        acceptMicros,
        leaseMicros,
        awayMicros,
        base.retryElsewhereMicros(),
        base.maxUnfinishedTasks(),
        base.retentionMicros(),
        base.durability(),
        base.fairness(),
        base.learning(),
        base.queue(),
        base.assignment(),
        base.balance(),
        base.shadow());
  }

  static PoolPolicy elsewhere(PoolPolicy base, long micros) {
    return new PoolPolicy(
        base.targetWaits(),
        base.scoreWeights(),
        base.retry(),
        base.acceptTimeoutMicros(),
        base.leaseMicros(),
        base.sessionTimeoutMicros(),
        micros,
        base.maxUnfinishedTasks(),
        base.retentionMicros(),
        base.durability(),
        base.fairness(),
        base.learning(),
        base.queue(),
        base.assignment(),
        base.balance(),
        base.shadow());
  }

  static PoolPolicy limits(PoolPolicy base, int maxUnfinished, Durability durability) {
    return new PoolPolicy(
        base.targetWaits(),
        base.scoreWeights(),
        base.retry(),
        base.acceptTimeoutMicros(),
        base.leaseMicros(),
        base.sessionTimeoutMicros(),
        base.retryElsewhereMicros(),
        maxUnfinished,
        base.retentionMicros(),
        durability,
        base.fairness(),
        base.learning(),
        base.queue(),
        base.assignment(),
        base.balance(),
        base.shadow());
  }
}
