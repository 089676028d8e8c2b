package org.smartrouting.core.specialist;

import java.util.Map;
import org.smartrouting.core.task.SkillRequirement;

/**
 * What the owner of a specialist says of it.
 *
 * @param displayName name for people; can be empty
 * @param role role; can be empty
 * @param instructions persona prompt or working instructions; can be empty
 * @param skills level of each skill, 1..5
 * @param labels key-value pairs that label constraints look at
 * @param slots most assignments it can hold at once, at least 1
 * @param costPerSecond price of one second of its work in credits, not negative
 */
public record SpecialistSpec(
    String displayName,
    String role,
    String instructions,
    Map<String, Integer> skills,
    Map<String, String> labels,
    int slots,
    double costPerSecond) {
  /** Checks the ranges and copies the maps. */
  public SpecialistSpec {
    skills = Map.copyOf(skills);
    labels = Map.copyOf(labels);
    skills.forEach(
        (skill, level) -> {
          if (level < SkillRequirement.LOWEST_LEVEL || level > SkillRequirement.HIGHEST_LEVEL) {
            throw new IllegalArgumentException("level " + level + " of " + skill);
          }
        });
    if (slots < 1) {
      throw new IllegalArgumentException("slots must be at least 1, not " + slots);
    }
    if (!(costPerSecond >= 0)) {
      throw new IllegalArgumentException("costPerSecond must not be negative: " + costPerSecond);
    }
  }

  /** A specialist of whom no more is said than its skills and slots. */
  public static SpecialistSpec of(Map<String, Integer> skills, int slots) {
    return new SpecialistSpec("", "", "", skills, Map.of(), slots, 0);
  }
}
