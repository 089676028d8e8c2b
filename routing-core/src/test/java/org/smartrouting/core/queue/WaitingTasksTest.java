package org.smartrouting.core.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smartrouting.core.match.Eligibility;
import org.smartrouting.core.task.Delivery;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.SkillRequirement;
import org.smartrouting.core.task.TaskId;

final class WaitingTasksTest {
  private record Job(TaskId id, long virtualDeadlineMicros, Signature signature)
      implements Waiting {}

  private final WaitingTasks<Job> waiting = new WaitingTasks<>();
  private final Set<Job> naive = new HashSet<>();
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
    Job job = new Job(new TaskId(0, ++nextId), deadline, signature);
    assertThat(waiting.add(signature, job)).isEqualTo(signature);
    naive.add(job);
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
    for (SignatureQueue<Job> queue : waiting.eligibleFor(levels)) {
      assertThat(queue.tasks()).isNotEmpty();
      for (Job job : queue.tasks()) {
        assertThat(found.add(job)).as("%s is found once", job).isTrue();
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

  // Few signatures are looked at directly, more by cached lists, and beyond a thousand empty ones
  // the queues are thrown away.
  @ParameterizedTest
  @CsvSource({"2, 20, 1", "6, 60, 2", "40, 400, 3"})
  void profiles_find_what_a_scan_finds(int skills, int target, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Map<String, Integer>> profiles = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      profiles.add(levels(random, skills));
    }
    for (int step = 0; step < 8_000; step++) {
      if (naive.size() < random.nextInt(2 * target)) {
        add(signature(random, skills), random.nextInt(100));
      } else if (!naive.isEmpty()) {
        Job job = waiting.queues().iterator().next().tasks().first();
        assertThat(waiting.remove(job.signature(), job)).isTrue();
        naive.remove(job);
      }
      assertThat(waiting.size()).isEqualTo(naive.size());
      if (random.nextInt(10) == 0) {
        Map<String, Integer> profile = profiles.get(random.nextInt(profiles.size()));
        assertThat(eligible(profile)).isEqualTo(scanned(profile));
      }
      if (random.nextInt(500) == 0) {
        waiting.forgetProfile(profiles.get(random.nextInt(profiles.size())));
      }
    }
  }

  @Test
  void queues_that_ran_empty_are_not_kept_for_ever() {
    for (int i = 0; i < 3_000; i++) {
      Signature signature =
          Signature.of(
              Requirement.ofSkills(SkillRequirement.atLeast("only" + i, 1)), Delivery.SPECIALIST);
      add(signature, i);
      Job job = naive.iterator().next();
      waiting.remove(signature, job);
      naive.remove(job);
    }
    int kept = 0;
    for (int i = 0; i < 3_000; i++) {
      Requirement requirement = Requirement.ofSkills(SkillRequirement.atLeast("only" + i, 1));
      kept += waiting.queue(Signature.of(requirement, Delivery.SPECIALIST)) == null ? 0 : 1;
    }

    assertThat(kept).isBetween(1, 1_030);
  }

  @Test
  void a_queue_is_in_the_order_of_virtual_deadlines_and_ids() {
    Signature signature = Signature.of(Requirement.ANYBODY, Delivery.SPECIALIST);
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 200; i++) {
      add(signature, random.nextInt(20));
    }
    TreeSet<Job> sorted = new TreeSet<>(Waiting.ORDER);
    sorted.addAll(naive);

    SignatureQueue<Job> queue = waiting.queue(signature);
    assertThat(queue).isNotNull();
    assertThat(queue.tasks()).containsExactlyElementsOf(sorted);
  }

  @Test
  void what_is_not_there_is_not_removed() {
    Signature signature = Signature.of(Requirement.ANYBODY, Delivery.SPECIALIST);
    Job stranger = new Job(new TaskId(0, 1), 1, signature);
    assertThat(waiting.remove(signature, stranger)).isFalse();
    add(signature, 5);
    assertThat(waiting.remove(signature, stranger)).isFalse();
    assertThat(waiting.size()).isEqualTo(1);
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
