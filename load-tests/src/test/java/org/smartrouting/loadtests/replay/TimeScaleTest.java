package org.smartrouting.loadtests.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TimeScaleTest {
  @Test
  void a_second_of_the_trace_lasts_a_tenth_at_scale_ten() {
    TimeScale scale = new TimeScale(10);

    assertThat(scale.wallNanos(1_000_000)).isEqualTo(100_000_000);
    assertThat(scale.wallMicros(1_000_000)).isEqualTo(100_000);
    assertThat(scale.traceMicros(100_000_000)).isEqualTo(1_000_000);
  }

  @Test
  void without_a_pace_trace_time_is_wall_time() {
    TimeScale scale = new TimeScale(0);

    assertThat(scale.isUnpaced()).isTrue();
    assertThat(scale.wallNanos(5)).isEqualTo(5_000);
    assertThat(scale.traceMicros(5_000)).isEqualTo(5);
  }

  @Test
  void time_does_not_run_backwards() {
    assertThatThrownBy(() -> new TimeScale(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TimeScale(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
