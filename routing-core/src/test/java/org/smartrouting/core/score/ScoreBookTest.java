package org.smartrouting.core.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.specialist.SpecialistKey;

final class ScoreBookTest {
  private static final PoolKey POOL = new PoolKey("acme", "default");

  private final Set<SpecialistKey> evicted = new HashSet<>();
  private final ScoreBook book = new ScoreBook(100, evicted::add);

  private static SpecialistKey key(String id) {
    return new SpecialistKey(POOL, id);
  }

  @Test
  void what_was_learned_is_written_once() {
    book.learn(key("ann"), "t", true, 1);
    book.learn(key("ann"), "t", true, 1);

    Performance twice = Performance.NONE.with(true, 1).with(true, 1);
    assertThat(book.takeUnwritten())
        .containsExactly(Map.entry(new PerformanceKey(key("ann"), "t"), twice));
    assertThat(book.takeUnwritten()).isEmpty();
  }

  @Test
  void what_is_known_here_is_newer_than_the_store() {
    book.learn(key("ann"), "t", false, 1);
    book.load(key("ann"), Map.of("t", Performance.NONE, "u", Performance.NONE.with(true, 9)));

    Estimate unknown = book.estimate(key("bob"), "t");
    assertThat(book.estimate(key("ann"), "t").success()).isLessThan(unknown.success());
    assertThat(book.estimate(key("ann"), "u").meanSeconds()).isGreaterThan(unknown.meanSeconds());
  }

  @Test
  void the_book_keeps_its_size_and_tells_whom_it_forgets() {
    for (int i = 0; i < 1_000; i++) {
      book.learn(key("s" + i), "t", true, 1);
    }

    assertThat(evicted).hasSize(900);
  }

  @Test
  void what_fell_out_before_it_was_written_is_not_taken_from_the_store() {
    for (int i = 0; i < 1_000; i++) {
      book.learn(key("s" + i), "t", true, 1);
    }
    SpecialistKey forgotten = evicted.iterator().next();
    book.load(forgotten, Map.of("t", Performance.NONE));
    book.learn(forgotten, "t", true, 1);

    assertThat(book.takeUnwritten().get(new PerformanceKey(forgotten, "t")).successes())
        .isEqualTo(2);
  }

  @Test
  void who_is_forgotten_is_not_written_either() {
    book.learn(key("ann"), "t", true, 1);
    book.learn(key("bob"), "t", true, 1);
    book.forget(key("ann"));

    assertThat(book.takeUnwritten()).containsOnlyKeys(new PerformanceKey(key("bob"), "t"));
    assertThat(book.estimate(key("ann"), "t")).isEqualTo(book.estimate(POOL, "t"));
  }
}
