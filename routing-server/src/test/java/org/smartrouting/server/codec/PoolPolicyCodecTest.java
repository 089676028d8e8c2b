package org.smartrouting.server.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.assignment.RetryPolicy;
import org.smartrouting.core.pool.AgingRates;
import org.smartrouting.core.pool.AssignmentMode;
import org.smartrouting.core.pool.BalancePolicy;
import org.smartrouting.core.pool.Durability;
import org.smartrouting.core.pool.Fairness;
import org.smartrouting.core.pool.FairnessMeasure;
import org.smartrouting.core.pool.InfeasiblePolicy;
import org.smartrouting.core.pool.LatePolicy;
import org.smartrouting.core.pool.Pool;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.core.pool.PreemptionPolicy;
import org.smartrouting.core.pool.QueueOrder;
import org.smartrouting.core.pool.QueuePolicy;
import org.smartrouting.core.pool.SessionOrder;
import org.smartrouting.core.pool.ShadowPolicy;
import org.smartrouting.core.pool.TargetWaits;
import org.smartrouting.core.score.Ejection;
import org.smartrouting.core.score.Exploration;
import org.smartrouting.core.score.LearningPolicy;
import org.smartrouting.core.score.ScoreWeights;

final class PoolPolicyCodecTest {
  private static final PoolPolicy OTHER =
      new PoolPolicy(
          new TargetWaits(1, 2, 3, 4, 5),
          new ScoreWeights(6, 7, 8, 9, 10, 11, 12, 13, 14),
          new RetryPolicy(11, 12, 13, 14, 0.15),
          16,
          17,
          18,
          19,
          20,
          21,
          Durability.RELAXED,
          new Fairness(Map.of("a", 0.5, "", 2.0), 3, FairnessMeasure.SERVICE_TIME, 28, 29),
          new LearningPolicy(
              Exploration.MEAN, 100, 22, 0.5, 1.5, 0.25, new Ejection(3, 50, 2, 23, 24, 26)),
          new QueuePolicy(
              QueueOrder.PROPORTIONAL_AGING,
              new AgingRates(22, 23, 24, 25, 26),
              LatePolicy.DEMOTE,
              InfeasiblePolicy.ACCEPT,
              SessionOrder.FINISH_STARTED),
          AssignmentMode.LONGEST_IDLE,
          new BalancePolicy(0.25, 4, 5.5, 27, 28, 1),
          new ShadowPolicy(
              new ScoreWeights(1, 2, 3, 4, 5, 6, 7, 9, 8),
              LearningPolicy.DEFAULT.with(Exploration.MEAN),
              AssignmentMode.RANDOM),
          new PreemptionPolicy(true, 30, 31));

  @Test
  void a_policy_survives_both_ways_over_any_other() {
    var message = PoolPolicyCodec.toMessage(OTHER);

    assertThat(PoolPolicyCodec.over(PoolPolicy.DEFAULT, message)).isEqualTo(OTHER);
    Fairness keptWeights = Fairness.DEFAULT.withWeights(OTHER.fairness().weights());
    assertThat(PoolPolicyCodec.over(OTHER, PoolPolicyCodec.toMessage(PoolPolicy.DEFAULT)))
        .isEqualTo(PoolPolicy.DEFAULT.withFairness(keptWeights).withShadow(OTHER.shadow()));
  }

  @Test
  void what_is_absent_stays() {
    assertThat(PoolPolicyCodec.over(OTHER, org.smartrouting.v1.PoolPolicy.getDefaultInstance()))
        .isEqualTo(OTHER);
  }

  @Test
  void an_update_takes_over_what_its_paths_name() {
    var values = org.smartrouting.v1.PoolPolicy.newBuilder();
    values.getTargetWaitsBuilder().setHigh(seconds(30)).setLow(seconds(31));
    values.setLeaseDuration(seconds(32));

    PoolPolicy changed =
        PoolPolicyCodec.updated(
            PoolPolicy.DEFAULT,
            values.build(),
            List.of("target_waits.high", "accept_timeout", "durability"));

    assertThat(changed.targetWaits())
        .isEqualTo(new TargetWaits(1_000_000, 30_000_000, 60_000_000, 600_000_000, 3_600_000_000L));
    assertThat(changed.leaseMicros()).isEqualTo(PoolPolicy.DEFAULT.leaseMicros());
    assertThat(changed.acceptTimeoutMicros()).isEqualTo(PoolPolicy.DEFAULT.acceptTimeoutMicros());
    assertThat(changed.durability()).isEqualTo(Durability.COMMITTED);
  }

