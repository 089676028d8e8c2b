package org.smartrouting.server.codec;

import com.google.protobuf.Timestamp;
import com.google.protobuf.UnsafeByteOperations;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.Lease;
import org.smartrouting.core.task.Attempt;
import org.smartrouting.core.task.AttemptOutcome;
import org.smartrouting.core.task.Bytes;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskResult;
import org.smartrouting.core.task.TaskState;
import org.smartrouting.core.task.TaskStatus;
import org.smartrouting.v1.TaskView;

/** Tasks, as callers see them. */
public final class TaskCodec {
  private TaskCodec() {}

  /**
   * Writes a task.
   *
   * @param view TASK_VIEW_BASIC leaves out payload and result
   */
  public static org.smartrouting.v1.Task toMessage(Task task, TaskView view) {
    TaskStatus status = task.status();
    var message =
        org.smartrouting.v1.Task.newBuilder()
            .setTaskId(task.id().toString())
            .setTenant(task.pool().tenant())
            .setPool(task.pool().pool())
            .setSpec(TaskSpecCodec.toMessage(task.spec(), view))
            .setState(TaskStateCodec.toMessage(status.state()))
            .setAttempt(status.attempt())
            .setSpecialistId(specialistId(status))
            .setProgress(status.progress())
            .setStateReason(status.reason())
            .setCreateTime(TimeCodec.timestamp(task.createdMicros()))
            .setEtag(Etag.of(status.version()));
    status.attempts().forEach(attempt -> message.addAttempts(attempt(attempt)));
    setTime(status.queuedMicros(), message::setQueueTime);
    setTime(status.assignedMicros(), message::setAssignTime);
    setTime(status.startedMicros(), message::setStartTime);
    setTime(status.finishedMicros(), message::setFinishTime);
    setTime(status.virtualDeadlineMicros(), message::setVirtualDeadlineTime);
    setTime(leaseExpiryMicros(status), message::setLeaseExpireTime);
    if (status.onTimeProbability() != TaskStatus.NOT_JUDGED) {
      message.setOnTimeProbability(status.onTimeProbability());
    }
    @Nullable TaskResult result = status.result();
    if (result != null && view == TaskView.TASK_VIEW_FULL) {
      message.setResult(result(result));
    }
    return message.build();
  }

  /** Reads a result. */
  public static TaskResult result(org.smartrouting.v1.TaskResult message) {
    return new TaskResult(
        Bytes.of(message.getOutput().toByteArray()), message.getOutputType(), message.getSummary());
  }

  private static org.smartrouting.v1.TaskResult result(TaskResult result) {
    return org.smartrouting.v1.TaskResult.newBuilder()
        .setOutput(UnsafeByteOperations.unsafeWrap(result.output().array()))
        .setOutputType(result.outputType())
        .setSummary(result.summary())
        .build();
  }

  /** Who has a task, or who finished it; empty for nobody. */
  static String specialist(Task task) {
    return specialistId(task.status());
  }

  private static String specialistId(TaskStatus status) {
    boolean finishedIt =
        status.state() == TaskState.SUCCEEDED || status.state() == TaskState.FAILED;
    @Nullable Lease lease = status.lease();
    if (lease != null && (finishedIt || status.state().isHeld())) {
      return lease.specialistId();
    }
    List<Attempt> attempts = status.attempts();
    return finishedIt && !attempts.isEmpty()
        ? attempts.get(attempts.size() - 1).specialistId()
        : "";
  }

  private static long leaseExpiryMicros(TaskStatus status) {
    @Nullable Lease lease = status.lease();
    if (lease == null || lease.isAhead() || !status.state().isHeld()) {
      return 0;
    }
    // Heartbeats extend it in memory only, so this is what is known for certain.
    return lease.isAccepted()
        ? lease.startedMicros() + lease.durationMicros()
        : lease.acceptExpiryMicros();
  }

  private static org.smartrouting.v1.Attempt attempt(Attempt attempt) {
    var message =
        org.smartrouting.v1.Attempt.newBuilder()
            .setAttempt(attempt.number())
            .setSpecialistId(attempt.specialistId())
            .setOutcome(outcome(attempt.outcome()))
            .setReason(attempt.reason());
    setTime(attempt.assignedMicros(), message::setAssignTime);
    setTime(attempt.startedMicros(), message::setStartTime);
    setTime(attempt.endedMicros(), message::setEndTime);
    if (attempt.quality() != null) {
      message.setQuality(attempt.quality());
    }
    return message.build();
  }

  private static org.smartrouting.v1.AttemptOutcome outcome(AttemptOutcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> org.smartrouting.v1.AttemptOutcome.ATTEMPT_OUTCOME_SUCCEEDED;
      case FAILED -> org.smartrouting.v1.AttemptOutcome.ATTEMPT_OUTCOME_FAILED;
      case DECLINED -> org.smartrouting.v1.AttemptOutcome.ATTEMPT_OUTCOME_DECLINED;
      case NOT_ACCEPTED -> org.smartrouting.v1.AttemptOutcome.ATTEMPT_OUTCOME_NOT_ACCEPTED;
      case LEASE_EXPIRED -> org.smartrouting.v1.AttemptOutcome.ATTEMPT_OUTCOME_LEASE_EXPIRED;
      case SPECIALIST_LOST -> org.smartrouting.v1.AttemptOutcome.ATTEMPT_OUTCOME_SPECIALIST_LOST;
      case TIMED_OUT -> org.smartrouting.v1.AttemptOutcome.ATTEMPT_OUTCOME_TIMED_OUT;
      case REVOKED -> org.smartrouting.v1.AttemptOutcome.ATTEMPT_OUTCOME_REVOKED;
      case BLOCKED -> org.smartrouting.v1.AttemptOutcome.ATTEMPT_OUTCOME_BLOCKED;
      case PREEMPTED -> org.smartrouting.v1.AttemptOutcome.ATTEMPT_OUTCOME_PREEMPTED;
      case NEEDS_REVISION -> org.smartrouting.v1.AttemptOutcome.ATTEMPT_OUTCOME_NEEDS_REVISION;
    };
  }

  private static void setTime(long micros, Consumer<Timestamp> setter) {
    if (micros > 0) {
      setter.accept(TimeCodec.timestamp(micros));
    }
  }
}
