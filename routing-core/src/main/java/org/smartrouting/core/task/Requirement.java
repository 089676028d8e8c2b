package org.smartrouting.core.task;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says who may do a task: all skills and all label constraints must be met. An empty requirement is
 * met by everybody.
 *
 * @param skills demanded skills, each named once; kept in the order of their names
 * @param labelConstraints demanded labels
 * @param steps what is demanded on top of that while the task has not waited long, each step until
 *     the next one, the first to end first
 * @param preferences what labels had better satisfy
 */
public record Requirement(
    List<SkillRequirement> skills,
    List<LabelConstraint> labelConstraints,
    List<RequirementStep> steps,
    List<LabelPreference> preferences) {
  /** Met by everybody. */
  public static final Requirement ANYBODY = new Requirement(List.of(), List.of());

  /** Copies the lists and orders the skills, so that equal demands are equal requirements. */
  public Requirement {
    skills = skills.stream().sorted(Comparator.comparing(SkillRequirement::skill)).toList();
    labelConstraints = List.copyOf(labelConstraints);
    steps = List.copyOf(steps);
    preferences = List.copyOf(preferences);
    for (int i = 1; i < skills.size(); i++) {
      if (skills.get(i).skill().equals(skills.get(i - 1).skill())) {
        throw new IllegalArgumentException("skill named twice: " + skills.get(i).skill());
      }
    }
    for (int i = 1; i < steps.size(); i++) {
      if (steps.get(i).expiresAfterMicros() <= steps.get(i - 1).expiresAfterMicros()) {
        throw new IllegalArgumentException(
            "step " + (i + 1) + " does not end after the one before");
      }
    }
  }

  /** Prefers nobody by labels. */
  public Requirement(
      List<SkillRequirement> skills,
      List<LabelConstraint> labelConstraints,
      List<RequirementStep> steps) {
    this(skills, labelConstraints, steps, List.of());
  }

  /** Demands the same however long the task waits. */
  public Requirement(List<SkillRequirement> skills, List<LabelConstraint> labelConstraints) {
    this(skills, labelConstraints, List.of());
  }

  /** Demands skills only. */
  public static Requirement ofSkills(SkillRequirement... skills) {
    return new Requirement(List.of(skills), List.of());
  }

  /** The same with other steps. */
  public Requirement withSteps(List<RequirementStep> value) {
    return new Requirement(skills, labelConstraints, value, preferences);
  }

  /** The same with other preferences. */
  public Requirement withPreferences(List<LabelPreference> value) {
    return new Requirement(skills, labelConstraints, steps, value);
  }

  /**
   * Which step holds; the number of steps when none does any more.
   *
   * @param waitedMicros time since the task was first queued
   */
  public int stepAfter(long waitedMicros) {
    int step = 0;
    while (step < steps.size() && steps.get(step).expiresAfterMicros() <= waitedMicros) {
      step++;
    }
    return step;
  }

  /** All that is demanded while a step holds, as a requirement without steps. */
  public Requirement during(int step) {
    if (steps.isEmpty()) {
      return this;
    }
    if (step >= steps.size()) {
      return withSteps(List.of());
    }
    Map<String, SkillRequirement> merged = new LinkedHashMap<>();
    skills.forEach(demand -> merged.put(demand.skill(), demand));
    steps
        .get(step)
        .skills()
        .forEach(demand -> merged.merge(demand.skill(), demand, Requirement::both));
    List<LabelConstraint> labels = new ArrayList<>(labelConstraints);
    labels.addAll(steps.get(step).labelConstraints());
    return new Requirement(List.copyOf(merged.values()), labels, List.of(), preferences);
  }

  private static SkillRequirement both(SkillRequirement always, SkillRequirement first) {
    return new SkillRequirement(
        always.skill(),
        Math.max(always.minLevel(), first.minLevel()),
        Math.max(always.wantedLevel(), first.wantedLevel()),
        first.weight());
  }
}
