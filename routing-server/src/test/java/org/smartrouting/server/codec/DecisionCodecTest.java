package org.smartrouting.server.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.pool.AssignmentMode;
import org.smartrouting.core.score.Candidate;
import org.smartrouting.core.score.Decision;
import org.smartrouting.core.score.Judgement;
import org.smartrouting.core.score.Posterior;
import org.smartrouting.core.score.ScoreTerm;
import org.smartrouting.core.score.ScoreTermKind;
import org.smartrouting.v1.SuccessBasis;

final class DecisionCodecTest {
  @Test
  void every_term_of_a_candidate_is_shown() {
    List<ScoreTerm> terms =
        Arrays.stream(ScoreTermKind.values())
            .map(kind -> new ScoreTerm(kind, 1.5, kind.name().length()))
            .toList();
    Decision decision =
        new Decision(
            99,
            "s-1",
            List.of(
                new Candidate("s-1", terms, new Posterior(4, 0.5)),
                new Candidate("s-2", List.of())),
            Judgement.drawn(-5),
            AssignmentMode.WEIGHTED);

    var message = DecisionCodec.toMessage(decision);

    assertThat(TimeCodec.micros(message.getDecideTime())).isEqualTo(99);
    assertThat(message.getSpecialistId()).isEqualTo("s-1");
    assertThat(message.getMode())
        .isEqualTo(org.smartrouting.v1.AssignmentMode.ASSIGNMENT_MODE_WEIGHTED);
    assertThat(message.getCandidates(0).getCost()).isEqualTo(13.5);
    assertThat(message.getCandidates(0).getTermsList())
        .extracting(term -> term.getKind().name() + " " + term.getCredits() + " " + term.getInput())
        .containsExactly(
            "SCORE_TERM_KIND_PRICE 1.5 5.0",
            "SCORE_TERM_KIND_TIME 1.5 4.0",
            "SCORE_TERM_KIND_FAILURE 1.5 7.0",
            "SCORE_TERM_KIND_LOAD 1.5 4.0",
            "SCORE_TERM_KIND_FIT 1.5 3.0",
            "SCORE_TERM_KIND_LATENESS 1.5 8.0",
            "SCORE_TERM_KIND_SCARCITY 1.5 8.0",
            "SCORE_TERM_KIND_AFFINITY 1.5 8.0",
            "SCORE_TERM_KIND_PREFERENCE 1.5 10.0");
    assertThat(message.getCandidates(0).getSuccess().getAlpha()).isEqualTo(4);
    assertThat(message.getCandidates(0).getSuccess().getBeta()).isEqualTo(0.5);
    assertThat(message.getCandidates(1).hasSuccess()).isFalse();
    assertThat(message.getSeed()).isEqualTo(-5);
    assertThat(message.getSuccessBasis()).isEqualTo(SuccessBasis.SUCCESS_BASIS_DRAW);
  }
}
