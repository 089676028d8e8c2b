package org.smartrouting.core.queue;

import java.util.List;
import org.smartrouting.core.task.Delivery;
import org.smartrouting.core.task.LabelConstraint;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.SkillRequirement;

/**
 * What decides who may take a task, without what only decides who is best. Tasks of the same
 * signature wait in one queue.
 *
 * @param skills demanded skills with their least levels; wishes and weights are left out
 * @param labelConstraints demanded labels
 * @param delivery how the task reaches the specialist
 */
public record Signature(
    List<SkillRequirement> skills, List<LabelConstraint> labelConstraints, Delivery delivery) {
  /** The signature of a requirement. */
  public static Signature of(Requirement requirement, Delivery delivery) {
    List<SkillRequirement> hard =
        requirement.skills().stream()
            .map(skill -> SkillRequirement.atLeast(skill.skill(), skill.minLevel()))
            .toList();
    return new Signature(hard, requirement.labelConstraints(), delivery);
  }
}
