package org.smartrouting.core.load;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How busy the holders of each skill of a pool are: sums that each specialist's {@link SlotCount}
 * keeps up to date, so that nobody ever looks at all of them. Not thread-safe.
 */
public final class SkillLoads {
  private final Map<String, SkillLoad> bySkill = new HashMap<>();

  /** A specialist with these skills has come; nothing of it counts yet. */
  public SlotCount join(Set<String> skills) {
    SkillLoad[] loads = new SkillLoad[skills.size()];
    int i = 0;
    for (String skill : skills) {
      SkillLoad load = bySkill.computeIfAbsent(skill, SkillLoad::new);
      load.holders++;
      loads[i++] = load;
    }
    return new SlotCount(loads);
  }

  /** A specialist has gone, or has other skills now. */
  public void leave(SlotCount count, long nowMicros) {
    count.set(0, 0, nowMicros);
    for (SkillLoad load : count.loads()) {
      if (--load.holders == 0) {
        bySkill.remove(load.skill);
      }
    }
  }

  /** Number of skills that anybody has. */
  int skills() {
    return bySkill.size();
  }
}
