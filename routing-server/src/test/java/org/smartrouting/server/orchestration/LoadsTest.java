package org.smartrouting.server.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.smartrouting.orchestration.v1.SpecialistReport;

final class LoadsTest {
  @Test
  void work_is_moved_from_who_is_full_to_who_has_room_until_both_are_alike() {
    Loads loads = Loads.of(List.of(report("full", 10, 10), report("idle", 10, 0)));

    assertThat(loads.suggestions(0.8))
        .singleElement()
        .satisfies(
            suggestion -> {
              assertThat(suggestion.getFromSpecialistId()).isEqualTo("full");
              assertThat(suggestion.getToSpecialistId()).isEqualTo("idle");
              assertThat(suggestion.getTasks()).isEqualTo(5);
              assertThat(suggestion.getExpectedImprovement()).isEqualTo(0.5);
            });
    assertThat(loads.imbalance()).isEqualTo(0.5);
    assertThat(loads.acceptWork(0.8)).isTrue();
  }

  @Test
  void nothing_is_moved_where_it_would_not_help() {
    Loads loads = Loads.of(List.of(report("a", 10, 7), report("b", 10, 6)));

    assertThat(loads.suggestions(0.8)).isEmpty();
    assertThat(loads.imbalance()).isCloseTo(0.05, within(1e-9));
    assertThat(loads.acceptWork(0.5)).isFalse();
  }

  private static SpecialistReport report(String id, int slots, int taken) {
    return SpecialistReport.newBuilder()
        .setSpecialistId(id)
        .setSlots(slots)
        .setInFlight(taken)
        .setUtilization((double) taken / slots)
        .build();
  }
}
