package org.smartrouting.core.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.smartrouting.core.pool.Fairness;
import org.smartrouting.core.pool.FairnessMeasure;

final class FairSharesTest {
  private FairShares shares = new FairShares(Fairness.DEFAULT);

  private static Fairness weights(Map<String, Double> weights) {
    return new Fairness(weights, 1, FairnessMeasure.TASKS);
  }

  private String dispatchFirst(double cost) {
    Share first = shares.largest(1_000).stream().min(Share.ORDER).orElseThrow();
    shares.ended(shares.dispatched(first.key(), cost), 0);
    shares.leaves(first);
    return first.key();
  }

  private void wait(String key, int tasks) {
    for (int i = 0; i < tasks; i++) {
      shares.waits(key);
    }
  }

  private Map<String, Integer> dispatches(int count) {
    Map<String, Integer> served = new HashMap<>();
    for (int i = 0; i < count; i++) {
      served.merge(dispatchFirst(1), 1, Integer::sum);
    }
    return served;
  }

  // Keys of great weight are passed soon, those of little weight not before they are too many.
  @ParameterizedTest
  @CsvSource({"1000, 1000", "1, 1000", "0.001, 10002"})
  void a_hundred_thousand_keys_that_came_once_are_forgotten_while_others_wait(
      double weight, int bound) {
    shares.rules(new Fairness(Map.of(), weight, FairnessMeasure.TASKS));
    wait("never served", 1);
    int most = 0;
    for (int i = 0; i < 100_000; i++) {
      String key = "key" + i;
      if (i % 2 == 0) {
        shares.ended(shares.dispatched(key, 1), 0);
      } else {
        Share share = shares.waits(key);
        shares.ended(shares.dispatched(key, 1), 0);
        shares.leaves(share);
      }
      most = Math.max(most, shares.knownKeys());
    }

    assertThat(most).isLessThanOrEqualTo(bound);
  }

  @Test
  void a_hundred_thousand_keys_that_wait_at_once_are_forgotten_when_they_are_served() {
    for (int i = 0; i < 100_000; i++) {
      wait("key" + i, 1);
    }
    assertThat(shares.knownKeys()).isEqualTo(100_000);
    List<Share> order = new ArrayList<>(shares.largest(100_000));
    order.sort(Share.ORDER);
    for (Share share : order) {
      shares.ended(shares.dispatched(share.key(), 1), 0);
      shares.leaves(share);
    }

    assertThat(shares.knownKeys()).isZero();
  }

  @Test
  void what_is_held_is_remembered_until_it_ends() {
    Share first = shares.dispatched("a", 1);
    Share second = shares.dispatched("a", 1);
    shares.ended(first, 0);
    assertThat(shares.knownKeys()).isEqualTo(1);
    shares.ended(second, 0);
    assertThat(shares.knownKeys()).isZero();
  }

  @Test
  void who_used_what_nobody_waited_for_has_no_debt() {
    for (int i = 0; i < 1_000; i++) {
      shares.dispatched("greedy", 1);
    }
    wait("greedy", 100);
    wait("late", 100);

    assertThat(dispatches(20)).containsEntry("greedy", 10).containsEntry("late", 10);
  }

  @Test
  void a_key_that_waited_alone_is_at_most_one_dispatch_behind() {
    wait("alone", 2_000);
    dispatches(1_000);
    wait("late", 100);

    assertThat(dispatches(21).get("late")).isBetween(10, 11);
  }

  @Test
  void who_was_idle_while_others_waited_is_owed_nothing() {
    wait("idle", 1);
    wait("busy", 2_000);
    dispatches(1_000);
    wait("idle", 1_000);

    assertThat(dispatches(100).get("idle")).isBetween(49, 51);
  }

  @Test
  void tasks_that_nobody_can_serve_save_up_one_dispatch_at_most() {
    Share stuck = shares.waits("stuck");
    wait("busy", 3_000);
    for (int i = 0; i < 1_000; i++) {
      Share busy = shares.find("busy");
      assertThat(busy).isNotNull();
      shares.dispatched("busy", 1);
      shares.leaves(busy);
    }
    assertThat(stuck.start()).isLessThan(2);
    wait("stuck", 1_000);

    assertThat(dispatches(100).get("stuck")).isBetween(50, 52);
  }

  @Test
  void new_weights_hold_at_once_also_for_who_had_to_wait_long() {
    shares.rules(weights(Map.of("slow", 0.001)));
    wait("slow", 100);
    wait("fast", 10_000);
    dispatches(2_000);
    shares.rules(weights(Map.of("slow", 1.0)));

    assertThat(dispatches(20).get("slow")).isBetween(9, 11);
    shares.rules(weights(Map.of("slow", 0.25)));
    assertThat(dispatches(100).get("slow")).isBetween(19, 21);
  }

