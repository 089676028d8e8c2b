package org.smartrouting.server.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.engine.Reservation;
import org.smartrouting.core.engine.RouteCommand.Explanation;
import org.smartrouting.core.engine.RouteCommand.QueueCounts;
import org.smartrouting.core.engine.StepInForce;
import org.smartrouting.core.engine.WaitEstimate;
import org.smartrouting.core.pool.AssignmentMode;
import org.smartrouting.core.score.Judgement;
import org.smartrouting.core.task.Priority;
import org.smartrouting.v1.ExplainRouteResponse;
import org.smartrouting.v1.PriorityStats;

/** Expected waits as they are sent. */
final class ExplanationCodecTest {
  private static ExplainRouteResponse sent(WaitEstimate expected) {
    return ExplanationCodec.toMessage(
        new Explanation(
            "why",
            null,
            1,
            "",
            List.of(),
            List.of(),
            false,
            0,
            StepInForce.NONE,
            Reservation.NONE,
            Judgement.MEAN,
            AssignmentMode.BEST_COST,
            expected));
  }

  @Test
  void an_expected_wait_is_sent_with_all_that_it_follows_from() {
    var sent = sent(new WaitEstimate(2.5, 1.25, 4, 3, 0, 1.5, 7, "because")).getWaitEstimate();

    assertThat(sent.getWait()).isEqualTo(TimeCodec.duration(2_500_000));
    assertThat(sent.getBasis()).isEqualTo("because");
    assertThat(sent.getTasksAhead()).isEqualTo(1.25);
    assertThat(sent.getWorkAhead()).isEqualTo(TimeCodec.duration(4_000_000));
    assertThat(sent.getSlots()).isEqualTo(3);
    assertThat(sent.getHoldTime()).isEqualTo(TimeCodec.duration(1_500_000));
    assertThat(sent.getKnownFrom()).isEqualTo(7);
  }

  @Test
  void a_wait_that_cannot_be_told_is_absent_and_no_wait_is_zero() {
    assertThat(sent(new WaitEstimate(-1, 0, 0, 0, 0, 1, 0, "")).getWaitEstimate().hasWait())
        .isFalse();
    assertThat(sent(WaitEstimate.AT_ONCE).getWaitEstimate().getWait())
        .isEqualTo(TimeCodec.duration(0));
    assertThat(sent(WaitEstimate.AT_ONCE).getWaitEstimate().hasWait()).isTrue();
    assertThat(sent(WaitEstimate.NONE).hasWaitEstimate()).isFalse();
  }

  @Test
  void expected_waits_of_priorities_are_sent_where_they_are_known() {
    var counts =
        new QueueCounts(Map.of(), 1, 1, 0, 5, List.of(), 0, Map.of(Priority.CRITICAL, 0.5), null);
    List<PriorityStats> sent = QueueStatsCodec.toMessage(counts).getPrioritiesList();

    assertThat(sent.get(0).getExpectedWait()).isEqualTo(TimeCodec.duration(500_000));
    assertThat(sent.subList(1, 5)).noneMatch(PriorityStats::hasExpectedWait);
  }
}
