package org.smartrouting.server.codec;

import java.util.List;
import org.smartrouting.core.task.LabelConstraint;
import org.smartrouting.core.task.LabelOperator;
import org.smartrouting.core.task.LabelPreference;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.RequirementStep;
import org.smartrouting.core.task.SkillRequirement;

/** Requirements. */
public final class RequirementCodec {
  private RequirementCodec() {}

  /**
   * Reads a requirement.
   *
   * @param message a message that breaks no rule
   */
  public static Requirement toDomain(org.smartrouting.v1.Requirement message) {
    if (message.getSkillsCount() == 0
        && message.getLabelConstraintsCount() == 0
        && message.getStepsCount() == 0
        && message.getPreferencesCount() == 0) {
      return Requirement.ANYBODY;
    }
    return new Requirement(
        skills(message.getSkillsList()),
        constraints(message.getLabelConstraintsList()),
        message.getStepsList().stream().map(RequirementCodec::step).toList(),
        message.getPreferencesList().stream().map(RequirementCodec::preference).toList());
  }

  /** Writes a requirement with every default filled in. */
  public static org.smartrouting.v1.Requirement toMessage(Requirement requirement) {
    var message = org.smartrouting.v1.Requirement.newBuilder();
    requirement.skills().forEach(skill -> message.addSkills(toMessage(skill)));
    requirement.labelConstraints().forEach(one -> message.addLabelConstraints(toMessage(one)));
    for (RequirementStep step : requirement.steps()) {
      var stepMessage = message.addStepsBuilder();
      step.skills().forEach(skill -> stepMessage.addSkills(toMessage(skill)));
      step.labelConstraints().forEach(one -> stepMessage.addLabelConstraints(toMessage(one)));
      stepMessage.setExpiresAfter(TimeCodec.duration(step.expiresAfterMicros()));
    }
    for (LabelPreference preference : requirement.preferences()) {
      message
          .addPreferencesBuilder()
          .setConstraint(toMessage(preference.constraint()))
          .setWeight(preference.weight());
    }
    return message.build();
  }

  private static org.smartrouting.v1.SkillRequirement toMessage(SkillRequirement skill) {
    return org.smartrouting.v1.SkillRequirement.newBuilder()
        .setSkill(skill.skill())
        .setMinLevel(skill.minLevel())
        .setWantedLevel(skill.wantedLevel())
        .setWeight(skill.weight())
        .build();
  }

  private static org.smartrouting.v1.LabelConstraint toMessage(LabelConstraint constraint) {
    return org.smartrouting.v1.LabelConstraint.newBuilder()
        .setKey(constraint.key())
        .setOperator(operator(constraint.operator()))
        .addAllValues(constraint.values())
        .build();
  }

  private static RequirementStep step(org.smartrouting.v1.RequirementStep message) {
    return new RequirementStep(
        skills(message.getSkillsList()),
        constraints(message.getLabelConstraintsList()),
        TimeCodec.micros(message.getExpiresAfter()));
  }

  private static LabelPreference preference(org.smartrouting.v1.LabelPreference message) {
    return new LabelPreference(
        constraint(message.getConstraint()), message.hasWeight() ? message.getWeight() : 1);
  }

  private static List<SkillRequirement> skills(
      List<org.smartrouting.v1.SkillRequirement> messages) {
    return messages.stream().map(RequirementCodec::skill).toList();
  }

  private static List<LabelConstraint> constraints(
      List<org.smartrouting.v1.LabelConstraint> messages) {
    return messages.stream().map(RequirementCodec::constraint).toList();
  }

  private static SkillRequirement skill(org.smartrouting.v1.SkillRequirement message) {
    int min = message.hasMinLevel() ? message.getMinLevel() : SkillRequirement.LOWEST_LEVEL;
    return new SkillRequirement(
        message.getSkill(),
        min,
        message.hasWantedLevel() ? message.getWantedLevel() : min,
        message.hasWeight() ? message.getWeight() : 1);
  }

  private static LabelConstraint constraint(org.smartrouting.v1.LabelConstraint message) {
    return new LabelConstraint(
        message.getKey(), operator(message.getOperator()), message.getValuesList());
  }

  private static LabelOperator operator(org.smartrouting.v1.LabelOperator message) {
    return switch (message) {
      case LABEL_OPERATOR_EQUAL -> LabelOperator.EQUAL;
      case LABEL_OPERATOR_NOT_EQUAL -> LabelOperator.NOT_EQUAL;
      case LABEL_OPERATOR_IN -> LabelOperator.IN;
      case LABEL_OPERATOR_NOT_IN -> LabelOperator.NOT_IN;
      case LABEL_OPERATOR_EXISTS -> LabelOperator.EXISTS;
      case LABEL_OPERATOR_DOES_NOT_EXIST -> LabelOperator.DOES_NOT_EXIST;
      case LABEL_OPERATOR_LESS_THAN -> LabelOperator.LESS_THAN;
      case LABEL_OPERATOR_LESS_THAN_OR_EQUAL -> LabelOperator.LESS_THAN_OR_EQUAL;
      case LABEL_OPERATOR_GREATER_THAN -> LabelOperator.GREATER_THAN;
      case LABEL_OPERATOR_GREATER_THAN_OR_EQUAL -> LabelOperator.GREATER_THAN_OR_EQUAL;
      case LABEL_OPERATOR_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("not an operator: " + message);
    };
  }

  private static org.smartrouting.v1.LabelOperator operator(LabelOperator operator) {
    return switch (operator) {
      case EQUAL -> org.smartrouting.v1.LabelOperator.LABEL_OPERATOR_EQUAL;
      case NOT_EQUAL -> org.smartrouting.v1.LabelOperator.LABEL_OPERATOR_NOT_EQUAL;
      case IN -> org.smartrouting.v1.LabelOperator.LABEL_OPERATOR_IN;
      case NOT_IN -> org.smartrouting.v1.LabelOperator.LABEL_OPERATOR_NOT_IN;
      case EXISTS -> org.smartrouting.v1.LabelOperator.LABEL_OPERATOR_EXISTS;
      case DOES_NOT_EXIST -> org.smartrouting.v1.LabelOperator.LABEL_OPERATOR_DOES_NOT_EXIST;
      case LESS_THAN -> org.smartrouting.v1.LabelOperator.LABEL_OPERATOR_LESS_THAN;
      case LESS_THAN_OR_EQUAL ->
          org.smartrouting.v1.LabelOperator.LABEL_OPERATOR_LESS_THAN_OR_EQUAL;
      case GREATER_THAN -> org.smartrouting.v1.LabelOperator.LABEL_OPERATOR_GREATER_THAN;
      case GREATER_THAN_OR_EQUAL ->
          org.smartrouting.v1.LabelOperator.LABEL_OPERATOR_GREATER_THAN_OR_EQUAL;
    };
  }
}