  @Test
  void another_measure_begins_anew() {
    wait("dear", 100);
    wait("cheap", 100);
    shares.dispatched("dear", 1e6);
    shares.rules(new Fairness(Map.of(), 1, FairnessMeasure.SERVICE_TIME));

    assertThat(dispatches(20).get("dear")).isBetween(9, 11);
  }

  @Test
  void a_cost_that_was_said_too_high_is_given_back() {
    wait("a", 3_000);
    wait("b", 3_000);
    Map<String, Integer> served = new HashMap<>();
    for (int i = 0; i < 1_000; i++) {
      Share first = shares.largest(2).stream().min(Share.ORDER).orElseThrow();
      boolean wrong = first.key().equals("a");
      Share charged = shares.dispatched(first.key(), wrong ? 10 : 1);
      shares.leaves(first);
      shares.ended(charged, wrong ? -9 : 0);
      served.merge(first.key(), 1, Integer::sum);
    }

    assertThat(served.get("a")).isBetween(490, 510);
  }

  @Test
  void a_cost_that_was_said_too_low_is_owed() {
    wait("a", 3_000);
    wait("b", 3_000);
    shares.ended(shares.dispatched("a", 1), 99);

    assertThat(dispatches(90)).containsOnlyKeys("b");
    assertThat(dispatches(110).get("a")).isBetween(49, 51);
  }

  @Test
  void virtual_time_is_moved_back_before_it_loses_precision() {
    shares.rules(weights(Map.of("a", 1.0, "b", 1000.0)));
    for (int i = 0; i < 50; i++) {
      wait("a", 10);
      shares.dispatched("a", 1e7);
    }
    wait("b", 100_000);
    Map<String, Integer> served = dispatches(10_010);

    assertThat(served.get("b") / 10_010.0).isCloseTo(1, within(0.01));
    for (Share share : shares.largest(2)) {
      assertThat(share.start()).isBetween(-1e9, 1e9);
    }
  }

  @Test
  void after_a_restart_low_weights_do_not_all_go_first() {
    Map<String, Double> low = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      low.put("low" + i, 0.01);
    }
    shares.rules(weights(low));
    low.keySet().forEach(key -> wait(key, 10));
    wait("high", 1_000);

    assertThat(dispatches(100).get("high")).isBetween(40, 60);
    assertThat(dispatches(100).get("high")).isBetween(40, 60);
  }

  private record Arrival(String key, long after, double bound) {}

  /** Keys come and go with some tasks each, all served by one slot in the order of the shares. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void the_stated_bound_of_the_wait_holds(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Double> weights = new HashMap<>();
    for (int i = 0; i < 12; i++) {
      weights.put("k" + i, i % 3 == 0 ? 0.2 : 1 + 3 * random.nextDouble());
    }
    shares = new FairShares(weights(weights));
    double all = weights.values().stream().mapToDouble(weight -> weight).sum();
    Map<String, Deque<Arrival>> lines = new HashMap<>();
    double tightest = Double.MAX_VALUE;
    long served = 0;
    for (int step = 0; step < 20_000; step++) {
      String key = "k" + Math.min(random.nextInt(12), random.nextInt(12));
      Deque<Arrival> line = lines.computeIfAbsent(key, unused -> new ArrayDeque<>());
      for (int i = random.nextInt(step % 400 < 200 ? 3 : 2); i > 0; i--) {
        double own = weights.get(key);
        double others = 2 * 11 + (all - own) * (line.size() + 1) / own;
        line.add(new Arrival(key, served, line.size() + others));
        shares.waits(key);
      }
      if (shares.waitingKeys() > 0) {
        Arrival first = lines.get(dispatchFirst(1)).remove();
        tightest = Math.min(tightest, first.bound() - (served - first.after()));
        served++;
      }
    }

    assertThat(served).isGreaterThan(10_000);
    assertThat(tightest).as("what was left of the bound at least").isNotNegative();
  }

  @Test
  void equal_starts_are_served_in_an_order_that_does_not_depend_on_who_came_first() {
    List<String> keys = List.of("a", "b", "c", "d", "e", "f");
    List<String> forwards = order(keys);
    List<String> backwards = order(List.of("f", "e", "d", "c", "b", "a"));

    assertThat(forwards).isEqualTo(backwards).isNotEqualTo(keys);
  }

  private List<String> order(List<String> keys) {
    shares = new FairShares(Fairness.DEFAULT);
    wait("first", 1);
    dispatchFirst(1);
    List<Share> waiting = new ArrayList<>();
    keys.forEach(key -> waiting.add(shares.waits(key)));
    waiting.sort(Comparator.comparingDouble(Share::start));
    assertThat(waiting.get(0).start()).isEqualTo(waiting.get(5).start());
    waiting.sort(Share.ORDER);
    return waiting.stream().map(Share::key).toList();
  }
}
