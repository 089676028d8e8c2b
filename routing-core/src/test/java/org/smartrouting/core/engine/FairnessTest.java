package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.smartrouting.core.engine.EngineFixture.POOL;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.TENANT;
import static org.smartrouting.core.engine.EngineFixture.spec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.Findings;
import org.smartrouting.core.engine.AssignmentCommand.FailureKind;
import org.smartrouting.core.engine.RouteCommand.KeyCounts;
import org.smartrouting.core.engine.RouteCommand.QueueCounts;
import org.smartrouting.core.pool.Fairness;
import org.smartrouting.core.pool.FairnessMeasure;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.SkillRequirement;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;

/** How fairness keys share the specialists of a pool. */
final class FairnessTest {
  private final EngineFixture fixture = new EngineFixture();
  private final List<Task> served = new ArrayList<>();
  private long ann;

  private void weights(Map<String, Double> weights) {
    share(new Fairness(weights, 1, FairnessMeasure.TASKS));
  }

  private void share(Fairness fairness) {
    fixture.policy(base -> base.withFairness(fairness));
  }

  private List<TaskId> submit(String key, int count) {
    List<TaskId> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(fixture.submit(spec("of " + key).withFairnessKey(key)).id());
    }
    return ids;
  }

  /** One specialist does so many tasks one after the other; their keys in order. */
  private List<String> serve(int count) {
    if (ann == 0) {
      ann = fixture.connect("ann", 1);
    }
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Push.Assigned> given = fixture.pushesTo(ann, Push.Assigned.class);
      Task task = given.get(served.size()).task();
      served.add(task);
      keys.add(task.spec().fairnessKey());
      fixture.complete(task.id());
    }
    return keys;
  }

  private static Map<String, Integer> count(List<String> keys) {
    Map<String, Integer> counts = new HashMap<>();
    keys.forEach(key -> counts.merge(key, 1, Integer::sum));
    return counts;
  }

  @Test
  void three_tiers_get_their_shares_of_any_thousand_dispatches() {
    weights(Map.of("premium", 5.0, "basic", 3.0, "free", 2.0));
    submit("free", 1_000);
    submit("basic", 1_300);
    submit("premium", 2_000);

    List<String> order = serve(3_000);

    int least = 1_000;
    for (int from = 0; from <= 2_000; from += 7) {
      Map<String, Integer> window = count(order.subList(from, from + 1_000));
      least = Math.min(least, window.getOrDefault("free", 0));
      assertThat(window.get("premium")).as("from %d", from).isBetween(495, 505);
      assertThat(window.get("basic")).as("from %d", from).isBetween(297, 303);
      assertThat(window.get("free")).as("from %d", from).isBetween(198, 202);
    }
    Findings.note(
        "shares 5:3:2",
        "of any 1,000 dispatches, those of the key with 2",
        Findings.Relation.AT_LEAST,
        198,
        least,
        0);
  }

  @Test
  void small_tenants_do_not_wait_behind_a_big_one() {
    submit("big", 300);
    submit("mid", 30);
    submit("small", 3);

    List<String> order = serve(333);

    assertThat(count(order.subList(0, 9))).isEqualTo(Map.of("big", 3, "mid", 3, "small", 3));
    assertThat(count(order.subList(9, 63))).isEqualTo(Map.of("big", 27, "mid", 27));
    assertThat(order.subList(63, 333)).containsOnly("big");
  }

  @Test
  void a_key_that_floods_does_not_delay_a_quiet_one_by_more_than_a_round() {
    submit("flood", 2_000);
    serve(500);
    int longest = 0;
    for (int i = 0; i < 20; i++) {
      submit("quiet", 1);
      // One that was given out before it came, and one of the round.
      List<String> next = serve(3);
      assertThat(next).contains("quiet");
      longest = Math.max(longest, next.indexOf("quiet"));
    }
    Findings.note(
        "a key floods",
        "dispatches before a task of a quiet key",
        Findings.Relation.AT_MOST,
        2,
        longest,
        0);
  }

  @Test
  void a_key_that_was_idle_is_owed_nothing_and_one_that_used_idle_capacity_owes_nothing() {
    submit("early", 1);
    submit("busy", 600);
    serve(500);
    submit("early", 100);
    assertThat(count(serve(101)).get("early")).isBetween(49, 52);
  }

  @Test
  void a_key_without_a_weight_has_the_default_and_no_key_is_a_key() {
    share(new Fairness(Map.of("known", 4.0), 2, FairnessMeasure.TASKS));
    submit("known", 400);
    submit("unknown", 400);
    submit("", 400);

    Map<String, Integer> counts = count(serve(400));

    assertThat(counts.get("known")).isBetween(199, 201);
    assertThat(counts.get("unknown")).isBetween(99, 101);
    assertThat(counts.get("")).isBetween(99, 101);
  }

  @Test
  void new_weights_hold_at_once() {
    weights(Map.of("a", 0.001));
    submit("a", 100);
    submit("b", 1_000);
    serve(1);
    assertThat(count(serve(400))).isEqualTo(Map.of("b", 400));
    weights(Map.of("a", 3.0));

    assertThat(count(serve(100)).get("a")).isBetween(74, 76);
  }

  @Test
  void a_key_of_little_weight_is_served_too() {
    weights(Map.of("little", 0.01));
    submit("much", 1_000);
    submit("little", 5);

    assertThat(count(serve(350)).get("little")).isBetween(3, 4);
  }

  @Test
  void one_key_is_served_in_the_order_of_virtual_deadlines_whatever_its_name() {
    assertThat(order("")).isEqualTo(order("acme"));
  }

  private static List<String> order(String key) {
    FairnessTest test = new FairnessTest();
    SplittableRandom random = new SplittableRandom(8);
    List<Priority> priorities = List.of(Priority.values());
    for (int i = 0; i < 300; i++) {
      Priority priority = priorities.get(random.nextInt(5));
      TaskSpec spec = spec("t" + i).withPriority(priority).withFairnessKey(key);
      if (random.nextInt(3) == 0) {
        spec = spec.withDeadline(test.fixture.now() + random.nextLong(90 * SECOND));
      }
      test.fixture.submit(spec);
      test.fixture.skip(random.nextLong(SECOND / 2));
    }
    // Those that expired by now are not served.
    test.fixture.advance(1);
    test.ann = test.fixture.connect("ann", 1);
    int left = test.count().queued() + 1;
    test.serve(left);
    List<Task> sorted = new ArrayList<>(test.served);
    sorted.sort(
        (one, other) -> {
          int byDeadline =
              Long.compare(
                  one.status().virtualDeadlineMicros(), other.status().virtualDeadlineMicros());
          return byDeadline == 0 ? one.id().compareTo(other.id()) : byDeadline;
        });
    assertThat(test.served).hasSizeGreaterThan(200).isEqualTo(sorted);
    return test.served.stream().map(task -> task.spec().title()).toList();
  }

  private record Counts(int queued, int connected) {}

  private Counts count() {
    QueueCounts counts = fixture.done(new RouteCommand.Count(POOL));
    long queued = counts.byPriority().values().stream().mapToLong(c -> c.queued()).sum();
    return new Counts((int) queued, counts.connected());
  }

  @Test
  void tasks_that_become_ready_together_are_placed_by_shares_and_then_by_virtual_deadline() {
    fixture.connect("bob", SpecialistSpec.of(Map.of("begin", 1), 1));
    TaskId first = fixture.submit(TaskSpec.of("first", needing("begin"))).id();
    List<TaskId> ids = new ArrayList<>();
    for (String key : List.of("a", "a", "a", "a", "b", "b")) {
      TaskSpec then = TaskSpec.of("then", needing("go on")).withFairnessKey(key);
      ids.add(fixture.submit(then.withDependencies(List.of(first))).id());
    }
    fixture.connect("ann", SpecialistSpec.of(Map.of("go on", 1), 4));
    fixture.complete(first);

    assertThat(ids.stream().filter(id -> fixture.stateOf(id).isHeld()))
        .containsExactlyInAnyOrder(ids.get(0), ids.get(1), ids.get(4), ids.get(5));
  }

  private static Requirement needing(String skill) {
    return Requirement.ofSkills(SkillRequirement.atLeast(skill, 1));
  }

  @Test
  void a_key_whose_specialists_are_busy_does_not_hold_up_the_others() {
    for (int i = 0; i < 50; i++) {
      fixture.submit(TaskSpec.of("rare", needing("rare")).withFairnessKey("rare"));
    }
    submit("a", 100);
    submit("b", 100);
    assertThat(count(serve(100))).isEqualTo(Map.of("a", 50, "b", 50));

    // For long it could not be given anything; that gives it one turn and not a hundred.
    submit("rare", 100);
    assertThat(count(serve(60)).get("rare")).isBetween(20, 22);
  }

  @Test
  void keys_get_equal_service_time_whatever_their_tasks_last() {
    share(new Fairness(Map.of(), 1, FairnessMeasure.SERVICE_TIME));
    assertThat(serviceSeconds(Map.of("short", 1, "long", 3)).get("long"))
        .isCloseTo(0.5, within(0.01));
    share(new Fairness(Map.of("long", 3.0), 1, FairnessMeasure.SERVICE_TIME));
    assertThat(serviceSeconds(Map.of("short", 1, "long", 3)).get("long"))
        .isCloseTo(0.75, within(0.01));
  }

  @Test
  void keys_get_equal_numbers_of_tasks_by_default() {
    // So the one with tasks three times as long gets three quarters of the time.
    assertThat(serviceSeconds(Map.of("short", 1, "long", 3)).get("long"))
        .isCloseTo(0.75, within(0.01));
  }

  /** Part of the time of four slots that each key got in 1,000 seconds. */
  private Map<String, Double> serviceSeconds(Map<String, Integer> seconds) {
    String name = "s" + fixture.newAddress();
    seconds.keySet().forEach(key -> submit(key, 3_500));
    long address = fixture.connect(name, 4);
    Map<TaskId, Integer> left = new HashMap<>();
    Map<String, Integer> had = new HashMap<>();
    int heard = 0;
    for (int second = 0; second < 1_000; second++) {
      List<Push.Assigned> given = fixture.pushesTo(address, Push.Assigned.class);
      for (; heard < given.size(); heard++) {
        Task task = given.get(heard).task();
        fixture.accept(task.id());
        left.put(task.id(), seconds.get(task.spec().fairnessKey()));
      }
      assertThat(left).hasSize(4);
      fixture.advance(SECOND);
      fixture.heartbeat(name, address);
      for (TaskId id : List.copyOf(left.keySet())) {
        had.merge(fixture.get(id).spec().fairnessKey(), 1, Integer::sum);
        if (left.merge(id, -1, Integer::sum) == 0) {
          left.remove(id);
          fixture.complete(id);
        }
      }
    }
    fixture.done(
        new SpecialistCommand.Deregister(
            EngineFixture.key(name), SpecialistCommand.Deregister.WhenBusy.REQUEUE));
    fixture.engine().tasks().forEach(task -> fixture.cancel(task.id()));
    Map<String, Double> part = new HashMap<>();
    had.forEach((key, count) -> part.put(key, count / 4_000.0));
    return part;
  }

  @Test
  void after_a_restart_waiting_tasks_are_shared_as_before() {
    Map<String, Double> weights = new HashMap<>();
    weights.put("high", 1.0);
    for (int i = 0; i < 50; i++) {
      weights.put("low" + i, 0.02);
    }
    weights(weights);
    weights.keySet().forEach(key -> submit(key, key.equals("high") ? 300 : 5));
    serve(20);
    fixture.restart();
    served.clear();
    ann = fixture.connect("ann", (SpecialistSpec) null);
    assertThat(count().connected()).isEqualTo(1);

    List<String> order = serve(200);
    Collections.reverse(order);

    assertThat(count(order.subList(0, 100)).get("high")).isBetween(40, 60);
    assertThat(count(order.subList(100, 200)).get("high")).isBetween(40, 60);
  }

  @Test
  void an_attempt_that_failed_counts_and_its_task_keeps_its_key() {
    List<TaskId> failing = submit("a", 10);
    submit("b", 10);
    ann = fixture.connect("ann", 1);
    Task first = fixture.pushesTo(ann, Push.Assigned.class).get(0).task();
    served.add(first);
    fixture.fail(fixture.accept(first.id()), FailureKind.RETRYABLE);
    fixture.advance(2 * SECOND);

    assertThat(fixture.engine().shares(POOL).knownKeys()).isEqualTo(2);
    assertThat(failing).contains(first.id());
    assertThat(count(serve(10)).get("b")).isBetween(5, 6);
  }

  @Test
  void explanations_and_counts_tell_the_shares() {
    weights(Map.of("big", 3.0));
    ann = fixture.connect("ann", 1);
    List<TaskId> big = submit("big", 9);
    List<TaskId> small = submit("", 3);

    // One of the big ones is held.
    assertThat(explain(big.get(8)))
        .endsWith(
            "about 10 tasks with the same requirement are before it; its fairness key big has 75.0 %"
                + " of the shares of 2 waiting keys.");
    assertThat(explain(small.get(0)))
        .endsWith(" tasks without fairness key have 25.0 % of the shares of 2 waiting keys.");
    QueueCounts counts = fixture.done(new RouteCommand.Count(POOL));
    assertThat(counts.largestKeys())
        .containsExactly(new KeyCounts("big", 8, 3, 75, 1), new KeyCounts("", 3, 1, 25, 0));
    assertThat(counts.waitingKeys()).isEqualTo(2);
    for (int i = 0; i < 30; i++) {
      submit("k" + i, 1);
    }
    assertThat(fixture.done(new RouteCommand.Count(POOL)).largestKeys()).hasSize(20);
    assertThat(fixture.done(new RouteCommand.Count(POOL)).waitingKeys()).isEqualTo(32);
  }

  private String explain(TaskId id) {
    return fixture.done(new RouteCommand.Explain(TENANT, id, 1)).summary();
  }
}
