package org.smartrouting.server.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.orchestration.CompletionPolicy;
import org.smartrouting.core.orchestration.Complexity;
import org.smartrouting.core.orchestration.DependencyPolicy;
import org.smartrouting.core.orchestration.PlanSpec;
import org.smartrouting.core.orchestration.SessionId;
import org.smartrouting.core.orchestration.SpecialistType;
import org.smartrouting.core.task.LabelConstraint;
import org.smartrouting.core.task.LabelOperator;
import org.smartrouting.core.task.LabelPreference;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.SkillRequirement;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;
import org.smartrouting.orchestration.v1.TaskPlan;
import org.smartrouting.orchestration.v1.TaskType;

/** What is planned: one message, of which the router keeps a part with every task. */
public final class PlanCodec {
  /** Label of specialists that stand for a role. */
  public static final String ROLE_LABEL = "role";

  /** Most bytes of a context as JSON. */
  public static final int MAX_CONTEXT_BYTES = 64 * 1024;

  private static final String TASK_TYPE = "TASK_TYPE_";
  private static final String SPECIALIST_TYPE = "SPECIALIST_TYPE_";
  private static final String COMPLEXITY = "COMPLEXITY_";
  private static final String DEPENDENCY_POLICY = "DEPENDENCY_POLICY_";
  private static final String COMPLETION_POLICY = "COMPLETION_POLICY_";
  private static final String UNSPECIFIED = "UNSPECIFIED";

  private PlanCodec() {}

  /**
   * What the router is asked for.
   *
   * @param plan a message that breaks no rule
   * @param session the session that owns the task
   * @param dependencies ids of the dependencies
   */
  public static TaskSpec spec(TaskPlan plan, SessionId session, List<TaskId> dependencies) {
    org.smartrouting.v1.TaskSpec.Builder message =
        org.smartrouting.v1.TaskSpec.newBuilder()
            .setTitle(plan.getTitle())
            .setTaskType(taskType(plan.getTaskType()))
            .setPriority(plan.getPriority())
            .setFairnessKey(session.toString())
            .setSession(session.toString());
    if (plan.hasDueDate()) {
      message.setDeadlineTime(plan.getDueDate());
    }
    if (plan.hasMaxAttempts()) {
      message.getRetryPolicyBuilder().setMaxAttempts(plan.getMaxAttempts());
    }
    return TaskSpecCodec.toDomain(message.build())
        .withRequirement(requirement(plan))
        .withDependencies(dependencies);
  }

  /** What the session keeps besides; it gets its number later. */
  public static PlanSpec plan(TaskPlan plan, SessionId session, @Nullable TaskId parent) {
    return new PlanSpec(
        session,
        parent,
        0,
        role(plan.getSpecialistType()),
        complexity(plan.getComplexity()),
        new PlanSpec.Brief(
            plan.getDescription(),
            plan.getEstimatedEffort(),
            plan.hasEstimatedDuration() ? TimeCodec.micros(plan.getEstimatedDuration()) : 0,
            plan.hasContext() ? json(plan.getContext()) : "",
            plan.getSpecialistInstructions(),
            plan.getValidationCriteriaList(),
            plan.getFocusArea()),
        named(
            DependencyPolicy.class, plan.getDependencyPolicy().name(), DEPENDENCY_POLICY, "BLOCK"),
        named(
            CompletionPolicy.class,
            plan.getCompletionPolicy().name(),
            COMPLETION_POLICY,
            "MANUAL"));
  }

  /** Writes what was planned. */
  public static TaskPlan toMessage(TaskSpec spec, PlanSpec plan) {
    PlanSpec.Brief brief = plan.brief();
    TaskPlan.Builder message =
        TaskPlan.newBuilder()
            .setTitle(spec.title())
            .setDescription(brief.description())
            .setTaskType(taskType(spec.taskType()))
            .setComplexity(complexity(plan.complexity()))
            .setSpecialistType(role(plan.specialistType()))
            .setEstimatedEffort(brief.effort())
            .addAllDependencies(spec.dependencies().stream().map(TaskId::toString).toList())
            .setDependencyPolicy(
                org.smartrouting.orchestration.v1.DependencyPolicy.valueOf(
                    DEPENDENCY_POLICY + plan.dependencyPolicy().name()))
            .setCompletionPolicy(
                org.smartrouting.orchestration.v1.CompletionPolicy.valueOf(
                    COMPLETION_POLICY + plan.completionPolicy().name()))
            .setPriority(TaskSpecCodec.priority(spec.priority()))
            .addAllSkills(ownSkills(spec, plan))
            .setSpecialistInstructions(brief.instructions())
            .addAllValidationCriteria(brief.criteria())
            .setFocusArea(brief.focusArea());
    if (brief.durationMicros() != 0) {
      message.setEstimatedDuration(TimeCodec.duration(brief.durationMicros()));
    }
    if (spec.deadlineMicros() != TaskSpec.NEVER) {
      message.setDueDate(TimeCodec.timestamp(spec.deadlineMicros()));
    }
    if (!brief.context().isEmpty()) {
      message.setContext(struct(brief.context()));
    }
    Integer attempts = spec.retry().maxAttempts();
    if (attempts != null) {
      message.setMaxAttempts(attempts);
    }
    return message.build();
  }

