package org.smartrouting.core.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class RetryPolicyTest {
  @Test
  void waits_grow_by_the_multiplier_up_to_the_longest() {
    RetryPolicy policy = new RetryPolicy(10, 1_000, 5_000, 2, 0);

    assertThat(policy.backoffMicros(1, 0.5)).isEqualTo(1_000);
    assertThat(policy.backoffMicros(2, 0.5)).isEqualTo(2_000);
    assertThat(policy.backoffMicros(3, 0.5)).isEqualTo(4_000);
    assertThat(policy.backoffMicros(4, 0.5)).isEqualTo(5_000);
    assertThat(policy.backoffMicros(100, 0.5)).isEqualTo(5_000);
  }

  @Test
  void jitter_takes_its_share_of_the_wait_and_no_more() {
    RetryPolicy policy = new RetryPolicy(3, 1_000, 5_000, 2, 0.5);

    assertThat(policy.backoffMicros(1, 0)).isEqualTo(1_000);
    assertThat(policy.backoffMicros(1, 1)).isEqualTo(500);
  }

  @Test
  void no_wait_stays_no_wait_however_it_grows() {
    assertThat(new RetryPolicy(100, 0, 0, 100, 1).backoffMicros(100, 0.3)).isZero();
  }

  @Test
  void a_task_overrides_what_it_names_and_the_longest_wait_gives_way() {
    RetryPolicy pool = new RetryPolicy(3, 1_000, 5_000, 2, 0.5);
    RetryOverrides overrides = new RetryOverrides(7, 9_000L, null, null, 0.0);

    assertThat(overrides.over(pool)).isEqualTo(new RetryPolicy(7, 9_000, 9_000, 2, 0));
    assertThat(RetryOverrides.NONE.over(pool)).isEqualTo(pool);
  }

  @Test
  void impossible_policies_are_refused() {
    assertThatThrownBy(() -> new RetryPolicy(0, 1, 1, 1, 0)).hasMessageContaining("maxAttempts");
    assertThatThrownBy(() -> new RetryPolicy(1, 2, 1, 1, 0)).hasMessageContaining("backoff");
    assertThatThrownBy(() -> new RetryPolicy(1, 1, 1, Double.NaN, 0))
        .hasMessageContaining("multiplier");
    assertThatThrownBy(() -> new RetryPolicy(1, 1, 1, 1, 1.1)).hasMessageContaining("jitter");
  }

  @Test
  void a_token_survives_both_its_forms_and_hides_itself() {
    AssignmentToken token = new AssignmentToken(0x0123_4567_89AB_CDEFL, -2);

    assertThat(AssignmentToken.ofBytes(token.toBytes())).isEqualTo(token);
    assertThat(AssignmentToken.ofHex(token.toHex())).isEqualTo(token);
    assertThat(token.toString()).isEqualTo("token");
    assertThatThrownBy(() -> AssignmentToken.ofBytes(new byte[15])).hasMessageContaining("15");
  }
}
