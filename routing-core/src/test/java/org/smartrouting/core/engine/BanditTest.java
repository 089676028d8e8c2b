package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How well the engine finds the best of 20 specialists that differ in nothing but success. */
final class BanditTest {
  private static final int SEEDS = 5;
  private static final int SPECIALISTS = 20;

  /** Changes what is true after 5,000 tasks. */
  private interface Drift {
    void happen(Bandit bandit);
  }

  /** Mean regret for each of 20,000 tasks, over the seeds. */
  private static double regret(Drift drift) {
    return IntStream.range(0, SEEDS)
        .mapToDouble(
            seed -> {
              Bandit bandit = new Bandit(seed, SPECIALISTS);
              bandit.run(5_000);
              drift.happen(bandit);
              bandit.run(15_000);
              return bandit.regret() / 20_000;
            })
        .average()
        .orElseThrow();
  }

  @Test
  void the_best_of_twenty_is_found_within_five_thousand_tasks() {
    double regret =
        IntStream.range(0, 4 * SEEDS)
            .mapToDouble(
                seed -> {
                  Bandit bandit = new Bandit(seed, SPECIALISTS);
                  bandit.run(5_000);
                  return bandit.regret() / 5_000;
                })
            .average()
            .orElseThrow();

    assertThat(regret).isLessThanOrEqualTo(0.02);
  }

  // The bounds of the next three are those of exact Thompson sampling with the same memory.

  @Test
  void forgetting_costs_little_where_nothing_changes() {
    assertThat(regret(bandit -> {})).isLessThanOrEqualTo(0.0165);
  }

  @Test
  void a_fall_of_the_best_is_found_out() {
    assertThat(regret(bandit -> bandit.bestFallsTo(0.3))).isLessThanOrEqualTo(0.0190);
  }

  @Test
  void a_rise_of_the_worst_is_found_out() {
    assertThat(regret(bandit -> bandit.worstRisesTo(0.99))).isLessThanOrEqualTo(0.0227);
  }
}
