package org.smartrouting.server.mcp;

import com.google.protobuf.Message;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.smartrouting.v1.AcceptAssignmentRequest;
import org.smartrouting.v1.AcceptAssignmentResponse;
import org.smartrouting.v1.Assignment;
import org.smartrouting.v1.AssignmentReference;
import org.smartrouting.v1.PullAssignmentsRequest;
import org.smartrouting.v1.PullAssignmentsResponse;
import org.smartrouting.v1.SpecialistServiceGrpc;
import org.smartrouting.v1.SpecialistServiceGrpc.SpecialistServiceBlockingStub;
import org.smartrouting.v1.TaskState;

/** Waits for work and accepts it, so that what a specialist is given is its own. Thread-safe. */
final class SpecialistWork {
  /** What callers are told of it. */
  static final String DESCRIPTION =
      """
      Asks for work in the name of a specialist that is registered, and waits until there is some or \
      the wait ends; then the list is empty, and the call can be made again. What is returned is \
      accepted: the lease of each assignment runs. Keep it with specialist_renew. Give the result back \
      with orchestrator_complete_task when the task belongs to a session, otherwise with \
      specialist_complete or specialist_fail, together with the assignment_token.

      Errors:
      - NOT_FOUND / SPECIALIST_NOT_FOUND: there is no such specialist; register it first.
      - ABORTED / SESSION_SUPERSEDED: a newer call of the same specialist took over.
      - RESOURCE_EXHAUSTED / OVERLOADED: too many calls wait already.""";

  private final Channel channel;
  private final Duration margin;

  /**
   * Works over a channel.
   *
   * @param margin how long a call may take beyond the wait that it asks for
   */
  SpecialistWork(Channel channel, Duration margin) {
    this.channel = channel;
    this.margin = margin;
  }

  /** Pulls and accepts; what was lost between the two is left out. */
  Message call(Message request) {
    PullAssignmentsRequest pull = (PullAssignmentsRequest) request;
    Duration deadline = Waiting.asked(pull).plus(margin);
    PullAssignmentsResponse pulled = stub(deadline).pullAssignments(pull);
    PullAssignmentsResponse.Builder accepted = PullAssignmentsResponse.newBuilder();
    StatusRuntimeException lost = null;
    for (Assignment assignment : pulled.getAssignmentsList()) {
      try {
        accepted.addAssignments(accept(assignment));
      } catch (StatusRuntimeException e) {
        lost = e;
      }
    }
    return orThrow(accepted.build(), lost);
  }

  private static Message orThrow(
      PullAssignmentsResponse accepted, @Nullable StatusRuntimeException lost) {
    if (lost != null && accepted.getAssignmentsCount() == 0) {
      throw lost;
    }
    return accepted;
  }

  private Assignment accept(Assignment assignment) {
    AssignmentReference reference =
        AssignmentReference.newBuilder()
            .setTaskId(assignment.getTask().getTaskId())
            .setAssignmentToken(assignment.getAssignmentToken())
            .build();
    AcceptAssignmentResponse answer =
        stub(margin)
            .acceptAssignment(
                AcceptAssignmentRequest.newBuilder().setAssignment(reference).build());
    Assignment.Builder accepted = assignment.toBuilder().clearAcceptExpireTime();
    accepted
        .getTaskBuilder()
        .setState(TaskState.TASK_STATE_RUNNING)
        .setLeaseExpireTime(answer.getLeaseExpireTime());
    return accepted.build();
  }

  private SpecialistServiceBlockingStub stub(Duration deadline) {
    return SpecialistServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS);
  }
}
