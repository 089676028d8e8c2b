package org.smartrouting.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Backoff BACKOFF = new Backoff(Duration.ofNanos(100), Duration.ofNanos(1000));

  /** Always the greatest number that is allowed. */
  private static final RandomGenerator GREATEST =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          return Long.MAX_VALUE;
        }

        @Override
        public long nextLong(long bound) {
          return bound - 1;
        }
      };

  @Test
  void the_ceiling_doubles_with_every_failure_up_to_the_greatest() {
    assertThat(BACKOFF.delayNanos(1, GREATEST)).isEqualTo(100);
    assertThat(BACKOFF.delayNanos(2, GREATEST)).isEqualTo(200);
    assertThat(BACKOFF.delayNanos(4, GREATEST)).isEqualTo(800);
    assertThat(BACKOFF.delayNanos(5, GREATEST)).isEqualTo(1000);
    assertThat(BACKOFF.delayNanos(Integer.MAX_VALUE, GREATEST)).isEqualTo(1000);
  }

  @Test
  void the_time_of_the_router_comes_on_top() {
    assertThat(BACKOFF.delayNanos(1, CallFailure.of(Errors.busy()), GREATEST)).isEqualTo(1_000_100);
  }

  @Test
  void bounds_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
