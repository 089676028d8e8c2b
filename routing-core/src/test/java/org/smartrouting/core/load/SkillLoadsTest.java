package org.smartrouting.core.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.task.SkillRequirement;

final class SkillLoadsTest {
  private static final long MINUTE = 60_000_000;

  /** So much later that only the present counts. */
  private static final long LONG_AFTER = 1_000_000_000_000_000L;

  private final SkillLoads loads = new SkillLoads();

  private static final class Member {
    private final SlotCount count;
    private final Set<String> skills;
    private int slots;
    private int busy;

    Member(SlotCount count, Set<String> skills) {
      this.count = count;
      this.skills = skills;
    }
  }

  @Test
  void only_skills_that_are_not_needed_have_a_price() {
    SlotCount both = loads.join(Set.of("a", "b"));
    both.set(4, 2, 0);
    loads.join(Set.of("b")).set(4, 4, 0);

    assertThat(both.scarcity(List.of(), LONG_AFTER)).isCloseTo(Math.pow(0.75, 4), within(1e-6));
    assertThat(both.scarcity(needed("b"), LONG_AFTER)).isCloseTo(Math.pow(0.5, 4), within(1e-6));
    assertThat(both.scarcity(needed("b", "a"), LONG_AFTER)).isZero();
  }

  @Test
  void what_was_busy_for_a_minute_counts_half_and_fades_as_it_came() {
    SlotCount only = loads.join(Set.of("a"));
    only.set(1, 1, 0);
    assertThat(only.scarcity(List.of(), MINUTE)).isCloseTo(Math.pow(0.5, 4), within(1e-12));
    only.set(1, 0, MINUTE);
    assertThat(only.scarcity(List.of(), 2 * MINUTE)).isCloseTo(Math.pow(0.25, 4), within(1e-12));
  }

  @Test
  void sums_stay_those_of_all_members_whatever_happens() {
    SplittableRandom random = new SplittableRandom(5);
    List<Member> members = new ArrayList<>();
    for (int step = 0; step < 5_000; step++) {
      int die = random.nextInt(10);
      if (die == 0 || members.isEmpty()) {
        Set<String> skills = Set.of("a", "s" + random.nextInt(3));
        members.add(new Member(loads.join(skills), skills));
      } else if (die == 1) {
        loads.leave(members.remove(random.nextInt(members.size())).count, step);
      } else {
        Member member = members.get(random.nextInt(members.size()));
        member.slots = random.nextInt(5);
        member.busy = random.nextInt(member.slots + 1);
        member.count.set(member.slots, member.busy, step);
      }
      for (Member member : members) {
        double truth = Math.pow(busiest(members, member.skills), 4);
        assertThat(member.count.scarcity(List.of(), LONG_AFTER)).isCloseTo(truth, within(1e-5));
      }
    }
    members.forEach(member -> loads.leave(member.count, 5_000));
    assertThat(loads.skills()).isZero();
  }

  private static double busiest(List<Member> members, Set<String> skills) {
    double most = 0;
    for (String skill : skills) {
      List<Member> holders = members.stream().filter(each -> each.skills.contains(skill)).toList();
      double slots = holders.stream().mapToInt(each -> each.slots).sum();
      double busy = holders.stream().mapToInt(each -> each.busy).sum();
      most = slots == 0 ? most : Math.max(most, busy / slots);
    }
    return most;
  }

  private static List<SkillRequirement> needed(String... skills) {
    return List.of(skills).stream().map(skill -> SkillRequirement.atLeast(skill, 1)).toList();
  }
}
