package org.smartrouting.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PosteriorTest {
  @ParameterizedTest
  @CsvSource({
    // Beta(a, 1) and Beta(1, b) have quantiles in closed form; so has Beta(1/2, 1/2).
    "1, 1, 0.1",
    "9, 1, 0.7742636826811270",
    "0.5, 1, 0.01",
    "1, 19, 0.005529964",
    "0.5, 0.5, 0.0244717418",
    "200, 1, 0.9885531"
  })
  void the_low_quantile_is_within_a_millionth(double alpha, double beta, double quantile) {
    assertThat(new Posterior(alpha, beta).lowQuantile()).isCloseTo(quantile, within(1e-6));
  }

  @Test
  void one_in_ten_is_below_the_low_quantile() {
    SplittableRandom random = new SplittableRandom(7);
    for (double[] p : new double[][] {{0.3, 0.2}, {1.8, 0.2}, {18, 2}, {160, 40}, {0.5, 40}}) {
      Posterior posterior = new Posterior(p[0], p[1]);
      double quantile = posterior.lowQuantile();
      int below = 0;
      for (int i = 0; i < 40_000; i++) {
        below += posterior.draw(random) < quantile ? 1 : 0;
      }
      assertThat(below / 40_000.0).as("%s", posterior).isCloseTo(0.1, within(0.006));
    }
  }

  @ParameterizedTest
  @CsvSource({"1.8, 0.2", "0.01, 0.01", "5, 1", "140, 60"})
  void draws_have_the_mean_and_the_variance_of_the_distribution(double alpha, double beta) {
    SplittableRandom random = new SplittableRandom(3);
    Posterior posterior = new Posterior(alpha, beta);
    double sum = 0;
    double squares = 0;
    int draws = 50_000;
    for (int i = 0; i < draws; i++) {
      double draw = posterior.draw(random);
      assertThat(draw).isBetween(0.0, 1.0);
      sum += draw;
      squares += draw * draw;
    }
    double mean = sum / draws;
    double total = alpha + beta;
    double variance = alpha * beta / (total * total * (total + 1));

    assertThat(mean).isCloseTo(posterior.mean(), within(4 * Math.sqrt(variance / draws)));
    assertThat(squares / draws - mean * mean).isCloseTo(variance, within(0.05 * variance));
  }

  @Test
  void a_judgement_gives_each_candidate_the_same_number_again_and_others_another() {
    Judgement judgement = Judgement.drawn(99);
    Posterior posterior = new Posterior(9, 3);

    assertThat(judgement.success("ann", posterior)).isEqualTo(judgement.success("ann", posterior));
    assertThat(judgement.success("ann", posterior))
        .isNotEqualTo(judgement.success("bob", posterior))
        .isNotEqualTo(Judgement.drawn(100).success("ann", posterior));
    assertThat(Judgement.MEAN.success("ann", posterior)).isEqualTo(0.75);
    assertThat(Judgement.CAREFUL.success("ann", posterior)).isLessThan(0.65);
  }
}
