package org.smartrouting.core.task;

import java.util.Comparator;
import java.util.List;

/**
 * Says who may do a task: all skills and all label constraints must be met. An empty requirement is
 * met by everybody.
 *
 * @param skills demanded skills, each named once; kept in the order of their names
 * @param labelConstraints demanded labels
 */
public record Requirement(List<SkillRequirement> skills, List<LabelConstraint> labelConstraints) {
  /** Met by everybody. */
  public static final Requirement ANYBODY = new Requirement(List.of(), List.of());

  /** Copies both lists and orders the skills, so that equal demands are equal requirements. */
  public Requirement {
    skills = skills.stream().sorted(Comparator.comparing(SkillRequirement::skill)).toList();
    labelConstraints = List.copyOf(labelConstraints);
    for (int i = 1; i < skills.size(); i++) {
      if (skills.get(i).skill().equals(skills.get(i - 1).skill())) {
        throw new IllegalArgumentException("skill named twice: " + skills.get(i).skill());
      }
    }
  }

  /** Demands skills only. */
  public static Requirement ofSkills(SkillRequirement... skills) {
    return new Requirement(List.of(skills), List.of());
  }
}