  /** The JSON text of a context. */
  public static String json(Struct context) {
    try {
      return JsonFormat.printer().omittingInsignificantWhitespace().print(context);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("a structure cannot fail to be written", e);
    }
  }

  /** The kind of work as the router knows it. */
  public static String taskType(TaskType type) {
    String name = type.name().substring(TASK_TYPE.length());
    return name.equals(UNSPECIFIED) ? "standard" : name.toLowerCase(Locale.ROOT);
  }

  /** The role of a message; unspecified is generic. */
  public static SpecialistType role(org.smartrouting.orchestration.v1.SpecialistType type) {
    return named(SpecialistType.class, type.name(), SPECIALIST_TYPE, "GENERIC");
  }

  /** Writes a role. */
  public static org.smartrouting.orchestration.v1.SpecialistType role(SpecialistType type) {
    return org.smartrouting.orchestration.v1.SpecialistType.valueOf(SPECIALIST_TYPE + type.name());
  }

  /** The complexity of a message; unspecified is moderate. */
  public static Complexity complexity(org.smartrouting.orchestration.v1.Complexity complexity) {
    return named(Complexity.class, complexity.name(), COMPLEXITY, "MODERATE");
  }

  private static org.smartrouting.orchestration.v1.Complexity complexity(Complexity complexity) {
    return org.smartrouting.orchestration.v1.Complexity.valueOf(COMPLEXITY + complexity.name());
  }

  private static TaskType taskType(String type) {
    return TaskType.valueOf(TASK_TYPE + type.toUpperCase(Locale.ROOT));
  }

  /** The skill of the role and those that were asked for; for anybody, a preference. */
  private static Requirement requirement(TaskPlan plan) {
    org.smartrouting.v1.Requirement asked =
        org.smartrouting.v1.Requirement.newBuilder().addAllSkills(plan.getSkillsList()).build();
    Requirement requirement = RequirementCodec.toDomain(asked);
    SpecialistType role = role(plan.getSpecialistType());
    if (role == SpecialistType.GENERIC) {
      LabelConstraint generic =
          new LabelConstraint(ROLE_LABEL, LabelOperator.EQUAL, List.of(role.skill()));
      return new Requirement(
          requirement.skills(), List.of(), List.of(), List.of(new LabelPreference(generic, 1)));
    }
    List<SkillRequirement> skills = new ArrayList<>(requirement.skills());
    if (skills.stream().noneMatch(skill -> skill.skill().equals(role.skill()))) {
      skills.add(SkillRequirement.atLeast(role.skill(), SkillRequirement.LOWEST_LEVEL));
    }
    return new Requirement(skills, List.of(), List.of(), List.of());
  }

  private static List<org.smartrouting.v1.SkillRequirement> ownSkills(
      TaskSpec spec, PlanSpec plan) {
    String role =
        plan.specialistType() == SpecialistType.GENERIC ? "" : plan.specialistType().skill();
    return RequirementCodec.toMessage(spec.requirement()).getSkillsList().stream()
        .filter(
            skill ->
                !skill.getSkill().equals(role)
                    || skill.getMinLevel() > SkillRequirement.LOWEST_LEVEL)
        .toList();
  }

  private static Struct struct(String json) {
    Struct.Builder struct = Struct.newBuilder();
    try {
      JsonFormat.parser().merge(json, struct);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not a context", e);
    }
    return struct.build();
  }

  private static <E extends Enum<E>> E named(
      Class<E> type, String name, String prefix, String byDefault) {
    String rest = name.substring(prefix.length());
    return Enum.valueOf(type, rest.equals(UNSPECIFIED) ? byDefault : rest);
  }

  /** The statuses of a message. */
  public static org.smartrouting.core.orchestration.PlanStatus status(
      org.smartrouting.orchestration.v1.TaskStatus status) {
    return org.smartrouting.core.orchestration.PlanStatus.valueOf(
        status.name().substring("TASK_STATUS_".length()));
  }

  /** The skill of a map, for those that register specialists for roles. */
  public static Map<String, Integer> skills(SpecialistType type, int level) {
    return Map.of(type.skill(), level);
  }
}
