package org.smartrouting.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PerformanceTest {
  private static Performance of(double... seconds) {
    Performance performance = Performance.NONE;
    for (double value : seconds) {
      performance = performance.with(Result.completed(1, value), 200, 0);
    }
    return performance;
  }

  private static Prior prior(Performance pool) {
    return Prior.of(pool, new Spread(), LearningPolicy.DEFAULT);
  }

  @Test
  void moments_are_those_of_the_logarithms() {
    Performance known = of(1, Math.E, Math.E * Math.E);

    assertThat(known.durations()).isEqualTo(3);
    assertThat(known.meanLogSeconds()).isCloseTo(1, within(1e-12));
    assertThat(known.squaredLogSeconds()).isCloseTo(2, within(1e-12));
  }

  @Test
  void a_failure_counts_but_teaches_no_duration() {
    Performance known = of(4).with(Result.failed(0.001), 200, 0);

    assertThat(known.failures()).isEqualTo(1);
    assertThat(known.durations()).isEqualTo(1);
    assertThat(known.meanLogSeconds()).isEqualTo(of(4).meanLogSeconds());
  }

  @Test
  void a_duration_of_nothing_is_a_number() {
    assertThat(of(0).meanLogSeconds()).isFinite();
  }

  @Test
  void old_results_fade_so_that_a_change_shows_within_the_memory() {
    Performance known = Performance.NONE;
    for (int i = 0; i < 10_000; i++) {
      known = known.with(Result.completed(1, 10), 200, 0);
    }
    assertThat(known.successes()).isCloseTo(200, within(1e-6));
    assertThat(known.durations()).isCloseTo(200, within(1e-6));
    for (int i = 0; i < 200; i++) {
      known = known.with(Result.failed(10), 200, 0);
    }

    double share = known.successes() / (known.successes() + known.failures());
    assertThat(share).isCloseTo(Math.exp(-1), within(0.01));
  }

  @Test
  void of_somebody_unknown_the_pool_is_expected_and_of_an_unknown_pool_the_prior() {
    Estimate prior = Estimate.of(Performance.NONE, prior(Performance.NONE));
    assertThat(prior.success()).isCloseTo(0.9, within(1e-12));
    assertThat(prior.meanSeconds()).isCloseTo(Math.exp(0.5), within(1e-12));
    assertThat(prior.q95Seconds()).isCloseTo(Math.exp(1.645), within(1e-12));

    Performance pool = Performance.NONE;
    for (int i = 0; i < 199; i++) {
      pool = pool.with(new Result(i % 2 == 0 ? 1 : 0, 20, true), 200, 0);
    }
    Estimate newcomer = Estimate.of(Performance.NONE, prior(pool));
    assertThat(newcomer.success()).isCloseTo(0.51, within(0.01));
    assertThat(newcomer.meanSeconds()).isBetween(15.0, 22.0);
  }

  @Test
  void estimates_come_close_to_the_truth() {
    SplittableRandom random = new SplittableRandom(1);
    Performance own = Performance.NONE;
    for (int i = 0; i < 200; i++) {
      boolean success = random.nextDouble() < 0.7;
      own =
          own.with(
              new Result(success ? 1 : 0, Math.exp(2 + 0.5 * random.nextGaussian()), true), 200, 0);
    }
    Estimate estimate = Estimate.of(own, prior(Performance.NONE));

    assertThat(estimate.success()).isCloseTo(0.7, within(0.1));
    assertThat(estimate.meanSeconds()).isCloseTo(Math.exp(2 + 0.125), within(1.0));
    assertThat(estimate.q95Seconds()).isCloseTo(Math.exp(2 + 1.645 * 0.5), within(3.0));
  }

  @Test
  void estimates_stay_finite_for_endless_durations() {
    Performance own = of(1e300, 1e-300, 1e300);

    Estimate estimate = Estimate.of(own, prior(Performance.NONE));
    assertThat(estimate.meanSeconds()).isEqualTo(30 * 86_400);
    assertThat(estimate.q95Seconds()).isEqualTo(30 * 86_400);
  }

  @Test
  void a_timeout_is_a_failure_that_took_that_long_at_least() {
    Performance known = of(1).with(Result.timedOut(100), 200, 0);

    assertThat(known.failures()).isEqualTo(1);
    assertThat(known.durations()).isEqualTo(2);
    assertThat(known.meanLogSeconds()).isCloseTo(Math.log(100) / 2, within(1e-12));
  }

  @Test
  void a_quality_counts_as_a_part_of_a_success() {
    Performance known = Performance.NONE.with(Result.completed(0.25, 1), 200, 5);

    assertThat(known.successes()).isEqualTo(0.25);
    assertThat(known.failures()).isEqualTo(0.75);
    assertThat(known.updatedMicros()).isEqualTo(5);
  }

  @Test
  void durations_that_were_all_equal_leave_some_doubt() {
    Performance own = Performance.NONE;
    for (int i = 0; i < 5_000; i++) {
      own = own.with(Result.completed(1, 10), 10_000, 0);
    }
    Estimate estimate = Estimate.of(own, prior(own));

    assertThat(estimate.q95Seconds() / estimate.meanSeconds())
        .isCloseTo(Math.exp(1.645 * 0.1 - 0.01 / 2), within(1e-3));
  }
}
