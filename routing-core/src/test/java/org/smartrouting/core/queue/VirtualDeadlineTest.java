package org.smartrouting.core.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.smartrouting.core.task.TaskSpec;

final class VirtualDeadlineTest {
  private static final long SECOND = 1_000_000;
  private static final long QUEUED = 1_000 * SECOND;

  @Test
  void without_a_deadline_the_class_decides() {
    assertThat(VirtualDeadline.of(QUEUED, 60 * SECOND, TaskSpec.NEVER, 5 * SECOND))
        .isEqualTo(QUEUED + 60 * SECOND);
  }

  @Test
  void a_deadline_counts_less_the_expected_duration_and_a_reserve() {
    assertThat(VirtualDeadline.of(QUEUED, 60 * SECOND, QUEUED + 30 * SECOND, 5 * SECOND))
        .isEqualTo(QUEUED + 25 * SECOND - VirtualDeadline.GUARD_MICROS);
  }

  @Test
  void a_far_deadline_does_not_put_a_task_behind_its_class() {
    assertThat(VirtualDeadline.of(QUEUED, 60 * SECOND, QUEUED + 3_600 * SECOND, SECOND))
        .isEqualTo(QUEUED + 60 * SECOND);
  }

  @Test
  void a_hopeless_deadline_does_not_put_a_task_before_those_queued_earlier() {
    assertThat(VirtualDeadline.of(QUEUED, 60 * SECOND, QUEUED + 1, 30 * 86_400 * SECOND))
        .isEqualTo(QUEUED);
  }
}
