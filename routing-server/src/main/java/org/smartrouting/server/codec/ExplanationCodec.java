package org.smartrouting.server.codec;

import org.jspecify.annotations.Nullable;
import org.smartrouting.core.engine.RouteCommand.Explanation;
import org.smartrouting.core.engine.RouteCommand.Rejected;
import org.smartrouting.core.engine.RouteCommand.Rejection;
import org.smartrouting.core.engine.WaitEstimate;
import org.smartrouting.core.score.BatchSize;
import org.smartrouting.core.score.Candidate;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskState;
import org.smartrouting.v1.Decision;
import org.smartrouting.v1.ExplainRouteResponse;
import org.smartrouting.v1.RejectionReason;

/** Explanations of decisions. */
public final class ExplanationCodec {
  private ExplanationCodec() {}

  /** Writes an explanation; without a decision where none was taken and none could be now. */
  public static ExplainRouteResponse toMessage(Explanation explanation) {
    ExplainRouteResponse.Builder message =
        ExplainRouteResponse.newBuilder()
            .setSummary(explanation.summary())
            .setStored(explanation.stored())
            .setTasksAhead(explanation.tasksAhead())
            .setRequirementStep(explanation.step().number());
    if (explanation.step().endMicros() > 0) {
      message.setRequirementStepEndTime(TimeCodec.timestamp(explanation.step().endMicros()));
    }
    @Nullable Task task = explanation.task();
    if (task != null) {
      message.setState(TaskStateCodec.toMessage(task.state()));
    }
    boolean couldBeTakenNow = task == null || task.state() == TaskState.QUEUED;
    if (explanation.stored() || couldBeTakenNow) {
      message.setDecision(decision(explanation));
    }
    if (!explanation.expected().equals(WaitEstimate.NONE)) {
      message.setWaitEstimate(expected(explanation.expected()));
    }
    return message.build();
  }

  private static org.smartrouting.v1.WaitEstimate expected(WaitEstimate estimate) {
    var message =
        org.smartrouting.v1.WaitEstimate.newBuilder()
            .setBasis(estimate.basis())
            .setTasksAhead(estimate.tasksAhead())
            .setWorkAhead(TimeCodec.seconds(estimate.workSeconds()))
            .setSlots(estimate.slots())
            .setKnownFrom(estimate.results());
    if (estimate.results() > 0) {
      message.setHoldTime(TimeCodec.seconds(estimate.holdSeconds()));
    }
    if (estimate.isKnown()) {
      message.setWait(TimeCodec.seconds(estimate.waitSeconds()));
    }
    return message.build();
  }

  private static Decision decision(Explanation explanation) {
    Decision.Builder message =
        Decision.newBuilder()
            .setDecideTime(TimeCodec.timestamp(explanation.decidedMicros()))
            .setSpecialistId(explanation.specialistId())
            .setSuccessBasis(DecisionCodec.basis(explanation.judgement().basis()))
            .setSeed(explanation.judgement().seed())
            .setMode(AssignmentModeCodec.toMessage(explanation.mode()));
    BatchSize batch = explanation.batch();
    if (batch != null) {
      message.setBatch(DecisionCodec.batch(batch));
    }
    for (Candidate candidate : explanation.candidates()) {
      message.addCandidates(DecisionCodec.candidate(candidate));
    }
    for (Rejected rejected : explanation.rejected()) {
      message
          .addRejectionsBuilder()
          .setReason(reason(rejected.reason()))
          .setCount(rejected.count())
          .addAllExampleSpecialistIds(rejected.examples())
          .setDetail(rejected.detail());
    }
    return message.build();
  }

  private static RejectionReason reason(Rejection reason) {
    return switch (reason) {
      case SKILL -> RejectionReason.REJECTION_REASON_SKILL;
      case LABEL -> RejectionReason.REJECTION_REASON_LABEL;
      case DRAINING -> RejectionReason.REJECTION_REASON_DRAINING;
      case EJECTED -> RejectionReason.REJECTION_REASON_EJECTED;
      case SILENT -> RejectionReason.REJECTION_REASON_SILENT;
      case OVERLOADED -> RejectionReason.REJECTION_REASON_OVERLOADED;
      case NOT_CONNECTED -> RejectionReason.REJECTION_REASON_NOT_CONNECTED;
      case NO_FREE_SLOT -> RejectionReason.REJECTION_REASON_NO_FREE_SLOT;
      case RETRY_ELSEWHERE -> RejectionReason.REJECTION_REASON_RETRY_ELSEWHERE;
    };
  }
}
