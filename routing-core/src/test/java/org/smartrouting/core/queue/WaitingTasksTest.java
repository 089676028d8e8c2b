package org.smartrouting.core.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smartrouting.core.match.Eligibility;
import org.smartrouting.core.pool.AgingRates;
import org.smartrouting.core.pool.Fairness;
import org.smartrouting.core.pool.FairnessMeasure;
import org.smartrouting.core.pool.QueueOrder;
import org.smartrouting.core.task.Delivery;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.SkillRequirement;
import org.smartrouting.core.task.TaskId;

final class WaitingTasksTest {
  private record Job(TaskId id, long virtualDeadlineMicros, Signature signature, Share share)
      implements Waiting {
    @Override
    public Priority priority() {
      List<Priority> all = List.of(Priority.values());
      return all.get((int) (id.low() % all.size()));
    }

    @Override
    public long queuedMicros() {
      return virtualDeadlineMicros;
    }
  }

  private static final long NOW = 150;

  // More than are looked at one by one.
  private static final List<String> KEYS =
      IntStream.range(0, 40).mapToObj(number -> "k" + number).toList();

  private final FairShares shares = new FairShares(Fairness.DEFAULT);
  private final WaitingTasks<Job> waiting =
      new WaitingTasks<>(shares, ServiceOrder.BY_VIRTUAL_DEADLINE);
  private final List<Job> naive = new ArrayList<>();
  private long nextId;

  private static Signature signature(SplittableRandom random, int skills) {
    List<SkillRequirement> demands = new ArrayList<>();
    int first = random.nextInt(skills);
    demands.add(SkillRequirement.atLeast("k" + first, 1 + random.nextInt(5)));
    int second = random.nextInt(skills);
    if (second != first) {
      demands.add(SkillRequirement.atLeast("k" + second, 1 + random.nextInt(5)));
    }
    return Signature.of(new Requirement(demands, List.of()), Delivery.SPECIALIST);
  }

  private void add(Signature signature, long deadline) {
    add(signature, "", deadline);
  }

  private void add(Signature signature, String key, long deadline) {
    Job job = new Job(new TaskId(0, ++nextId), deadline, signature, shares.waits(key));
    assertThat(waiting.add(signature, job.share(), job)).isEqualTo(signature);
    naive.add(job);
  }

  private static String anyKey(SplittableRandom random) {
    return KEYS.get(random.nextInt(random.nextBoolean() ? 3 : KEYS.size()));
  }

  private void remove(Job job) {
    assertThat(waiting.remove(job.signature(), job.share(), job)).isTrue();
    shares.leaves(job.share());
    naive.remove(job);
  }

  private static Map<String, Integer> levels(SplittableRandom random, int skills) {
    Map<String, Integer> levels = new HashMap<>();
    for (int i = 0; i < skills; i++) {
      if (random.nextBoolean()) {
        levels.put("k" + i, 1 + random.nextInt(5));
      }
    }
    return levels;
  }

  private Set<Job> eligible(Map<String, Integer> levels) {
    Set<Job> found = new HashSet<>();
    for (SignatureQueue<Job> queue : waiting.eligibleFor(Levels.of(levels))) {
      Found<Job> next = queue.before(null, job -> !found.contains(job), waiting.order().at(NOW));
      assertThat(next).isNotNull();
      while (next != null) {
        assertThat(found.add(next.task())).as("%s is found once", next.task()).isTrue();
        next = queue.before(null, job -> !found.contains(job), waiting.order().at(NOW));
      }
    }
    return found;
  }

  private Set<Job> scanned(Map<String, Integer> levels) {
    Set<Job> found = new HashSet<>();
    for (Job job : naive) {
      if (Eligibility.meetsSkills(job.signature().skills(), levels)) {
        found.add(job);
      }
    }
    return found;
  }

