package org.smartrouting.core.engine;

import java.util.function.Consumer;
import org.smartrouting.core.assignment.RetryPolicy;
import org.smartrouting.core.pool.Durability;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.core.score.ScoreWeights;

/** Changes of single rules of a pool. */
final class Policies {
  private final PoolPolicy base;
  private ScoreWeights weights;
  private RetryPolicy retry;
  private long acceptMicros;
  private long leaseMicros;
  private long awayMicros;
  private long elsewhereMicros;
  private int maxUnfinished;
  private Durability durability;

  private Policies(PoolPolicy base) {
    this.base = base;
    weights = base.scoreWeights();
    retry = base.retry();
    acceptMicros = base.acceptTimeoutMicros();
    leaseMicros = base.leaseMicros();
    awayMicros = base.sessionTimeoutMicros();
    elsewhereMicros = base.retryElsewhereMicros();
    maxUnfinished = base.maxUnfinishedTasks();
    durability = base.durability();
  }

  static PoolPolicy retry(PoolPolicy base, RetryPolicy retry) {
    return change(base, rules -> rules.retry = retry);
  }

  static PoolPolicy weights(PoolPolicy base, ScoreWeights weights) {
    return change(base, rules -> rules.weights = weights);
  }

  static PoolPolicy times(PoolPolicy base, long acceptMicros, long leaseMicros, long awayMicros) {
    return change(
        base,
        rules -> {
          rules.acceptMicros = acceptMicros;
          rules.leaseMicros = leaseMicros;
          rules.awayMicros = awayMicros;
        });
  }

  static PoolPolicy elsewhere(PoolPolicy base, long micros) {
    return change(base, rules -> rules.elsewhereMicros = micros);
  }

  static PoolPolicy limits(PoolPolicy base, int maxUnfinished, Durability durability) {
    return change(
        base,
        rules -> {
          rules.maxUnfinished = maxUnfinished;
          rules.durability = durability;
        });
  }

  private static PoolPolicy change(PoolPolicy base, Consumer<Policies> change) {
    Policies rules = new Policies(base);
    change.accept(rules);
    return rules.changed();
  }

  private PoolPolicy changed() {
    return new PoolPolicy(
        base.targetWaits(),
        weights,
        retry,
        acceptMicros,
        leaseMicros,
        awayMicros,
        elsewhereMicros,
        maxUnfinished,
        base.retentionMicros(),
        durability,
        base.fairness(),
        base.learning(),
        base.queue(),
        base.assignment(),
        base.balance(),
        base.shadow(),
        base.preemption());
  }
}
