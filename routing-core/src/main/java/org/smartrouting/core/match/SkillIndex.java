package org.smartrouting.core.match;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.task.SkillRequirement;

/**
 * Which specialists have a skill at a level or above, as one bitset for each skill and level.
 * Specialists are known by small numbers. Not thread-safe.
 */
public final class SkillIndex {
  private static final int LEVELS = SkillRequirement.HIGHEST_LEVEL;

  private final Map<String, Bits[]> bySkill = new HashMap<>();

  /**
   * Adds a specialist.
   *
   * @param index its number, not in use
   * @param skills its levels by skill
   */
  public void add(int index, Map<String, Integer> skills) {
    skills.forEach(
        (skill, level) -> {
          Bits[] levels = bySkill.computeIfAbsent(skill, unused -> newLevels());
          for (int i = 0; i < level; i++) {
            levels[i].set(index);
          }
        });
  }

  /**
   * Removes a specialist.
   *
   * @param index its number
   * @param skills its levels as they were when it was added
   */
  public void remove(int index, Map<String, Integer> skills) {
    skills.forEach(
        (skill, level) -> {
          Bits[] levels = bySkill.get(skill);
          if (levels != null) {
            for (int i = 0; i < level; i++) {
              levels[i].clear(index);
            }
          }
        });
  }

  /**
   * Visits the specialists of a set that have all the demanded skills.
   *
   * @param demands the demanded skills
   * @param among the set
   * @param start where to begin, any number; visits go up from there and wrap around, so that a
   *     random start favours nobody when the visitor stops early
   * @param visitor gets each number; returns whether to go on
   */
  public void visit(List<SkillRequirement> demands, Bits among, int start, IntPredicate visitor) {
    Bits @Nullable [] sets = setsFor(demands);
    if (sets == null) {
      return;
    }
    int words = among.wordCount();
    int first = Math.floorMod(start >>> 6, words);
    long upper = -1L << start;
    if (!visitWord(first, upper, among, sets, visitor)) {
      return;
    }
    for (int i = 1; i < words; i++) {
      if (!visitWord((first + i) % words, -1L, among, sets, visitor)) {
        return;
      }
    }
    visitWord(first, ~upper, among, sets, visitor);
  }

  private static boolean visitWord(
      int word, long mask, Bits among, Bits[] sets, IntPredicate visitor) {
    long found = among.word(word) & mask;
    for (int i = 0; i < sets.length && found != 0; i++) {
      found &= sets[i].word(word);
    }
    while (found != 0) {
      if (!visitor.test((word << 6) + Long.numberOfTrailingZeros(found))) {
        return false;
      }
      found &= found - 1;
    }
    return true;
  }

  private Bits @Nullable [] setsFor(List<SkillRequirement> demands) {
    Bits[] sets = new Bits[demands.size()];
    for (int i = 0; i < sets.length; i++) {
      SkillRequirement demand = demands.get(i);
      Bits[] levels = bySkill.get(demand.skill());
      if (levels == null) {
        return null;
      }
      sets[i] = levels[demand.minLevel() - 1];
    }
    return sets;
  }

  private static Bits[] newLevels() {
    Bits[] levels = new Bits[LEVELS];
    for (int i = 0; i < LEVELS; i++) {
      levels[i] = new Bits();
    }
    return levels;
  }
}