  @ParameterizedTest
  @CsvSource({"2, 20, 1", "6, 60, 2", "40, 400, 3"})
  void levels_find_what_a_scan_finds(int skills, int target, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Map<String, Integer>> profiles = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      profiles.add(levels(random, skills));
    }
    for (int step = 0; step < 8_000; step++) {
      if (naive.size() < random.nextInt(2 * target)) {
        add(signature(random, skills), anyKey(random), random.nextInt(100));
      } else if (!naive.isEmpty()) {
        remove(naive.get(random.nextInt(naive.size())));
      }
      assertThat(waiting.size()).isEqualTo(naive.size());
      if (random.nextInt(10) == 0) {
        Map<String, Integer> profile = profiles.get(random.nextInt(profiles.size()));
        assertThat(eligible(profile)).isEqualTo(scanned(profile));
      }
    }
  }

  @Test
  void queues_that_ran_empty_are_not_kept() {
    for (int i = 0; i < 3_000; i++) {
      Signature signature =
          Signature.of(
              Requirement.ofSkills(SkillRequirement.atLeast("only" + i, 1)), Delivery.SPECIALIST);
      add(signature, i);
      remove(naive.get(0));
    }

    assertThat(waiting.queuesKept()).isZero();
  }

  private Optional<Job> firstByScan(Map<String, Integer> levels, Predicate<Job> acceptable) {
    return naive.stream()
        .filter(job -> Eligibility.meetsSkills(job.signature().skills(), levels))
        .filter(acceptable)
        .min(Comparator.comparing(Job::share, Share.ORDER).thenComparing(waiting.order().at(NOW)));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 300, 1, VIRTUAL_DEADLINE",
    "6, 200, 2, VIRTUAL_DEADLINE",
    "40, 400, 3, VIRTUAL_DEADLINE",
    "1, 300, 4, PROPORTIONAL_AGING",
    "6, 200, 5, PROPORTIONAL_AGING",
    "40, 400, 6, PROPORTIONAL_AGING"
  })
  void the_first_task_is_what_a_scan_finds_whatever_was_dispatched_before(
      int skills, int target, long seed, QueueOrder order) {
    waiting.order(new ServiceOrder(order, AgingRates.DEFAULT));
    SplittableRandom random = new SplittableRandom(seed);
    for (int step = 0; step < 5_000; step++) {
      String key = anyKey(random);
      int die = random.nextInt(100);
      if (naive.size() < random.nextInt(2 * target)) {
        add(signature(random, skills), key, random.nextInt(100));
      } else if (die < 5) {
        remove(naive.get(random.nextInt(naive.size())));
      } else if (die < 8) {
        shares.rules(shares.find(key) == null ? Fairness.DEFAULT : weighted(key, die));
      } else if (die < 10) {
        shares.ended(shares.dispatched(key, 0.5), random.nextDouble(-0.4, 2));
      }
      Map<String, Integer> levels = levels(random, skills);
      Predicate<Job> acceptable = job -> job.id().low() % 7 != 0;
      Job first = waiting.first("ann", Levels.of(levels), signature -> true, acceptable, NOW);

      assertThat(Optional.ofNullable(first)).isEqualTo(firstByScan(levels, acceptable));
      if (first != null && random.nextInt(3) == 0) {
        shares.dispatched(first.share().key(), 1);
        remove(first);
      }
    }
  }

  private static Fairness weighted(String key, int weight) {
    return new Fairness(Map.of(key, (double) weight), 1, FairnessMeasure.TASKS);
  }

  @Test
  void an_older_task_of_a_slower_priority_becomes_the_more_urgent_one() {
    waiting.order(new ServiceOrder(QueueOrder.PROPORTIONAL_AGING, new AgingRates(3, 2, 1, 1, 1)));
    Signature signature = Signature.of(Requirement.ANYBODY, Delivery.SPECIALIST);
    nextId = 5;
    add(signature, 100);
    add(signature, 0);
    Job high = naive.get(0);
    Job normal = naive.get(1);
    assertThat(high.priority()).isEqualTo(Priority.HIGH);
    assertThat(normal.priority()).isEqualTo(Priority.NORMAL);

    assertThat(waiting.first("ann", Levels.of(Map.of()), any -> true, any -> true, 199))
        .isEqualTo(normal);
    assertThat(waiting.ahead(signature, high.share(), high, 1, 199, 10)).isEqualTo(1);
    assertThat(waiting.first("ann", Levels.of(Map.of()), any -> true, any -> true, 201))
        .isEqualTo(high);
    assertThat(waiting.ahead(signature, high.share(), high, 1, 201, 10)).isZero();
  }

  @Test
  void each_of_very_many_skills_counts() {
    int many = 2 * SkillSet.PACKED;
    List<SkillRequirement> demands =
        IntStream.range(0, many).mapToObj(i -> SkillRequirement.atLeast("k" + i, 3)).toList();
    add(Signature.of(new Requirement(demands, List.of()), Delivery.SPECIALIST), 1);
    Map<String, Integer> levels = new HashMap<>();
    demands.forEach(demand -> levels.put(demand.skill(), 3));

    assertThat(waiting.first("ann", Levels.of(levels), any -> true, any -> true, NOW)).isNotNull();
    for (SkillRequirement demand : demands) {
      Map<String, Integer> lower = new HashMap<>(levels);
      lower.put(demand.skill(), 2);
      assertThat(waiting.first("ann", Levels.of(lower), any -> true, any -> true, NOW)).isNull();
    }
  }

  @Test
  void the_order_does_not_change_under_waiting_tasks() {
    add(Signature.of(Requirement.ANYBODY, Delivery.SPECIALIST), 1);
    assertThatThrownBy(() -> waiting.order(ServiceOrder.BY_VIRTUAL_DEADLINE))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_queue_is_in_the_order_of_virtual_deadlines_and_ids() {
    Signature signature = Signature.of(Requirement.ANYBODY, Delivery.SPECIALIST);
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 200; i++) {
      add(signature, random.nextInt(20));
    }
    List<Job> sorted = new ArrayList<>(naive);
    sorted.sort(Waiting.ORDER);
    List<Job> served = new ArrayList<>();
    for (Job job = any(); job != null; job = any()) {
      assertThat(waiting.ahead(signature, job.share(), job, 1, NOW, 10)).isZero();
      remove(job);
      served.add(job);
    }

    assertThat(served).containsExactlyElementsOf(sorted);
  }

  private @Nullable Job any() {
    return waiting.first("ann", Levels.of(Map.of()), signature -> true, job -> true, NOW);
  }

  @Test
  void what_is_not_there_is_not_removed() {
    Signature signature = Signature.of(Requirement.ANYBODY, Delivery.SPECIALIST);
    Share share = shares.waits("");
    Job stranger = new Job(new TaskId(0, 1), 1, signature, share);
    assertThat(waiting.remove(signature, share, stranger)).isFalse();
    nextId = 1;
    add(signature, 5);
    assertThat(waiting.remove(signature, share, stranger)).isFalse();
    assertThat(waiting.remove(signature, shares.waits("other"), stranger)).isFalse();
    assertThat(waiting.size()).isEqualTo(1);
  }

  @Test
  void what_is_before_a_task_is_counted_by_shares() {
    shares.rules(weighted("k1", 2));
    Signature signature = Signature.of(Requirement.ANYBODY, Delivery.SPECIALIST);
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 200; i++) {
      add(signature, anyKey(random), random.nextInt(100));
    }
    Map<Job, Long> expected = new HashMap<>();
    for (Job job : naive) {
      expected.put(job, waiting.ahead(signature, job.share(), job, 1, NOW, 1_000));
    }
    List<Job> served = new ArrayList<>();
    for (Job job = any(); job != null; job = any()) {
      assertThat(expected.get(job)).as("before %s", job).isEqualTo(served.size());
      shares.dispatched(job.share().key(), 1);
      remove(job);
      served.add(job);
    }
    assertThat(served).hasSize(200);
  }

  @Test
  void wishes_and_weights_do_not_part_queues_but_delivery_does() {
    Requirement wished = Requirement.ofSkills(new SkillRequirement("k", 2, 5, 7));
    Requirement plain = Requirement.ofSkills(SkillRequirement.atLeast("k", 2));

    assertThat(Signature.of(wished, Delivery.SPECIALIST))
        .isEqualTo(Signature.of(plain, Delivery.SPECIALIST))
        .isNotEqualTo(Signature.of(plain, Delivery.CALLER));
  }
}
