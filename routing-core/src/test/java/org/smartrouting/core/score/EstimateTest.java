package org.smartrouting.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EstimateTest {
  private static final int STEPS = 200_000;

  private static Estimate logNormal(double meanLogSeconds, double deviation) {
    double mean = Math.exp(meanLogSeconds + deviation * deviation / 2);
    return new Estimate(1, mean, mean, meanLogSeconds, deviation, new Posterior(1, 1));
  }

  /** The mean of what is beyond a time, over 12 standard deviations to each side. */
  private static double integrated(double meanLogSeconds, double deviation, double seconds) {
    double step = 24.0 / STEPS;
    double sum = 0;
    for (int i = 0; i < STEPS; i++) {
      double z = -12 + (i + 0.5) * step;
      double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
      double beyond = Math.exp(meanLogSeconds + deviation * z) - seconds;
      sum += Math.max(0, beyond) * density * step;
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1",
    "0, 1, 10",
    "0, 1, 0.01",
    "3, 0.1, 20",
    "3, 0.1, 25",
    "3, 0.1, 15",
    "-4, 2, 5",
    "8, 1.5, 100",
    "8, 1.5, 100000"
  })
  void what_is_expected_beyond_a_time_is_the_integral(double mean, double deviation, double time) {
    double truth = integrated(mean, deviation, time);

    assertThat(logNormal(mean, deviation).secondsBeyond(time))
        .isCloseTo(truth, within(1e-6 * (truth + time)));
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "0, 1, 10", "3, 0.1, 20", "3, 0.1, 25", "8, 1.5, 100000"})
  void what_is_left_of_a_duration_is_what_is_beyond_if_it_lasts_so_long(
      double mean, double deviation, double elapsed) {
    double longer = Normal.below((mean - Math.log(elapsed)) / deviation);
    double truth = integrated(mean, deviation, elapsed) / longer;

    assertThat(logNormal(mean, deviation).secondsLeft(elapsed))
        .isCloseTo(truth, within(1e-5 * truth + 1e-6 * elapsed / longer));
  }

  @Test
  void what_is_left_falls_no_faster_than_time_passes_and_always_has_a_value() {
    Estimate estimate = logNormal(2, 0.5);
    assertThat(estimate.secondsLeft(0)).isEqualTo(estimate.meanSeconds());
    assertThat(estimate.secondsLeft(-3)).isEqualTo(estimate.meanSeconds() + 3);

    double before = estimate.secondsLeft(0.1);
    for (double elapsed = 0.2; elapsed < 1e4; elapsed += 0.1) {
      double left = estimate.secondsLeft(elapsed);
      assertThat(left).isGreaterThan(before - 0.1001).isFinite().isPositive();
      before = left;
    }
  }

  @Test
  void what_is_late_already_is_late_by_all_of_its_duration_and_more() {
    Estimate estimate = logNormal(2, 0.5);

    assertThat(estimate.secondsBeyond(0)).isEqualTo(estimate.meanSeconds());
    assertThat(estimate.secondsBeyond(-60)).isEqualTo(estimate.meanSeconds() + 60);
    assertThat(estimate.secondsBeyond(1e-9)).isCloseTo(estimate.meanSeconds(), within(1e-5));
  }

  @Test
  void what_is_in_time_for_certain_is_never_late() {
    assertThat(logNormal(0, 0.1).secondsBeyond(3600)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.5",
    "1, 0.841344746",
    "-1, 0.158655254",
    "1.959963985, 0.975",
    "-3, 0.001349898"
  })
  void the_normal_distribution_is_as_in_the_tables(double z, double probability) {
    assertThat(Normal.below(z)).isCloseTo(probability, within(1e-7));
  }
}
