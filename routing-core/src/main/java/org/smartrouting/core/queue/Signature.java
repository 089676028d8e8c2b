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
  private static final int FACTOR = 0x9E37_79B9;

  // There are hundreds of thousands, of few skills and levels, and the sums of a record are alike.
  @Override
  public int hashCode() {
    int hash = delivery == Delivery.CALLER ? 1 : 0;
    for (SkillRequirement demand : skills) {
      hash = (hash ^ demand.skill().hashCode()) * FACTOR + demand.minLevel();
    }
    hash = (hash ^ labelConstraints.hashCode()) * FACTOR;
    return hash ^ (hash >>> 15);
  }

  /** The signature of a requirement. */
  public static Signature of(Requirement requirement, Delivery delivery) {
    List<SkillRequirement> wanted = requirement.skills();
    SkillRequirement[] hard = new SkillRequirement[wanted.size()];
    for (int i = 0; i < hard.length; i++) {
      hard[i] = wanted.get(i).atLeast();
    }
    return new Signature(List.of(hard), requirement.labelConstraints(), delivery);
  }
}
