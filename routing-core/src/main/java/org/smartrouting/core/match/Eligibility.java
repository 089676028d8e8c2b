package org.smartrouting.core.match;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.LabelConstraint;
import org.smartrouting.core.task.SkillRequirement;

/** The hard part of a match: whether a specialist may do a task at all. */
public final class Eligibility {
  private Eligibility() {}

  /** Whether the levels meet all demands. */
  public static boolean meetsSkills(List<SkillRequirement> demands, Map<String, Integer> levels) {
    return firstUnmetSkill(demands, levels) == null;
  }

  /** The first demand that the levels do not meet, or null when they meet all. */
  public static @Nullable SkillRequirement firstUnmetSkill(
      List<SkillRequirement> demands, Map<String, Integer> levels) {
    for (SkillRequirement demand : demands) {
      if (levels.getOrDefault(demand.skill(), 0) < demand.minLevel()) {
        return demand;
      }
    }
    return null;
  }

  /** The first constraint that the labels do not satisfy, or null when they satisfy all. */
  public static @Nullable LabelConstraint firstUnmetLabel(
      List<LabelConstraint> constraints, SpecialistSpec specialist) {
    for (LabelConstraint constraint : constraints) {
      if (!constraint.isSatisfiedBy(specialist.labels())) {
        return constraint;
      }
    }
    return null;
  }
}
