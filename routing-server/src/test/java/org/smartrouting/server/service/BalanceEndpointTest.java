package org.smartrouting.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.FieldMask;
import com.google.rpc.Code;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smartrouting.v1.BalancePolicy;
import org.smartrouting.v1.ExplainRouteRequest;
import org.smartrouting.v1.ExplainRouteResponse;
import org.smartrouting.v1.GetQueueStatsRequest;
import org.smartrouting.v1.GetQueueStatsResponse;
import org.smartrouting.v1.PoolPolicy;
import org.smartrouting.v1.Task;
import org.smartrouting.v1.UpdatePoolRequest;

/** What pools can say about balance, batches and shadows, as callers see it. */
final class BalanceEndpointTest {
  private final ServiceFixture fixture = new ServiceFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private PoolPolicy update(PoolPolicy.Builder policy, String... paths) {
    FieldMask.Builder mask = FieldMask.newBuilder();
    for (String path : paths) {
      mask.addPaths(path);
    }
    return fixture
        .pools()
        .updatePool(UpdatePoolRequest.newBuilder().setPolicy(policy).setUpdateMask(mask).build())
        .getPool()
        .getPolicy();
  }

  private GetQueueStatsResponse stats() {
    return fixture.routing().getQueueStats(GetQueueStatsRequest.getDefaultInstance());
  }

  @Test
  void single_rules_of_balance_can_be_changed_and_outlast_a_restart() {
    PoolPolicy.Builder values = PoolPolicy.newBuilder();
    values.getBalanceBuilder().setUtilizationCeiling(0.5).setOutAfter(99).setSlowStartResults(3);
    values.getBalanceBuilder().getBatchWindowBuilder().setNanos(5_000_000);

    BalancePolicy changed =
        update(values, "balance.utilization_ceiling", "balance.batch_window").getBalance();
    fixture.restart();

    assertThat(changed)
        .isEqualTo(
            BalancePolicy.newBuilder()
                .setUtilizationCeiling(0.5)
                .setStaleAfter(3)
                .setOutAfter(10)
                .setSlowStartResults(10)
                .setBatchWindow(Duration.newBuilder().setNanos(5_000_000))
                .setPrefetch(0)
                .build());
    assertThat(update(PoolPolicy.newBuilder(), "balance").getBalance()).isEqualTo(changed);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void what_is_out_of_range_is_refused(int which) {
    PoolPolicy.Builder values = PoolPolicy.newBuilder();
    BalancePolicy.Builder balance = values.getBalanceBuilder();
    switch (which) {
      case 0 -> balance.setUtilizationCeiling(0);
      case 1 -> balance.setUtilizationCeiling(Double.NaN);
      case 2 -> balance.setStaleAfter(0.5);
      case 3 -> balance.setSlowStartResults(-1);
      default -> balance.getBatchWindowBuilder().setSeconds(1).setNanos(1);
    }

    assertThat(Refused.by(() -> update(values, "balance")))
        .isEqualTo(new Refused(Code.INVALID_ARGUMENT, "INVALID_FIELD"));
  }

  @Test
  void what_is_tried_is_counted_until_it_is_taken_away() throws Exception {
    assertThat(stats().hasShadow()).isFalse();
    PoolPolicy.Builder values = PoolPolicy.newBuilder();
    values.getShadowBuilder().getScoreWeightsBuilder().setPrice(7);
    PoolPolicy changed = update(values, "shadow");
    assertThat(changed.getShadow().getScoreWeights().getPrice()).isEqualTo(7);
    assertThat(changed.getShadow().getScoreWeights().getTime())
        .isEqualTo(changed.getScoreWeights().getTime());
    fixture.connect("ann", 1);
    fixture.connect("bob", 1);
    fixture.submit("work");

    Await.until(() -> stats().getShadow().getDecisions() == 1);
    assertThat(stats().getShadow().getAgreedShare()).isBetween(0.0, 1.0);
    assertThat(stats().getShadow().getActive().getSeconds()).isPositive();

    assertThat(update(PoolPolicy.newBuilder(), "shadow").hasShadow()).isFalse();
    assertThat(stats().hasShadow()).isFalse();
  }

  @Test
  void a_decision_in_a_batch_says_so() {
    PoolPolicy.Builder values = PoolPolicy.newBuilder();
    values.getBalanceBuilder().getBatchWindowBuilder().setNanos(20_000_000);
    update(values, "balance.batch_window");
    fixture.connect("ann", 1);
    fixture.connect("bob", 1);
    Task first = fixture.submit("first");
    Task second = fixture.submit("second");

    Await.until(() -> explained(first).getStored() && explained(second).getStored());

    assertThat(explained(first).getDecision().hasBatch())
        .isEqualTo(explained(first).getSummary().contains("matched in a batch of 2 tasks"));
    assertThat(explained(second).getDecision().getSpecialistId()).isNotEmpty();
  }

  private ExplainRouteResponse explained(Task task) {
    return fixture
        .routing()
        .explainRoute(ExplainRouteRequest.newBuilder().setTaskId(task.getTaskId()).build());
  }
}
