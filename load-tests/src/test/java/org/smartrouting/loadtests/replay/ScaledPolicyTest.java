package org.smartrouting.loadtests.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.server.codec.PoolPolicyCodec;
import org.smartrouting.v1.Durability;
import org.smartrouting.v1.Fairness;

final class ScaledPolicyTest {
  private static final PoolPolicy BASE =
      PoolPolicyCodec.over(
          PoolPolicy.DEFAULT,
          org.smartrouting.v1.PoolPolicy.newBuilder()
              .setDurability(Durability.DURABILITY_RELAXED)
              .setMaxUnfinishedTasks(77)
              .setFairness(Fairness.newBuilder().putWeights("a", 5))
              .build());

  @Test
  void at_scale_one_a_policy_is_what_it_was() {
    assertThat(inWallTime(1)).isEqualTo(BASE);
    assertThat(inWallTime(0)).isEqualTo(BASE);
  }

  @Test
  void spans_of_the_trace_shrink_and_a_second_costs_more() {
    PoolPolicy fast = inWallTime(100);

    assertThat(fast.targetWaits().normalMicros())
        .isEqualTo(BASE.targetWaits().normalMicros() / 100);
    assertThat(fast.retry().initialBackoffMicros())
        .isEqualTo(BASE.retry().initialBackoffMicros() / 100);
    assertThat(fast.retry().maxBackoffMicros()).isEqualTo(BASE.retry().maxBackoffMicros() / 100);
    assertThat(fast.retryElsewhereMicros()).isEqualTo(BASE.retryElsewhereMicros() / 100);
    assertThat(fast.learning().ejection().baseMicros())
        .as("a second at least")
        .isEqualTo(1_000_000);
    assertThat(fast.learning().ejection().longestMicros()).isEqualTo(3_000_000);
    assertThat(fast.scoreWeights().time()).isEqualTo(BASE.scoreWeights().time() * 100);
    assertThat(fast.scoreWeights().lateness()).isEqualTo(BASE.scoreWeights().lateness() * 100);
    assertThat(fast.scoreWeights().price()).isEqualTo(BASE.scoreWeights().price());
    assertThat(fast.scoreWeights().failure()).isEqualTo(BASE.scoreWeights().failure());
  }

  @Test
  void times_of_the_network_stay() {
    PoolPolicy fast = inWallTime(100);

    assertThat(fast.acceptTimeoutMicros()).isEqualTo(BASE.acceptTimeoutMicros());
    assertThat(fast.leaseMicros()).isEqualTo(BASE.leaseMicros());
    assertThat(fast.sessionTimeoutMicros()).isEqualTo(BASE.sessionTimeoutMicros());
    assertThat(fast.retentionMicros()).isEqualTo(BASE.retentionMicros());
    assertThat(fast.fairness()).isEqualTo(BASE.fairness());
  }

  private static PoolPolicy inWallTime(double scale) {
    return PoolPolicyCodec.over(BASE, ScaledPolicy.of(BASE, new TimeScale(scale)));
  }
}
