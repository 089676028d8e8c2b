package org.smartrouting.server.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.AssignmentToken;
import org.smartrouting.core.assignment.Lease;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.v1.Assignment;
import org.smartrouting.v1.AssignmentReference;
import org.smartrouting.v1.TaskView;

/** Assignments and the references by which their holders name them. */
public final class AssignmentCodec {
  private AssignmentCodec() {}

  /**
   * Writes the assignment of a task that a specialist holds.
   *
   * @throws IllegalArgumentException if nobody holds the task
   */
  public static Assignment toMessage(Task task) {
    @Nullable Lease lease = task.status().lease();
    if (lease == null) {
      throw new IllegalArgumentException("nobody holds " + task.id());
    }
    Assignment.Builder message =
        Assignment.newBuilder()
            .setTask(work(task))
            .setAssignmentToken(bytes(lease.token()))
            .setSpecialistId(lease.specialistId())
            .setLeaseDuration(TimeCodec.duration(lease.durationMicros()))
            .setAhead(lease.isAhead());
    if (!lease.isAhead()) {
      message.setAcceptExpireTime(TimeCodec.timestamp(lease.acceptExpiryMicros()));
    }
    return message.build();
  }

  /** A planned task has no payload of its own: what was planned is what its specialist gets. */
  private static org.smartrouting.v1.Task work(Task task) {
    org.smartrouting.v1.Task message = TaskCodec.toMessage(task, TaskView.TASK_VIEW_FULL);
    if (task.plan() == null) {
      return message;
    }
    org.smartrouting.v1.Task.Builder told = message.toBuilder();
    told.getSpecBuilder()
        .setPayload(ByteString.copyFromUtf8(Briefing.of(task)))
        .setPayloadType(Briefing.MEDIA_TYPE);
    return told.build();
  }

  /** Writes a reference. */
  public static AssignmentReference reference(TaskId task, AssignmentToken token) {
    return AssignmentReference.newBuilder()
        .setTaskId(task.toString())
        .setAssignmentToken(bytes(token))
        .build();
  }

  /**
   * The task that a reference names.
   *
   * @param reference a message that breaks no rule
   */
  public static TaskId taskId(AssignmentReference reference) {
    return TaskId.parse(reference.getTaskId());
  }

  /**
   * The token that a reference brings.
   *
   * @param reference a message that breaks no rule
   */
  public static AssignmentToken token(AssignmentReference reference) {
    return AssignmentToken.ofBytes(reference.getAssignmentToken().toByteArray());
  }

  private static ByteString bytes(AssignmentToken token) {
    return UnsafeByteOperations.unsafeWrap(token.toBytes());
  }
}
