package org.smartrouting.core.shard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PurgeTimesTest {
  private static final long START = 5_000_000_000L;

  private final PurgeTimes times = new PurgeTimes(START);

  @Test
  void a_quiet_shard_purges_at_the_start_once_a_minute_and_while_something_is_left() {
    assertThat(times.areDue(START, true, false)).isTrue();
    assertThat(times.areDue(START + 1, true, false)).isFalse();
    assertThat(times.areDue(START + 2, true, true)).isTrue();
    assertThat(times.areDue(START + 1 + PurgeTimes.EVERY_MICROS, true, false)).isFalse();
    assertThat(times.areDue(START + 2 + PurgeTimes.EVERY_MICROS, true, false)).isTrue();
  }

  @Test
  void a_busy_shard_purges_late_and_at_a_limited_pace() {
    assertThat(times.areDue(START + PurgeTimes.PATIENCE_MICROS - 1, false, false)).isFalse();
    assertThat(times.areDue(START + PurgeTimes.PATIENCE_MICROS, false, false)).isTrue();
    long last = START + PurgeTimes.PATIENCE_MICROS;
    assertThat(times.areDue(last + PurgeTimes.PACE_MICROS - 1, false, true)).isFalse();
    assertThat(times.areDue(last + PurgeTimes.PACE_MICROS, false, true)).isTrue();
  }
}
