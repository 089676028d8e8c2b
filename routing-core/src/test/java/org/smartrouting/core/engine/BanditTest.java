package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How well the engine finds the best of 20 specialists that differ in nothing but success. */
final class BanditTest {
  private static final int SEEDS = 10;
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
        .stream().peek(System.out::println).findAny().orElseThrow();
  }

  @Test
  void the_best_of_twenty_is_found_within_five_thousand_tasks() {
    double regret =
        IntStream.range(0, 2 * SEEDS)
            .mapToDouble(
                seed -> {
                  Bandit bandit = new Bandit(seed, SPECIALISTS);
                  bandit.run(5_000);
                  return bandit.regret() / 5_000;
                })
            .average()
            .orElseThrow();

    System.out.println(regret);
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

  @Test
  void a_newcomer_gets_its_share_until_it_is_known_and_then_what_it_is_worth() {
    Bandit good = new Bandit(5, SPECIALISTS);
    Bandit bad = new Bandit(5, SPECIALISTS);
    good.run(2_000);
    bad.run(2_000);
    good.join("newcomer", 0.99);
    bad.join("newcomer", 0.1);
    good.run(100);
    bad.run(100);
    // One in twenty is for newcomers, of whom some of the first twenty may still be.
    assertThat(good.chosen("newcomer")).isBetween(1, 5);
    assertThat(bad.chosen("newcomer")).isBetween(1, 5);
    good.run(900);
    bad.run(900);

    assertThat(good.chosen("newcomer")).isGreaterThan(400);
    assertThat(bad.chosen("newcomer")).isLessThan(15);
  }
}
