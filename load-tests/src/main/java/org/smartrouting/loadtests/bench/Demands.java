package org.smartrouting.loadtests.bench;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.SkillRequirement;

/**
 * Draws who has which skills and who is asked for which: two hundred skills, of which the second is
 * half as common as the first, the third a third (Zipf), at levels 1 to 5. Not thread-safe.
 */
final class Demands {
  private static final int SKILLS = 200;
  private static final int OWNED = 8;
  private static final int LEVELS = SkillRequirement.HIGHEST_LEVEL;

  private final RandomGenerator chance;
  private final String[] names = new String[SKILLS];
  private final double[] upTo = new double[SKILLS];

  Demands(RandomGenerator chance) {
    this.chance = chance;
    double sum = 0;
    for (int i = 0; i < SKILLS; i++) {
      names[i] = "skill-" + i;
      sum += 1.0 / (i + 1);
      upTo[i] = sum;
    }
  }

  /** The levels of a specialist: eight skills. */
  Map<String, Integer> levels() {
    Map<String, Integer> levels = new HashMap<>();
    while (levels.size() < OWNED) {
      levels.put(names[skill()], level());
    }
    return levels;
  }

  /** What a task demands: two skills. */
  Requirement requirement() {
    int first = skill();
    int second = skill();
    while (second == first) {
      second = skill();
    }
    return Requirement.ofSkills(
        SkillRequirement.atLeast(names[first], level()),
        SkillRequirement.atLeast(names[second], level()));
  }

  private int level() {
    return 1 + chance.nextInt(LEVELS);
  }

  private int skill() {
    int found = Arrays.binarySearch(upTo, chance.nextDouble() * upTo[SKILLS - 1]);
    return found < 0 ? -found - 1 : found;
  }
}
