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
 * @param reservedFor the only specialist that may take them; empty for anybody
 */
public record Signature(
    List<SkillRequirement> skills,
    List<LabelConstraint> labelConstraints,
    Delivery delivery,
    String reservedFor) {
  /** The signature of a requirement, for anybody. */
  public static Signature of(Requirement requirement, Delivery delivery) {
    return of(requirement, delivery, "");
  }

  /** The signature of a requirement, for one specialist alone unless its id is empty. */
  public static Signature of(Requirement requirement, Delivery delivery, String reservedFor) {
    List<SkillRequirement> hard =
        requirement.skills().stream()
            .map(skill -> SkillRequirement.atLeast(skill.skill(), skill.minLevel()))
            .toList();
    return new Signature(hard, requirement.labelConstraints(), delivery, reservedFor);
  }
}
