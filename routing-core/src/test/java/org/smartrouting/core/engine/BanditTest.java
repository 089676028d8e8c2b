package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.Findings;

/** How well the engine finds the best of 20 specialists that differ in nothing but success. */
final class BanditTest {
  private static final int SEEDS = 8;
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
        IntStream.range(0, 2 * SEEDS)
            .mapToDouble(
                seed -> {
                  Bandit bandit = new Bandit(seed, SPECIALISTS);
                  bandit.run(5_000);
                  return bandit.regret() / 5_000;
                })
            .average()
            .orElseThrow();

    assertRegret("5,000 tasks, nothing changes", regret, 0.02);
  }

  // The bounds of the next three are those of exact Thompson sampling with the same memory.

  @Test
  void forgetting_costs_little_where_nothing_changes() {
    assertRegret("20,000 tasks, nothing changes", regret(bandit -> {}), 0.0165);
  }

  @Test
  void a_fall_of_the_best_is_found_out() {
    double regret = regret(bandit -> bandit.bestFallsTo(0.3));
    assertRegret("20,000 tasks, the best falls to 0.3", regret, 0.0190);
  }

  @Test
  void a_rise_of_the_worst_is_found_out() {
    double regret = regret(bandit -> bandit.worstRisesTo(0.99));
    assertRegret("20,000 tasks, the worst rises to 0.99", regret, 0.0227);
  }

  @Test
  void a_newcomer_gets_work_and_keeps_it_if_it_is_good() {
    int good = 0;
    int bad = 0;
    for (int seed = 0; seed < 5; seed++) {
      good += chosen(seed, 0, 0.99);
      bad += chosen(seed, 0, 0.1);
    }

    assertThat(good).as("of 5,000").isGreaterThan(2_500);
    assertThat(bad).as("of 5,000").isBetween(1, 100);
  }

  @Test
  void a_pool_can_reserve_a_share_for_newcomers() {
    assertThat(chosen(5, 0.5, 0.1)).as("until it is known").isBetween(10, 40);
  }

  private static void assertRegret(String what, double regret, double bound) {
    Findings.note(
        "Thompson sampling",
        "regret a task among 20 specialists, " + what,
        Findings.Relation.AT_MOST,
        bound,
        regret,
        0);
    assertThat(regret).isLessThanOrEqualTo(bound);
  }

  /** How many of 1,000 tasks a newcomer gets. */
  private static int chosen(int seed, double share, double rate) {
    Bandit bandit = new Bandit(seed, SPECIALISTS);
    bandit.reserve(share);
    bandit.run(2_000);
    bandit.join("newcomer", rate);
    bandit.run(1_000);
    return bandit.chosen("newcomer");
  }
}
