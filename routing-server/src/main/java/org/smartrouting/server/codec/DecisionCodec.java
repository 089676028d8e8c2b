package org.smartrouting.server.codec;

import org.smartrouting.core.score.BatchSize;
import org.smartrouting.core.score.Candidate;
import org.smartrouting.core.score.Decision;
import org.smartrouting.core.score.Posterior;
import org.smartrouting.core.score.ScoreTerm;
import org.smartrouting.core.score.ScoreTermKind;
import org.smartrouting.core.score.SuccessBasis;

/** Decisions, as callers see them. */
public final class DecisionCodec {
  private DecisionCodec() {}

  /** Writes a decision, without rejections, which the core does not keep with it. */
  public static org.smartrouting.v1.Decision toMessage(Decision decision) {
    var message =
        org.smartrouting.v1.Decision.newBuilder()
            .setDecideTime(TimeCodec.timestamp(decision.decidedMicros()))
            .setSpecialistId(decision.specialistId())
            .setSuccessBasis(basis(decision.judgement().basis()))
            .setSeed(decision.judgement().seed())
            .setMode(AssignmentModeCodec.toMessage(decision.mode()));
    BatchSize batch = decision.batch();
    if (batch != null) {
      message.setBatch(batch(batch));
    }
    for (Candidate candidate : decision.candidates()) {
      message.addCandidates(candidate(candidate));
    }
    return message.build();
  }

  /** Writes a candidate. */
  public static org.smartrouting.v1.Candidate candidate(Candidate candidate) {
    var message =
        org.smartrouting.v1.Candidate.newBuilder()
            .setSpecialistId(candidate.specialistId())
            .setCost(candidate.cost());
    for (ScoreTerm term : candidate.terms()) {
      message
          .addTermsBuilder()
          .setKind(kind(term.kind()))
          .setCredits(term.credits())
          .setInput(term.input());
    }
    Posterior posterior = candidate.posterior();
    if (posterior != null) {
      message.getSuccessBuilder().setAlpha(posterior.alpha()).setBeta(posterior.beta());
    }
    return message.build();
  }

  /** Writes how many were matched together. */
  static org.smartrouting.v1.BatchSize batch(BatchSize batch) {
    return org.smartrouting.v1.BatchSize.newBuilder()
        .setTasks(batch.tasks())
        .setSlots(batch.slots())
        .build();
  }

  /** Writes which number of its belief a decision took. */
  static org.smartrouting.v1.SuccessBasis basis(SuccessBasis basis) {
    return switch (basis) {
      case MEAN -> org.smartrouting.v1.SuccessBasis.SUCCESS_BASIS_MEAN;
      case DRAW -> org.smartrouting.v1.SuccessBasis.SUCCESS_BASIS_DRAW;
      case LOW_QUANTILE -> org.smartrouting.v1.SuccessBasis.SUCCESS_BASIS_LOW_QUANTILE;
    };
  }

  private static org.smartrouting.v1.ScoreTermKind kind(ScoreTermKind kind) {
    return switch (kind) {
      case PRICE -> org.smartrouting.v1.ScoreTermKind.SCORE_TERM_KIND_PRICE;
      case TIME -> org.smartrouting.v1.ScoreTermKind.SCORE_TERM_KIND_TIME;
      case FAILURE -> org.smartrouting.v1.ScoreTermKind.SCORE_TERM_KIND_FAILURE;
      case LOAD -> org.smartrouting.v1.ScoreTermKind.SCORE_TERM_KIND_LOAD;
      case FIT -> org.smartrouting.v1.ScoreTermKind.SCORE_TERM_KIND_FIT;
      case LATENESS -> org.smartrouting.v1.ScoreTermKind.SCORE_TERM_KIND_LATENESS;
      case SCARCITY -> org.smartrouting.v1.ScoreTermKind.SCORE_TERM_KIND_SCARCITY;
      case PREFERENCE -> org.smartrouting.v1.ScoreTermKind.SCORE_TERM_KIND_PREFERENCE;
    };
  }
}
