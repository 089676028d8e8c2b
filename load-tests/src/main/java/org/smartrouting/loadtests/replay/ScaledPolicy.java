package org.smartrouting.loadtests.replay;

import com.google.protobuf.Duration;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.core.score.ScoreWeights;
import org.smartrouting.v1.Durability;
import org.smartrouting.v1.RetryPolicy;
import org.smartrouting.v1.TargetWaits;

/**
 * A policy made for trace time, put into wall time so that the router decides as it would in trace
 * time. What is about the connection to specialists stays: accept timeout, lease and session
 * timeout are times of the network, not of the trace.
 */
final class ScaledPolicy {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;

  private ScaledPolicy() {}

  static org.smartrouting.v1.PoolPolicy of(PoolPolicy policy, TimeScale scale) {
    return org.smartrouting.v1.PoolPolicy.newBuilder()
        .setTargetWaits(
            TargetWaits.newBuilder()
                .setCritical(scaled(policy.targetWaits().criticalMicros(), scale))
                .setHigh(scaled(policy.targetWaits().highMicros(), scale))
                .setNormal(scaled(policy.targetWaits().normalMicros(), scale))
                .setLow(scaled(policy.targetWaits().lowMicros(), scale))
                .setBulk(scaled(policy.targetWaits().bulkMicros(), scale)))
        .setScoreWeights(weights(policy.scoreWeights(), scale))
        .setRetryPolicy(
            RetryPolicy.newBuilder()
                .setMaxAttempts(policy.retry().maxAttempts())
                .setInitialBackoff(scaled(policy.retry().initialBackoffMicros(), scale))
                .setMaxBackoff(scaled(policy.retry().maxBackoffMicros(), scale))
                .setBackoffMultiplier(policy.retry().backoffMultiplier())
                .setJitter(policy.retry().jitter()))
        .setRetryElsewhere(scaled(policy.retryElsewhereMicros(), scale))
        .setAcceptTimeout(duration(policy.acceptTimeoutMicros()))
        .setLeaseDuration(duration(policy.leaseMicros()))
        .setSessionTimeout(duration(policy.sessionTimeoutMicros()))
        .setMaxUnfinishedTasks(policy.maxUnfinishedTasks())
        .setRetention(duration(policy.retentionMicros()))
        .setDurability(
            switch (policy.durability()) {
              case COMMITTED -> Durability.DURABILITY_COMMITTED;
              case RELAXED -> Durability.DURABILITY_RELAXED;
            })
        .build();
  }

  // Seconds are shorter by the factor, so a second has to count for more; the price is per second
  // too, and is scaled where the specialists are.
  private static org.smartrouting.v1.ScoreWeights weights(ScoreWeights weights, TimeScale scale) {
    return org.smartrouting.v1.ScoreWeights.newBuilder()
        .setPrice(weights.price())
        .setTime(weights.time() * scale.divisor())
        .setFailure(weights.failure())
        .setFit(weights.fit())
        .setLoad(weights.load())
        .build();
  }

  private static Duration scaled(long traceMicros, TimeScale scale) {
    return duration(scale.wallMicros(traceMicros));
  }

  private static Duration duration(long micros) {
    return Duration.newBuilder()
        .setSeconds(micros / MICROS_PER_SECOND)
        .setNanos((int) (micros % MICROS_PER_SECOND) * NANOS_PER_MICRO)
        .build();
  }
}
