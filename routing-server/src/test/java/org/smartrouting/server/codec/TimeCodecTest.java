package org.smartrouting.server.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeCodecTest {
  @ParameterizedTest
  @ValueSource(
      longs = {0, 1, -1, 999_999, -999_999, 1_800_000_000_123_456L, 253_402_300_799_999_999L})
  void microseconds_survive_both_ways(long micros) {
    assertThat(TimeCodec.micros(TimeCodec.timestamp(micros))).isEqualTo(micros);
    assertThat(TimeCodec.micros(TimeCodec.duration(micros))).isEqualTo(micros);
  }

  @Test
  void times_before_the_epoch_keep_their_nanos_positive() {
    assertThat(TimeCodec.timestamp(-1))
        .isEqualTo(Timestamp.newBuilder().setSeconds(-1).setNanos(999_999_000).build());
  }

  @Test
  void negative_durations_have_one_sign() {
    assertThat(TimeCodec.duration(-1_500_000))
        .isEqualTo(Duration.newBuilder().setSeconds(-1).setNanos(-500_000_000).build());
  }

  @Test
  void what_is_finer_than_a_microsecond_is_cut_off() {
    assertThat(TimeCodec.micros(Timestamp.newBuilder().setNanos(1_999).build())).isEqualTo(1);
    assertThat(TimeCodec.micros(Duration.newBuilder().setNanos(1_999).build())).isEqualTo(1);
  }
}
