package org.smartrouting.core.queue;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The skill levels of a specialist, in a form in which they are looked up fast: whoever asks for
 * work again and again keeps one. Not thread-safe.
 */
public final class Levels {
  private final Map<String, Integer> bySkill;
  private final String[] names;
  private int[] steps = new int[0];
  private @Nullable DemandTree<?> tree;
  private int epoch;

  private Levels(Map<String, Integer> bySkill) {
    this.bySkill = bySkill;
    names = bySkill.keySet().toArray(String[]::new);
    Arrays.sort(names);
  }

  /** Levels by skill, 1..5, which must not change. */
  public static Levels of(Map<String, Integer> bySkill) {
    return new Levels(bySkill);
  }

  Map<String, Integer> bySkill() {
    return bySkill;
  }

  /**
   * The skills that a tree knows, in the order of their names: for each its number there and its
   * level in the last {@value DemandTree#BITS} bits.
   */
  int[] in(DemandTree<?> asked) {
    if (asked != tree || epoch != asked.epoch()) {
      tree = asked;
      epoch = asked.epoch();
      int[] found = new int[names.length];
      int known = 0;
      for (String name : names) {
        int number = asked.skill(name);
        if (number >= 0) {
          found[known++] = number << DemandTree.BITS | bySkill.getOrDefault(name, 0);
        }
      }
      steps = Arrays.copyOf(found, known);
    }
    return steps;
  }
}