  @Test
  void weights_that_are_named_replace_all_others_and_can_be_none() {
    var values = org.smartrouting.v1.PoolPolicy.newBuilder();
    values.getFairnessBuilder().putWeights("c", 7).setDefaultWeight(9);

    assertThat(PoolPolicyCodec.over(OTHER, values.build()).fairness())
        .isEqualTo(new Fairness(Map.of("c", 7.0), 9, FairnessMeasure.SERVICE_TIME, 28, 29));
    assertThat(
            PoolPolicyCodec.updated(OTHER, values.build(), List.of("fairness.weights")).fairness())
        .isEqualTo(new Fairness(Map.of("c", 7.0), 3, FairnessMeasure.SERVICE_TIME, 28, 29));
    assertThat(PoolPolicyCodec.updated(OTHER, values.build(), List.of("fairness")).fairness())
        .isEqualTo(new Fairness(Map.of("c", 7.0), 9, FairnessMeasure.SERVICE_TIME, 28, 29));
    values.getFairnessBuilder().clearWeights();
    assertThat(
            PoolPolicyCodec.updated(OTHER, values.build(), List.of("fairness.weights")).fairness())
        .isEqualTo(new Fairness(Map.of(), 3, FairnessMeasure.SERVICE_TIME, 28, 29));
    assertThat(PoolPolicyCodec.updated(OTHER, values.build(), List.of("fairness")).fairness())
        .isEqualTo(
            new Fairness(OTHER.fairness().weights(), 9, FairnessMeasure.SERVICE_TIME, 28, 29));
  }

  @Test
  void a_least_prior_above_the_greatest_raises_it() {
    var values = org.smartrouting.v1.PoolPolicy.newBuilder();
    values.getLearningBuilder().setLeastPrior(30).setMemory(50);

    LearningPolicy learning = PoolPolicyCodec.over(PoolPolicy.DEFAULT, values.build()).learning();

    assertThat(learning.leastPrior()).isEqualTo(30);
    assertThat(learning.greatestPrior()).isEqualTo(30);
    assertThat(learning.memory()).isEqualTo(50);
    assertThat(learning.exploration()).isEqualTo(Exploration.THOMPSON);
  }

  @Test
  void rules_are_tried_from_those_of_the_pool_on_until_none_are_named() {
    var values = org.smartrouting.v1.PoolPolicy.newBuilder();
    values.getShadowBuilder().getScoreWeightsBuilder().setPrice(9);

    PoolPolicy first = PoolPolicyCodec.over(OTHER.withShadow(null), values.build());
    assertThat(first.shadow())
        .isEqualTo(
            new ShadowPolicy(
                new ScoreWeights(9, 7, 8, 9, 10, 11, 12, 13, 14),
                null,
                AssignmentMode.LONGEST_IDLE));
    values.clear().getShadowBuilder().getLearningBuilder().setMemory(77);
    PoolPolicy second = PoolPolicyCodec.updated(first, values.build(), List.of("shadow.learning"));
    assertThat(second.shadow().weights()).isEqualTo(first.shadow().weights());
    assertThat(second.shadow().learning().memory()).isEqualTo(77);
    assertThat(second.shadow().learning().exploration()).isEqualTo(Exploration.MEAN);
    values.clear();
    assertThat(PoolPolicyCodec.updated(second, values.build(), List.of("learning")))
        .isEqualTo(second);
    assertThat(PoolPolicyCodec.updated(second, values.build(), List.of("shadow")).shadow())
        .isNull();
  }

  @Test
  void single_rules_for_who_makes_way_can_be_changed() {
    var values = org.smartrouting.v1.PoolPolicy.newBuilder();
    values.getPreemptionBuilder().setMinRun(seconds(7)).setPercentPerMinute(9);

    assertThat(
            PoolPolicyCodec.updated(OTHER, values.build(), List.of("preemption.min_run"))
                .preemption())
        .isEqualTo(new PreemptionPolicy(true, 7_000_000, 31));
    values.getPreemptionBuilder().setEnabled(false);
    assertThat(
            PoolPolicyCodec.updated(OTHER, values.build(), List.of("preemption.enabled"))
                .preemption())
        .isEqualTo(new PreemptionPolicy(false, 30, 31));
  }

  @Test
  void out_before_stale_is_raised_to_it() {
    var values = org.smartrouting.v1.PoolPolicy.newBuilder();
    values.getBalanceBuilder().setStaleAfter(12);

    assertThat(PoolPolicyCodec.over(PoolPolicy.DEFAULT, values.build()).balance())
        .isEqualTo(new BalancePolicy(0.9, 12, 12, 10, 0, 0));
  }

  @Test
  void a_first_backoff_above_the_longest_raises_it() {
    var values = org.smartrouting.v1.PoolPolicy.newBuilder();
    values.getRetryPolicyBuilder().setInitialBackoff(seconds(120));

    assertThat(PoolPolicyCodec.over(PoolPolicy.DEFAULT, values.build()).retry())
        .isEqualTo(new RetryPolicy(3, 120_000_000, 120_000_000, 2, 0.5));
  }

  @Test
  void a_pool_that_was_never_changed_has_no_times() {
    Pool implicit = Pool.implicit(PoolCodec.key("acme", ""));

    assertThat(implicit.key()).isEqualTo(new PoolKey("acme", "default"));
    assertThat(PoolCodec.toMessage(implicit).hasCreateTime()).isFalse();
    assertThat(PoolCodec.toMessage(implicit.withPolicy(OTHER, 77)))
        .isEqualTo(
            org.smartrouting.v1.Pool.newBuilder()
                .setTenant("acme")
                .setPool("default")
                .setPolicy(PoolPolicyCodec.toMessage(OTHER))
                .setCreateTime(TimeCodec.timestamp(77))
                .setUpdateTime(TimeCodec.timestamp(77))
                .setEtag("1")
                .build());
  }

  private static Duration seconds(long seconds) {
    return Duration.newBuilder().setSeconds(seconds).build();
  }
}
