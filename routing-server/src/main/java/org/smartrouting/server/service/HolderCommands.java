package org.smartrouting.server.service;

import org.smartrouting.core.engine.AssignmentCommand;
import org.smartrouting.core.engine.AssignmentCommand.Reference;
import org.smartrouting.core.engine.Refusal;
import org.smartrouting.core.engine.RefusalReason;
import org.smartrouting.core.shard.Lane;
import org.smartrouting.core.shard.Reply;
import org.smartrouting.core.shard.Shard;
import org.smartrouting.core.shard.Shards;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;
import org.smartrouting.server.codec.AssignmentCodec;
import org.smartrouting.server.codec.TaskCodec;
import org.smartrouting.v1.AcceptAssignmentRequest;
import org.smartrouting.v1.AssignmentReference;
import org.smartrouting.v1.CompleteAssignmentRequest;
import org.smartrouting.v1.DeclineAssignmentRequest;
import org.smartrouting.v1.FailAssignmentRequest;
import org.smartrouting.v1.FailureKind;
import org.smartrouting.v1.RenewAssignmentRequest;

/**
 * What holders say of their assignments, as commands; the same for unary calls and for messages of
 * a Work stream. Requests must break no rule. Safe for use by many threads.
 */
final class HolderCommands {
  private static final double AS_BEFORE = -1;

  private final Shards shards;
  private final String tenant;

  HolderCommands(Shards shards, String tenant) {
    this.shards = shards;
    this.tenant = tenant;
  }

  /** The assignment that a message names. */
  Reference reference(AssignmentReference message) {
    return new Reference(tenant, AssignmentCodec.taskId(message), AssignmentCodec.token(message));
  }

  /** Submits an acceptance. */
  void accept(AcceptAssignmentRequest request, Reply<Long> reply) {
    Reference assignment = reference(request.getAssignment());
    submit(assignment, new AssignmentCommand.Accept(assignment), reply);
  }

  /** Submits that an assignment is given back. */
  void decline(DeclineAssignmentRequest request, Reply<TaskState> reply) {
    Reference assignment = reference(request.getAssignment());
    submit(assignment, new AssignmentCommand.Decline(assignment, request.getReason()), reply);
  }

  /** Submits that a lease is to be extended. */
  void renew(RenewAssignmentRequest request, Reply<Long> reply) {
    Reference assignment = reference(request.getAssignment());
    double progress = request.hasProgress() ? request.getProgress() : AS_BEFORE;
    submit(assignment, new AssignmentCommand.Renew(assignment, progress), reply);
  }

  /** Submits a result. */
  void complete(CompleteAssignmentRequest request, Reply<TaskState> reply) {
    Reference assignment = reference(request.getAssignment());
    var result = TaskCodec.result(request.getResult());
    Double quality = request.hasQuality() ? request.getQuality() : null;
    submit(assignment, new AssignmentCommand.Complete(assignment, result, quality), reply);
  }

  /** Submits a failure. */
  void fail(FailAssignmentRequest request, Reply<TaskState> reply) {
    Reference assignment = reference(request.getAssignment());
    var kind = kind(request.getFailure().getKind());
    String reason = request.getFailure().getReason();
    submit(assignment, new AssignmentCommand.Fail(assignment, kind, reason), reply);
  }

  private <R> void submit(Reference assignment, AssignmentCommand<R> command, Reply<R> reply) {
    Shard shard = shards.of(assignment.task());
    if (shard == null) {
      reply.refused(stale(assignment.task()));
    } else {
      shard.submit(Lane.WORK, command, reply);
    }
  }

  private static Refusal stale(TaskId task) {
    return Refusal.of(
        RefusalReason.STALE_ASSIGNMENT,
        "there is no task " + task + " that could be held",
        "task_id",
        task.toString());
  }

  private static AssignmentCommand.FailureKind kind(FailureKind kind) {
    return switch (kind) {
      case FAILURE_KIND_RETRYABLE -> AssignmentCommand.FailureKind.RETRYABLE;
      case FAILURE_KIND_PERMANENT -> AssignmentCommand.FailureKind.PERMANENT;
      case FAILURE_KIND_BLOCKED -> AssignmentCommand.FailureKind.BLOCKED;
      case FAILURE_KIND_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("not a kind of failure: " + kind);
    };
  }
}
