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

  /** So many words are counted together. */
  private static final int BLOCK = 16;

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

  /** Those who were found last, and how many they are in each block; used again and again. */
  private long[] found = new long[0];

  private int[] counts = new int[0];

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
    Bits @Nullable [] sets = among.isEmpty() ? null : setsFor(demands);
    if (sets == null) {
      return new int[0];
    }
    int count = intersect(among, sets);
    boolean all = count <= 2 * parts;
    int[] drawn = new int[all ? count : parts];
    int size = 0;
    int block = 0;
    int passed = 0;
    int last = -1;
    for (int part = 0; part < drawn.length; part++) {
      int next = all ? part : rank(part, parts, count, chance);
      if (next != last) {
        while (passed + counts[block] <= next) {
          passed += counts[block++];
        }
        drawn[size++] = nth(block * BLOCK, next - passed);
        last = next;
      }
    }
    return size == drawn.length ? drawn : Arrays.copyOf(drawn, size);
  }

  /** Finds all who are meant, and counts them by blocks; one look at each word. */
  private int intersect(Bits among, Bits[] sets) {
    int words = among.wordCount();
    if (found.length < words) {
      found = new long[words];
      counts = new int[words / BLOCK + 1];
    }
    among.copyTo(found, words);
    for (Bits set : sets) {
      set.intersect(found, words);
    }
    int all = 0;
    for (int from = 0, block = 0; from < words; from += BLOCK, block++) {
      int count = 0;
      for (int word = from; word < Math.min(words, from + BLOCK); word++) {
        count += Long.bitCount(found[word]);
      }
      counts[block] = count;
      all += count;
    }
    return all;
  }

  /** The number that so many of those found from a word on are before. */
  private int nth(int from, int before) {
    int word = from;
    int left = before;
    int count = Long.bitCount(found[word]);
    while (count <= left) {
      left -= count;
      count = Long.bitCount(found[++word]);
    }
    long bits = found[word];
    for (; left > 0; left--) {
      bits &= bits - 1;
    }
    return (word << 6) + Long.numberOfTrailingZeros(bits);
  }

  private static int rank(int part, int parts, int count, RandomGenerator chance) {
    return (int) ((part + chance.nextDouble()) * count / parts);
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
