package org.smartrouting.core.task;

/**
 * Demands one skill.
 *
 * @param skill name of the skill
 * @param minLevel least level, 1..5; whoever is below is not eligible
 * @param wantedLevel level at which the skill is a full fit, minLevel..5
 * @param weight share of this skill in the fit relative to the others, 0..1,000
 */
public record SkillRequirement(String skill, int minLevel, int wantedLevel, double weight) {
  /** Lowest level of a skill. */
  public static final int LOWEST_LEVEL = 1;

  /** Highest level of a skill. */
  public static final int HIGHEST_LEVEL = 5;

  /** Checks the ranges. */
  public SkillRequirement {
    if (minLevel < LOWEST_LEVEL || wantedLevel < minLevel || wantedLevel > HIGHEST_LEVEL) {
      throw new IllegalArgumentException(
          "levels " + minLevel + ".." + wantedLevel + " of " + skill);
    }
    if (!(weight >= 0 && weight <= 1000)) {
      throw new IllegalArgumentException("weight " + weight + " of " + skill);
    }
  }

  /** The same without a wish beyond its level, and of weight 1. */
  public SkillRequirement atLeast() {
    return wantedLevel == minLevel && weight == 1 ? this : atLeast(skill, minLevel);
  }

  /** Demands a skill at a level, with no wish beyond it. */
  public static SkillRequirement atLeast(String skill, int minLevel) {
    return new SkillRequirement(skill, minLevel, minLevel, 1);
  }
}
