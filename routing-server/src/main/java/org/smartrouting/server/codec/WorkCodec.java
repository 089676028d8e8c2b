package org.smartrouting.server.codec;

import com.google.rpc.Status;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.engine.AssignmentCommand.Reference;
import org.smartrouting.core.engine.Push;
import org.smartrouting.core.engine.SpecialistCommand;
import org.smartrouting.v1.Ack;
import org.smartrouting.v1.Revoke;
import org.smartrouting.v1.Welcome;
import org.smartrouting.v1.WorkResponse;

/** What a Work stream says to a specialist. */
public final class WorkCodec {
  private WorkCodec() {}

  /** Writes the answer to a hello. */
  public static WorkResponse welcome(SpecialistCommand.Welcome welcome) {
    Welcome.Builder message =
        Welcome.newBuilder()
            .setSpecialist(SpecialistCodec.toMessage(welcome.specialist()))
            .setHeartbeatInterval(TimeCodec.duration(welcome.heartbeatMicros()));
    for (Reference resumed : welcome.resumed()) {
      message.addResumedAssignments(AssignmentCodec.reference(resumed.task(), resumed.token()));
    }
    return WorkResponse.newBuilder().setWelcome(message).build();
  }

  /** Writes work to do. */
  public static WorkResponse assigned(Push.Assigned push) {
    return WorkResponse.newBuilder().setAssignment(AssignmentCodec.toMessage(push.task())).build();
  }

  /** Writes work to stop. */
  public static WorkResponse revoked(Push.Revoked push) {
    return WorkResponse.newBuilder()
        .setRevoke(
            Revoke.newBuilder()
                .setAssignment(AssignmentCodec.reference(push.task(), push.token()))
                .setReason(push.reason()))
        .build();
  }

  /**
   * Writes the answer to one message.
   *
   * @param messageId number of the message
   * @param error what went wrong; null for nothing
   */
  public static WorkResponse ack(long messageId, @Nullable Status error) {
    Ack.Builder ack = Ack.newBuilder().setMessageId(messageId);
    if (error != null) {
      ack.setError(error);
    }
    return WorkResponse.newBuilder().setAck(ack).build();
  }
}
