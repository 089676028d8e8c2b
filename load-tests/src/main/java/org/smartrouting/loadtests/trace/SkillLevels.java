package org.smartrouting.loadtests.trace;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.smartrouting.core.task.SkillRequirement;

/**
 * Skills with a level each: what a task demands at least, or what a specialist has. Immutable.
 *
 * @param byName level of each skill, 1..5
 */
public record SkillLevels(SortedMap<String, Integer> byName) {
  /** No skills. */
  public static final SkillLevels NONE = new SkillLevels(new TreeMap<>());

  /** Copies the map and checks the ranges. */
  public SkillLevels {
    byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
    byName.forEach(SkillLevels::check);
  }

  /**
   * Reads {@code name:level;name:level}.
   *
   * @param text no skills when it is empty
   * @throws IllegalArgumentException if it is anything else
   */
  public static SkillLevels parse(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    SortedMap<String, Integer> levels = new TreeMap<>();
    for (String part : text.split(";", -1)) {
      int colon = part.lastIndexOf(':');
      if (colon < 1) {
        throw new IllegalArgumentException("must be name:level;name:level, not " + text);
      }
      if (levels.put(part.substring(0, colon), level(part, colon)) != null) {
        throw new IllegalArgumentException("names " + part.substring(0, colon) + " twice");
      }
    }
    return new SkillLevels(levels);
  }

  /** The form that {@link #parse} reads. */
  public String text() {
    return byName.entrySet().stream()
        .map(skill -> skill.getKey() + ":" + skill.getValue())
        .collect(Collectors.joining(";"));
  }

  private static int level(String part, int colon) {
    try {
      return Integer.parseInt(part.substring(colon + 1));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("has no whole number as level: " + part, e);
    }
  }

  private static void check(String skill, int level) {
    if (level < SkillRequirement.LOWEST_LEVEL || level > SkillRequirement.HIGHEST_LEVEL) {
      throw new IllegalArgumentException("level must be 1..5: " + skill + ":" + level);
    }
  }
}
