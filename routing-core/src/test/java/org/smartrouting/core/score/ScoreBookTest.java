package org.smartrouting.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.specialist.SpecialistKey;

final class ScoreBookTest {
  private static final PoolKey POOL = new PoolKey("acme", "default");
  private static final Result GOOD = Result.completed(1, 1);

  private final Set<SpecialistKey> evicted = new HashSet<>();
  private final ScoreBook book = new ScoreBook(100, evicted::add);

  private static SpecialistKey key(String id) {
    return new SpecialistKey(POOL, id);
  }

  private Estimate estimate(String id, String type, long nowMicros) {
    LearningPolicy policy = LearningPolicy.DEFAULT;
    return book.outlook(POOL, type, policy, nowMicros).of(book.page(key(id)));
  }

  @Test
  void what_was_learned_is_written_once() {
    book.learn(key("ann"), "t", GOOD, LearningPolicy.DEFAULT, 2, 0);
    book.learn(key("ann"), "t", GOOD, LearningPolicy.DEFAULT, 2, 0);

    Performance twice = Performance.NONE.with(GOOD, 200, 0).with(GOOD, 200, 0);
    assertThat(book.takeUnwritten())
        .containsExactly(Map.entry(new PerformanceKey(key("ann"), "t"), twice));
    assertThat(book.takeUnwritten()).isEmpty();
  }

  @Test
  void what_is_known_here_is_newer_than_the_store() {
    book.learn(key("ann"), "t", Result.failed(1), LearningPolicy.DEFAULT, 2, 0);
    book.load(
        key("ann"),
        Map.of("t", Performance.NONE, "u", Performance.NONE.with(Result.completed(1, 9), 200, 0)));

    Estimate unknown = estimate("bob", "t", 0);
    assertThat(estimate("ann", "t", 0).success()).isLessThan(unknown.success());
    assertThat(estimate("ann", "u", 0).meanSeconds()).isGreaterThan(unknown.meanSeconds());
  }

  @Test
  void the_book_keeps_its_size_and_tells_whom_it_forgets() {
    for (int i = 0; i < 1_000; i++) {
      book.learn(key("s" + i), "t", GOOD, LearningPolicy.DEFAULT, 1_000, 0);
    }

    assertThat(evicted).hasSize(900);
  }

  @Test
  void what_fell_out_before_it_was_written_is_not_taken_from_the_store() {
    for (int i = 0; i < 1_000; i++) {
      book.learn(key("s" + i), "t", GOOD, LearningPolicy.DEFAULT, 1_000, 0);
    }
    SpecialistKey forgotten = evicted.iterator().next();
    book.load(forgotten, Map.of("t", Performance.NONE));
    book.learn(forgotten, "t", GOOD, LearningPolicy.DEFAULT, 1_000, 0);

    assertThat(book.takeUnwritten().get(new PerformanceKey(forgotten, "t")).successes())
        .isEqualTo(2);
  }

  @Test
  void who_is_forgotten_is_not_written_either() {
    book.learn(key("ann"), "t", GOOD, LearningPolicy.DEFAULT, 2, 0);
    book.learn(key("bob"), "t", GOOD, LearningPolicy.DEFAULT, 2, 0);
    book.forget(key("ann"));

    assertThat(book.takeUnwritten()).containsOnlyKeys(new PerformanceKey(key("bob"), "t"));
    assertThat(estimate("ann", "t", 0)).isEqualTo(book.estimate(POOL, "t", LearningPolicy.DEFAULT));
  }

  @Test
  void who_is_idle_is_forgotten_by_time_but_no_faster_than_by_results_of_the_pool() {
    long week = LearningPolicy.DEFAULT.idleHalfLifeMicros();
    for (int i = 0; i < 40; i++) {
      book.learn(key("ann"), "t", GOOD, LearningPolicy.DEFAULT, 2, 0);
    }
    double fresh = weight("ann", 0);
    assertThat(weight("ann", 10 * week)).as("a quiet pool").isEqualTo(fresh);

    // A pool of two forgets half in 700 results.
    for (int i = 0; i < 700; i++) {
      book.learn(key("bob"), "t", GOOD, LearningPolicy.DEFAULT, 2, 0);
    }
    assertThat(weight("ann", 0)).as("a busy pool within one moment").isEqualTo(fresh);
    assertThat(weight("ann", week / 2)).isCloseTo(fresh - 40 + 40 / Math.sqrt(2), within(1e-3));
    assertThat(weight("ann", week)).isCloseTo(fresh - 20, within(1e-3));
    assertThat(weight("ann", 10 * week)).isCloseTo(fresh - 20, within(1e-3));
    assertThat(weight("bob", week)).as("who works").isGreaterThan(199);
  }

  private double weight(String id, long nowMicros) {
    Posterior posterior = estimate(id, "t", nowMicros).posterior();
    return posterior.alpha() + posterior.beta();
  }

  @Test
  void the_prior_is_the_firmer_the_less_specialists_differ() {
    for (int i = 0; i < 10; i++) {
      for (int n = 0; n < 50; n++) {
        Result odd = n % 2 == 0 ? GOOD : Result.failed(1);
        book.learn(key("even" + i), "even", odd, LearningPolicy.DEFAULT, 10, 0);
        Result mixed = i % 2 == 0 ? GOOD : Result.failed(1);
        book.learn(key("mixed" + i), "mixed", mixed, LearningPolicy.DEFAULT, 10, 0);
      }
    }

    assertThat(book.prior(POOL, "even", LearningPolicy.DEFAULT).strength()).isEqualTo(20);
    assertThat(book.prior(POOL, "mixed", LearningPolicy.DEFAULT).strength()).isEqualTo(2);
    assertThat(book.prior(POOL, "mixed", LearningPolicy.DEFAULT).success())
        .isCloseTo(0.5, within(0.06));
  }
}
