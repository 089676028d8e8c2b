package org.smartrouting.loadtests.bench;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.SkillRequirement;

/**
 * Draws who has which skills and who is asked for which: two hundred skills, of which the second is
 * half as common as the first, the third a third (Zipf), at levels 1 to 5. Nothing is asked for
 * that nobody can do: such tasks would pile up while others are done. Not thread-safe.
 */
final class Demands {
  private static final int SKILLS = 200;
  private static final int OWNED = 8;
  private static final int LEVELS = SkillRequirement.HIGHEST_LEVEL;

  private final RandomGenerator chance;
  private final String[] names = new String[SKILLS];
  private final double[] upTo = new double[SKILLS];

  /** For each skill and level the numbers of the specialists that have it. */
  private final BitSet[][] owners = new BitSet[SKILLS][LEVELS + 1];

  private int specialists;

  Demands(RandomGenerator chance) {
    this.chance = chance;
    double sum = 0;
    for (int i = 0; i < SKILLS; i++) {
      names[i] = "skill-" + i;
      sum += 1.0 / (i + 1);
      upTo[i] = sum;
      Arrays.setAll(owners[i], level -> new BitSet());
    }
  }

  /** The levels of a specialist: eight skills. */
  Map<String, Integer> levels() {
    Map<String, Integer> levels = new HashMap<>();
    while (levels.size() < OWNED) {
      int skill = skill();
      int level = level();
      if (levels.putIfAbsent(names[skill], level) == null) {
        for (int least = 1; least <= level; least++) {
          owners[skill][least].set(specialists);
        }
      }
    }
    specialists++;
    return levels;
  }

  /** What a task demands: two skills that somebody has. */
  Requirement requirement() {
    int first;
    int second;
    int firstLevel;
    int secondLevel;
    do {
      first = skill();
      second = skill();
      firstLevel = level();
      secondLevel = level();
    } while (first == second || !owners[first][firstLevel].intersects(owners[second][secondLevel]));
    return Requirement.ofSkills(
        SkillRequirement.atLeast(names[first], firstLevel),
        SkillRequirement.atLeast(names[second], secondLevel));
  }

  private int level() {
    return 1 + chance.nextInt(LEVELS);
  }

  private int skill() {
    int found = Arrays.binarySearch(upTo, chance.nextDouble() * upTo[SKILLS - 1]);
    return found < 0 ? -found - 1 : found;
  }
}
