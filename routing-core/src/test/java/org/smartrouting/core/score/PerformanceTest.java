package org.smartrouting.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PerformanceTest {
  private static Performance of(double... seconds) {
    Performance performance = Performance.NONE;
    for (double value : seconds) {
      performance = performance.with(true, value);
    }
    return performance;
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
    Performance known = of(4).with(false, 0.001);

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
      known = known.with(true, 10);
    }
    assertThat(known.successes()).isCloseTo(Performance.MEMORY, within(1e-6));
    assertThat(known.durations()).isCloseTo(Performance.MEMORY, within(1e-6));
    for (int i = 0; i < Performance.MEMORY; i++) {
      known = known.with(false, 10);
    }

    double share = known.successes() / (known.successes() + known.failures());
    assertThat(share).isCloseTo(Math.exp(-1), within(0.01));
  }

  @Test
  void of_somebody_unknown_the_pool_is_expected_and_of_an_unknown_pool_the_prior() {
    Estimate prior = Estimate.of(Performance.NONE, Performance.NONE);
    assertThat(prior.success()).isCloseTo(0.9, within(1e-12));
    assertThat(prior.meanSeconds()).isCloseTo(Math.exp(0.5), within(1e-12));
    assertThat(prior.q95Seconds()).isCloseTo(Math.exp(1.645), within(1e-12));

    Performance pool = Performance.NONE;
    for (int i = 0; i < 199; i++) {
      pool = pool.with(i % 2 == 0, 20);
    }
    Estimate newcomer = Estimate.of(Performance.NONE, pool);
    assertThat(newcomer.success()).isCloseTo(0.51, within(0.01));
    assertThat(newcomer.meanSeconds()).isBetween(15.0, 22.0);
  }

  @Test
  void estimates_come_close_to_the_truth() {
    SplittableRandom random = new SplittableRandom(1);
    Performance own = Performance.NONE;
    for (int i = 0; i < 200; i++) {
      boolean success = random.nextDouble() < 0.7;
      own = own.with(success, Math.exp(2 + 0.5 * random.nextGaussian()));
    }
    Estimate estimate = Estimate.of(own, Performance.NONE);

    assertThat(estimate.success()).isCloseTo(0.7, within(0.1));
    assertThat(estimate.meanSeconds()).isCloseTo(Math.exp(2 + 0.125), within(1.0));
    assertThat(estimate.q95Seconds()).isCloseTo(Math.exp(2 + 1.645 * 0.5), within(3.0));
  }

  @Test
  void estimates_stay_finite_for_endless_durations() {
    Performance own = of(1e300, 1e-300, 1e300);

    Estimate estimate = Estimate.of(own, Performance.NONE);
    assertThat(estimate.meanSeconds()).isEqualTo(30 * 86_400);
    assertThat(estimate.q95Seconds()).isEqualTo(30 * 86_400);
  }
}
