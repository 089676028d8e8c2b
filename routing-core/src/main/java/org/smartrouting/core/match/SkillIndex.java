package org.smartrouting.core.match;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.task.SkillRequirement;

/**
 * Which specialists have a skill at a level or above, as one bitset for each skill and level.
 * Specialists are known by small numbers. Not thread-safe.
 */
public final class SkillIndex {
  private static final int LEVELS = SkillRequirement.HIGHEST_LEVEL;

  private static final class Holders {
    private final Bits[] byLevel = new Bits[LEVELS];
    private int count;

    Holders() {
      for (int i = 0; i < LEVELS; i++) {
        byLevel[i] = new Bits();
      }
    }

    void put(int index, int level, boolean present) {
      for (int i = 0; i < level; i++) {
        byLevel[i].put(index, present);
      }
      count += present ? 1 : -1;
    }
  }

  private final Map<String, Holders> bySkill = new HashMap<>();

  /**
   * Adds a specialist.
   *
   * @param index its number, not in use
   * @param skills its levels by skill
   */
  public void add(int index, Map<String, Integer> skills) {
    skills.forEach(
        (skill, level) ->
            bySkill.computeIfAbsent(skill, unused -> new Holders()).put(index, level, true));
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
          Holders holders = bySkill.get(skill);
          if (holders != null) {
            holders.put(index, level, false);
            if (holders.count == 0) {
              bySkill.remove(skill);
            }
          }
        });
  }

  /** Number of skills that anybody has. */
  int skillCount() {
    return bySkill.size();
  }

  /**
   * Visits the specialists of a set that have all the demanded skills.
   *
   * @param demands the demanded skills
   * @param among the set
   * @param start where to begin, any number; visits go up from there and wrap around, so that a
   *     start drawn from the numbers in use favours nobody when the visitor stops early
   * @param visitor gets each number; returns whether to go on
   */
  public void visit(List<SkillRequirement> demands, Bits among, int start, IntPredicate visitor) {
    Bits @Nullable [] sets = among.isEmpty() ? null : setsFor(demands);
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

  /**
   * Some of the specialists of a set that have all the demanded skills, in ascending order, each
   * with the same chance: one of each of so many equally large parts, which may be one and the same
   * for two that meet in it. When there are no more than twice as many it is all of them.
   *
   * @param demands the demanded skills
   * @param among the set
   * @param parts how many parts
   * @param chance what is drawn from
   */
  public int[] spread(
      List<SkillRequirement> demands, Bits among, int parts, RandomGenerator chance) {
    Bits @Nullable [] sets = setsFor(demands);
    if (sets == null) {
      return new int[0];
    }
    int words = among.wordCount();
    int count = 0;
    for (int word = 0; word < words; word++) {
      count += Long.bitCount(found(word, among, sets));
    }
    boolean all = count <= 2 * parts;
    int wanted = all ? count : parts;
    int[] drawn = new int[wanted];
    int size = 0;
    int passed = 0;
    int part = 0;
    int next = all ? 0 : rank(part, parts, count, chance);
    for (int word = 0; word < words && part < wanted; word++) {
      long bits = found(word, among, sets);
      int end = passed + Long.bitCount(bits);
      while (part < wanted && next < end) {
        if (next >= passed) {
          for (; passed < next; passed++) {
            bits &= bits - 1;
          }
          drawn[size++] = (word << 6) + Long.numberOfTrailingZeros(bits);
          bits &= bits - 1;
          passed++;
        }
        part++;
        next = all ? part : rank(part, parts, count, chance);
      }
      passed = end;
    }
    return size == drawn.length ? drawn : Arrays.copyOf(drawn, size);
  }

  private static int rank(int part, int parts, int count, RandomGenerator chance) {
    return part >= parts ? count : (int) ((part + chance.nextDouble()) * count / parts);
  }

  private static long found(int word, Bits among, Bits[] sets) {
    long found = among.word(word);
    for (int i = 0; i < sets.length && found != 0; i++) {
      found &= sets[i].word(word);
    }
    return found;
  }

  private static boolean visitWord(
      int word, long mask, Bits among, Bits[] sets, IntPredicate visitor) {
    long found = found(word, among, sets) & mask;
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
      Holders holders = bySkill.get(demand.skill());
      if (holders == null) {
        return null;
      }
      sets[i] = holders.byLevel[demand.minLevel() - 1];
    }
    return sets;
  }
}
