package org.smartrouting.server.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.smartrouting.server.codec.Samples.ID;
import static org.smartrouting.server.codec.Samples.NOW;
import static org.smartrouting.server.codec.Samples.TOKEN;
import static org.smartrouting.server.codec.Samples.WAITING;
import static org.smartrouting.server.codec.Samples.task;

import org.junit.jupiter.api.Test;
import org.smartrouting.core.assignment.Lease;
import org.smartrouting.core.task.TaskState;
import org.smartrouting.v1.AssignmentReference;

final class AssignmentCodecTest {
  @Test
  void an_assignment_brings_all_that_its_holder_needs() {
    var message = AssignmentCodec.toMessage(task(TaskState.ASSIGNED, WAITING, null));

    assertThat(message.getTask().getSpec().getPayload().toStringUtf8()).isEqualTo("payload");
    assertThat(message.getAssignmentToken().toByteArray()).isEqualTo(TOKEN.toBytes());
    assertThat(message.getSpecialistId()).isEqualTo("s-1");
    assertThat(TimeCodec.micros(message.getAcceptExpireTime())).isEqualTo(NOW + 5_000_000);
    assertThat(TimeCodec.micros(message.getLeaseDuration())).isEqualTo(30_000_000);
  }

  @Test
  void what_is_ahead_of_a_slot_says_so_and_has_no_end_yet() {
    Lease ahead = new Lease("s-1", TOKEN, NOW, Lease.NEVER, 0, 30_000_000);
    var message = AssignmentCodec.toMessage(task(TaskState.ASSIGNED, ahead, null));

    assertThat(message.getAhead()).isTrue();
    assertThat(message.hasAcceptExpireTime()).isFalse();
    assertThat(message.getTask().hasLeaseExpireTime()).isFalse();
    assertThat(AssignmentCodec.toMessage(task(TaskState.ASSIGNED, WAITING, null)).getAhead())
        .isFalse();
  }

  @Test
  void a_task_that_nobody_holds_is_no_assignment() {
    assertThatThrownBy(() -> AssignmentCodec.toMessage(task(TaskState.QUEUED, null, null)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_reference_survives_both_ways() {
    AssignmentReference reference = AssignmentCodec.reference(ID, TOKEN);

    assertThat(AssignmentCodec.taskId(reference)).isEqualTo(ID);
    assertThat(AssignmentCodec.token(reference)).isEqualTo(TOKEN);
  }
}
