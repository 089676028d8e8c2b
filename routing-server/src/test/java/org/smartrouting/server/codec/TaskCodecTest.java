package org.smartrouting.server.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.server.codec.Samples.NOW;
import static org.smartrouting.server.codec.Samples.RESULT;
import static org.smartrouting.server.codec.Samples.RUNNING;
import static org.smartrouting.server.codec.Samples.WAITING;
import static org.smartrouting.server.codec.Samples.task;
import static org.smartrouting.v1.TaskView.TASK_VIEW_BASIC;
import static org.smartrouting.v1.TaskView.TASK_VIEW_FULL;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.smartrouting.core.task.TaskState;
import org.smartrouting.v1.Task;

final class TaskCodecTest {
  @Test
  void everything_of_a_running_task_is_shown() {
    Task message = TaskCodec.toMessage(task(TaskState.RUNNING, RUNNING, null), TASK_VIEW_FULL);

    assertThat(message.getTaskId()).isEqualTo("000123456789abcdfedcba9876543210");
    assertThat(message.getTenant()).isEqualTo("acme");
    assertThat(message.getPool()).isEqualTo("builds");
    assertThat(message.getState()).isEqualTo(org.smartrouting.v1.TaskState.TASK_STATE_RUNNING);
    assertThat(message.getAttempt()).isEqualTo(2);
    assertThat(message.getSpecialistId()).isEqualTo("s-1");
    assertThat(message.getProgress()).isEqualTo(0.5);
    assertThat(message.getStateReason()).isEqualTo("because");
    assertThat(message.getEtag()).isEqualTo("42");
    assertThat(TimeCodec.micros(message.getCreateTime())).isEqualTo(NOW);
    assertThat(TimeCodec.micros(message.getQueueTime())).isEqualTo(NOW + 10);
    assertThat(TimeCodec.micros(message.getVirtualDeadlineTime())).isEqualTo(NOW + 11);
    assertThat(TimeCodec.micros(message.getAssignTime())).isEqualTo(NOW + 12);
    assertThat(TimeCodec.micros(message.getStartTime())).isEqualTo(NOW + 1_000_000);
    assertThat(message.hasFinishTime()).isFalse();
    assertThat(TaskSpecCodec.toDomain(message.getSpec())).isEqualTo(Samples.spec());
  }

  @Test
  void ended_attempts_are_shown_without_their_tokens() {
    Task message = TaskCodec.toMessage(task(TaskState.RUNNING, RUNNING, null), TASK_VIEW_BASIC);

    assertThat(message.getAttemptsList())
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.getAttempt()).isEqualTo(1);
              assertThat(attempt.getSpecialistId()).isEqualTo("s-0");
              assertThat(attempt.getQuality()).isEqualTo(0.5);
              assertThat(attempt.getReason()).isEqualTo("slow");
              assertThat(attempt.getOutcome().name()).isEqualTo("ATTEMPT_OUTCOME_TIMED_OUT");
              assertThat(TimeCodec.micros(attempt.getEndTime())).isEqualTo(NOW + 2);
            });
  }

  @Test
  void the_lease_of_an_assigned_task_ends_when_it_must_be_accepted() {
    Task message = TaskCodec.toMessage(task(TaskState.ASSIGNED, WAITING, null), TASK_VIEW_BASIC);

    assertThat(TimeCodec.micros(message.getLeaseExpireTime())).isEqualTo(NOW + 5_000_000);
    assertThat(message.hasStartTime()).isFalse();
  }

  @Test
  void the_lease_of_a_running_task_lasts_from_its_acceptance() {
    Task message = TaskCodec.toMessage(task(TaskState.RUNNING, RUNNING, null), TASK_VIEW_BASIC);

    assertThat(TimeCodec.micros(message.getLeaseExpireTime())).isEqualTo(NOW + 31_000_000);
  }

  @ParameterizedTest
  @EnumSource(
      value = TaskState.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ASSIGNED", "RUNNING"})
  void a_task_that_nobody_holds_has_no_lease(TaskState state) {
    Task message = TaskCodec.toMessage(task(state, RUNNING, null), TASK_VIEW_BASIC);

    assertThat(message.hasLeaseExpireTime()).isFalse();
  }

  @Test
  void who_finished_a_task_is_shown_also_without_the_lease() {
    assertThat(specialist(TaskState.SUCCEEDED, true)).isEqualTo("s-1");
    assertThat(specialist(TaskState.FAILED, false)).isEqualTo("s-0");
    assertThat(specialist(TaskState.CANCELLED, true)).isEmpty();
    assertThat(specialist(TaskState.QUEUED, false)).isEmpty();
  }

  private static String specialist(TaskState state, boolean withLease) {
    return TaskCodec.toMessage(task(state, withLease ? RUNNING : null, null), TASK_VIEW_BASIC)
        .getSpecialistId();
  }

  @Test
  void the_basic_view_leaves_out_payload_and_result() {
    var task = task(TaskState.SUCCEEDED, RUNNING, RESULT);
    Task basic = TaskCodec.toMessage(task, TASK_VIEW_BASIC);
    Task full = TaskCodec.toMessage(task, TASK_VIEW_FULL);

    assertThat(basic.getSpec().getPayload().isEmpty()).isTrue();
    assertThat(basic.hasResult()).isFalse();
    assertThat(full.getSpec().getPayload().toStringUtf8()).isEqualTo("payload");
    assertThat(TaskCodec.result(full.getResult())).isEqualTo(RESULT);
    assertThat(full.hasFinishTime()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(TaskState.class)
  void every_state_survives_both_ways(TaskState state) {
    assertThat(TaskStateCodec.toDomain(TaskStateCodec.toMessage(state))).isEqualTo(state);
  }
}
