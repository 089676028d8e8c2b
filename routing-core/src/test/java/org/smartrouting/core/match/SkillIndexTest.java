package org.smartrouting.core.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.task.SkillRequirement;

final class SkillIndexTest {
  private final SkillIndex index = new SkillIndex();
  private final Bits among = new Bits();
  private final TreeMap<Integer, Map<String, Integer>> levels = new TreeMap<>();

  private List<Integer> visited(List<SkillRequirement> demands, int start, int limit) {
    List<Integer> found = new ArrayList<>();
    index.visit(
        demands,
        among,
        start,
        number -> {
          found.add(number);
          return found.size() < limit;
        });
    return found;
  }

  /** Numbers from the start up, then from 0 up to it; beyond the end the first word comes next. */
  private List<Integer> scanned(List<SkillRequirement> demands, int start, int limit) {
    List<Integer> found = new ArrayList<>();
    List<Integer> order = new ArrayList<>(levels.tailMap(start).keySet());
    order.addAll(levels.headMap(start).keySet());
    for (int number : order) {
      if (among.get(number)
          && Eligibility.meetsSkills(demands, levels.get(number))
          && found.size() < limit) {
        found.add(number);
      }
    }
    return found;
  }

  @Test
  void visits_find_what_a_scan_finds_from_any_start() {
    SplittableRandom random = new SplittableRandom(3);
    int last = 0;
    for (int step = 0; step < 6_000; step++) {
      int number = random.nextInt(1 + Math.min(last + 1, 500));
      last = Math.max(last, number);
      Map<String, Integer> known = levels.remove(number);
      if (known == null) {
        Map<String, Integer> skills = new HashMap<>();
        for (int i = 0; i < 4; i++) {
          if (random.nextInt(3) > 0) {
            skills.put("k" + i, 1 + random.nextInt(5));
          }
        }
        levels.put(number, skills);
        index.add(number, skills);
      } else {
        index.remove(number, known);
      }
      among.put(number, known == null && random.nextInt(4) > 0);
      List<SkillRequirement> demands =
          List.of(
              SkillRequirement.atLeast("k" + random.nextInt(2), 1 + random.nextInt(5)),
              SkillRequirement.atLeast("k" + (2 + random.nextInt(2)), 1 + random.nextInt(5)));
      List<SkillRequirement> asked = demands.subList(0, random.nextInt(3));
      int start = random.nextInt(last + 1);
      int limit = 1 + random.nextInt(random.nextBoolean() ? 3 : 600);
      assertThat(visited(asked, start, limit)).isEqualTo(scanned(asked, start, limit));
    }
  }

  @Test
  void any_number_at_all_is_a_start() {
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < 200; i += 3) {
      levels.put(i, Map.of());
      index.add(i, Map.of());
      among.set(i);
    }
    for (int i = 0; i < 1_000; i++) {
      assertThat(visited(List.of(), random.nextInt(), 1_000))
          .containsExactlyInAnyOrderElementsOf(levels.keySet());
    }
  }

  @Test
  void a_skill_that_nobody_has_any_more_is_forgotten() {
    index.add(1, Map.of("a", 3, "b", 1));
    index.add(2, Map.of("a", 5));
    index.remove(1, Map.of("a", 3, "b", 1));
    assertThat(index.skillCount()).isEqualTo(1);
    index.remove(2, Map.of("a", 5));
    assertThat(index.skillCount()).isZero();
  }

  @Test
  void a_spread_draws_all_of_few_and_of_many_each_with_the_same_chance() {
    SkillIndex many = new SkillIndex();
    Bits set = new Bits();
    SplittableRandom random = new SplittableRandom(9);
    List<Integer> expected = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      boolean has = random.nextInt(3) == 0;
      many.add(i, has ? Map.of("java", 3) : Map.of("java", 2));
      set.put(i, i % 2 == 0);
      if (has && i % 2 == 0) {
        expected.add(i);
      }
    }
    List<SkillRequirement> demand = List.of(SkillRequirement.atLeast("java", 3));

    assertThat(many.spread(demand, set, 1_000, random))
        .containsExactly(expected.stream().mapToInt(Integer::intValue).toArray());
    assertThat(many.spread(List.of(SkillRequirement.atLeast("go", 1)), set, 9, random)).isEmpty();
    Map<Integer, Integer> times = new HashMap<>();
    int rounds = 40_000;
    for (int i = 0; i < rounds; i++) {
      int[] drawn = many.spread(demand, set, 40, random);
      assertThat(drawn.length).isBetween(35, 40);
      for (int index : drawn) {
        times.merge(index, 1, Integer::sum);
      }
    }
    assertThat(times.keySet()).containsExactlyInAnyOrderElementsOf(expected);
    double share = 40.0 / expected.size();
    times.values().forEach(n -> assertThat(n / (double) rounds).isCloseTo(share, within(0.012)));
  }
}
