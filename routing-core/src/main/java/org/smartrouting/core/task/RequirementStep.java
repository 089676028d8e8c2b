package org.smartrouting.core.task;

import java.util.Comparator;
import java.util.List;

/**
 * Demands more than a requirement does, for the first part of the wait.
 *
 * @param skills demanded skills, each named once; kept in the order of their names
 * @param labelConstraints demanded labels
 * @param expiresAfterMicros how long the step holds, counted from when the task was first queued,
 *     above 0
 */
public record RequirementStep(
    List<SkillRequirement> skills,
    List<LabelConstraint> labelConstraints,
    long expiresAfterMicros) {
  /** Copies both lists and orders the skills. */
  public RequirementStep {
    skills = skills.stream().sorted(Comparator.comparing(SkillRequirement::skill)).toList();
    labelConstraints = List.copyOf(labelConstraints);
    if (expiresAfterMicros <= 0) {
      throw new IllegalArgumentException("a step ends after " + expiresAfterMicros);
    }
  }
}
