package org.smartrouting.core.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.specialist.LoadReport;

final class LoadViewTest {
  private static final long SECOND = 1_000_000;

  private final LoadView view = new LoadView();

  private static LoadReport report(long seq, double external) {
    return new LoadReport(seq, 0, 0, 0, 0, 0, Map.of(), external, 0);
  }

  @Test
  void nothing_reported_is_nothing_believed() {
    assertThat(view.externalInFlight(5)).isZero();
    assertThat(view.nextDecayMicros(5)).isEqualTo(Long.MAX_VALUE);
    assertThat(view.report()).isNull();
  }

  @Test
  void a_report_is_believed_until_it_is_overdue_and_then_halves_with_each_interval() {
    view.offer(1, report(1, 8), 0);

    assertThat(view.externalInFlight(15 * SECOND)).isEqualTo(8);
    assertThat(view.externalInFlight(25 * SECOND)).isCloseTo(4, within(1e-9));
    assertThat(view.externalInFlight(35 * SECOND)).isCloseTo(2, within(1e-9));
  }

  @Test
  void the_next_decay_is_the_moment_at_which_a_slot_becomes_free() {
    view.offer(1, report(1, 3), 0);
    long now = 0;
    for (long slots = 3; slots > 0; slots--) {
      assertThat(view.externalSlots(now)).isEqualTo(slots);
      long next = view.nextDecayMicros(now);
      assertThat(view.externalSlots(next - 2)).isEqualTo(slots);
      assertThat(view.externalSlots(next)).isEqualTo(slots - 1);
      now = next;
    }
    assertThat(view.nextDecayMicros(now)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void fast_reports_are_overdue_sooner() {
    for (int i = 0; i < 100; i++) {
      view.offer(1, report(i, 1), i * SECOND);
    }

    assertThat(view.externalSlots(99 * SECOND + 1_400_000)).isEqualTo(1);
    assertThat(view.externalSlots(99 * SECOND + 2_600_000)).isZero();
  }

  @Test
  void sequence_numbers_are_unsigned_and_begin_anew_with_a_later_source() {
    assertThat(view.offer(1, report(Long.MAX_VALUE, 1), 0)).isTrue();
    assertThat(view.offer(1, report(Long.MIN_VALUE, 2), 1)).isTrue();
    assertThat(view.offer(1, report(5, 3), 2)).isFalse();
    assertThat(view.offer(2, report(1, 4), 3)).isTrue();
    assertThat(view.offer(1, report(-1, 5), 4)).isFalse();
    assertThat(view.externalInFlight(4)).isEqualTo(4);
    assertThat(view.arrivedMicros()).isEqualTo(3);
  }

  private static LoadReport busy(long seq, double application, double cpu) {
    return new LoadReport(seq, application, cpu, 0, 0, 0, Map.of(), 0, 0);
  }

  @Test
  void the_greater_utilization_counts_and_fades_like_other_work() {
    view.offer(1, busy(1, 0.4, 1.2), 0);

    assertThat(view.utilization(4, 15 * SECOND)).isEqualTo(1.2);
    assertThat(view.utilization(4, 25 * SECOND)).isCloseTo(0.6, within(1e-9));
    view.offer(1, busy(2, 1.5, 1.2), 0);
    assertThat(view.utilization(4, 0)).isEqualTo(1.5);
  }

  @Test
  void the_moment_below_a_ceiling_is_the_first_one() {
    assertThat(view.belowMicros(0.9, 4, 0)).isEqualTo(Long.MAX_VALUE);
    view.offer(1, busy(1, 0, 3.7), 0);

    long below = view.belowMicros(0.9, 4, 0);

    assertThat(view.isAbove(0.9, 4, below - 2)).isTrue();
    assertThat(view.isAbove(0.9, 4, below)).isFalse();
    assertThat(view.belowMicros(0.9, 4, below)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void assignments_that_ended_since_a_report_or_during_its_time_do_not_count() {
    view.holds(3);
    view.offer(1, busy(1, 0, 1), 0);
    view.holds(1);
    assertThat(view.utilization(4, 0)).isEqualTo(0.5);
    view.holds(0);
    view.holds(2);
    assertThat(view.utilization(4, 0)).as("others came instead").isEqualTo(0.75);

    // Three were held since the last report, and a utilisation is an average.
    view.offer(1, busy(2, 0, 1), 0);
    assertThat(view.utilization(4, 0)).isEqualTo(0.75);
    view.offer(1, busy(3, 0, 1), 0);
    assertThat(view.utilization(4, 0)).as("only two were held since").isEqualTo(1);
  }

  @Test
  void a_report_is_silent_when_it_is_old_unless_that_is_excused() {
    assertThat(view.isSilent(10, 1_000 * SECOND)).isFalse();
    view.offer(1, report(1, 2), 0);

    assertThat(view.isSilent(10, 100 * SECOND - 1)).isFalse();
    assertThat(view.isSilent(10, 100 * SECOND)).isTrue();
    view.excuse();
    assertThat(view.isSilent(10, 900 * SECOND)).isFalse();
    view.offer(2, report(1, 2), 900 * SECOND);
    assertThat(view.isSilent(10, 1_000 * SECOND)).isTrue();
  }

  @Test
  void what_is_assumed_holds_until_the_next_report() {
    view.offer(1, report(1, 8), 0);
    view.assume(2.5);

    assertThat(view.externalInFlight(90 * SECOND)).isEqualTo(2.5);
    assertThat(view.nextDecayMicros(90 * SECOND)).isEqualTo(Long.MAX_VALUE);
    view.offer(1, report(2, 1), 90 * SECOND);
    assertThat(view.externalInFlight(90 * SECOND)).isEqualTo(1);
  }
}
