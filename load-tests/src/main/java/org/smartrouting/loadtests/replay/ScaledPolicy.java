package org.smartrouting.loadtests.replay;

import com.google.protobuf.Duration;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.core.score.Ejection;
import org.smartrouting.server.codec.PoolPolicyCodec;
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
    // Everything as it is, and then what has to do with the pace of the trace.
    org.smartrouting.v1.PoolPolicy.Builder scaled =
        PoolPolicyCodec.toMessage(policy).toBuilder()
            .setTargetWaits(
                TargetWaits.newBuilder()
                    .setCritical(scaled(policy.targetWaits().criticalMicros(), scale))
                    .setHigh(scaled(policy.targetWaits().highMicros(), scale))
                    .setNormal(scaled(policy.targetWaits().normalMicros(), scale))
                    .setLow(scaled(policy.targetWaits().lowMicros(), scale))
                    .setBulk(scaled(policy.targetWaits().bulkMicros(), scale)))
            .setRetryElsewhere(scaled(policy.retryElsewhereMicros(), scale));
    // Seconds are shorter by the factor, so each has to count for more; the price, which is per
    // second too, is scaled where the specialists are.
    scaled
        .getScoreWeightsBuilder()
        .setTime(policy.scoreWeights().time() * scale.divisor())
        .setLateness(policy.scoreWeights().lateness() * scale.divisor());
    scaled
        .getRetryPolicyBuilder()
        .setInitialBackoff(scaled(policy.retry().initialBackoffMicros(), scale))
        .setMaxBackoff(scaled(policy.retry().maxBackoffMicros(), scale));
    Ejection ejection = policy.learning().ejection();
    scaled
        .getLearningBuilder()
        .setIdleHalfLife(asLearned(policy.learning().idleHalfLifeMicros(), scale))
        .getEjectionBuilder()
        .setBaseTime(asLearned(ejection.baseMicros(), scale))
        .setLongestTime(asLearned(ejection.longestMicros(), scale));
    return scaled.build();
  }

  /** The same, but no less than a second of wall time, which is the least that a pool takes. */
  private static Duration asLearned(long traceMicros, TimeScale scale) {
    long shortest = (long) Math.ceil(MICROS_PER_SECOND * scale.divisor());
    return scaled(Math.max(traceMicros, shortest), scale);
  }

  private static Duration scaled(long traceMicros, TimeScale scale) {
    long micros = scale.wallMicros(traceMicros);
    return Duration.newBuilder()
        .setSeconds(micros / MICROS_PER_SECOND)
        .setNanos((int) (micros % MICROS_PER_SECOND) * NANOS_PER_MICRO)
        .build();
  }
}
