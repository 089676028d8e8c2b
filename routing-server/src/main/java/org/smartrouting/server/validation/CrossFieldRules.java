package org.smartrouting.server.validation;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.smartrouting.v1.Affinity;
import org.smartrouting.v1.AffinityMode;
import org.smartrouting.v1.ExplainRouteRequest;
import org.smartrouting.v1.HypotheticalTask;
import org.smartrouting.v1.LabelConstraint;
import org.smartrouting.v1.Requirement;
import org.smartrouting.v1.RetryPolicy;
import org.smartrouting.v1.RouteTaskRequest;
import org.smartrouting.v1.SkillRequirement;
import org.smartrouting.v1.SubmitTaskRequest;
import org.smartrouting.v1.TaskSpec;
import org.smartrouting.v1.WorkRequest;

/** The rules between fields, which annotations cannot say. */
final class CrossFieldRules {
  private static final List<CrossFieldRule> ALL =
      List.of(
          rule(SubmitTaskRequest.getDefaultInstance(), CrossFieldRules::specOrResubmission),
          rule(SkillRequirement.getDefaultInstance(), CrossFieldRules::wantedLevelNotBelowMinLevel),
          rule(Requirement.getDefaultInstance(), CrossFieldRules::stepsEndOneAfterTheOther),
          rule(TaskSpec.getDefaultInstance(), CrossFieldRules::boundOnlyWithDeadline),
          rule(Affinity.getDefaultInstance(), CrossFieldRules::firmOnlyToSpecialist),
          required(Affinity.getDescriptor(), "target"),
          rule(LabelConstraint.getDefaultInstance(), OperatorValues::check),
          rule(RetryPolicy.getDefaultInstance(), CrossFieldRules::maxBackoffNotBelowInitial),
          rule(RouteTaskRequest.getDefaultInstance(), CrossFieldRules::routedAtOnce),
          rule(HypotheticalTask.getDefaultInstance(), CrossFieldRules::withoutDependenciesAndDelay),
          required(WorkRequest.getDescriptor(), "message"),
          required(ExplainRouteRequest.getDescriptor(), "subject"));

  /** Times that must be in the future. */
  private static final FieldDescriptor DEADLINE =
      TaskSpec.getDescriptor().findFieldByNumber(TaskSpec.DEADLINE_TIME_FIELD_NUMBER);

  private CrossFieldRules() {}

  /** A rule between fields of one type of message. */
  record CrossFieldRule(Descriptor type, FieldCheck check) {}

  /** The rules between the fields of a type. */
  static List<FieldCheck> of(Descriptor type) {
    return Stream.concat(ALL.stream(), PlanRules.ALL.stream())
        .filter(rule -> rule.type == type)
        .map(CrossFieldRule::check)
        .toList();
  }

  /** Whether the time that the field holds must be in the future. */
  static boolean isInFuture(FieldDescriptor field) {
    return field == DEADLINE || field == PlanRules.DUE_DATE;
  }

  /** Makes a rule from a check. */
  static <M extends Message> CrossFieldRule rule(M type, BiConsumer<M, Findings> check) {
    @SuppressWarnings("unchecked") // A message of this type has no other descriptor.
    FieldCheck checked = (message, findings) -> check.accept((M) message, findings);
    return new CrossFieldRule(type.getDescriptorForType(), checked);
  }

  private static CrossFieldRule required(Descriptor type, String name) {
    OneofDescriptor oneof =
        type.getOneofs().stream()
            .filter(candidate -> candidate.getName().equals(name))
            .findFirst()
            .orElseThrow();
    List<String> names = oneof.getFields().stream().map(FieldDescriptor::getName).toList();
    String rule = "is required: one of " + String.join(", ", names);
    return new CrossFieldRule(
        type,
        (message, findings) -> {
          if (!message.hasOneof(oneof)) {
            findings.add(name, rule);
          }
        });
  }

  private static void specOrResubmission(SubmitTaskRequest request, Findings findings) {
    boolean resubmits = !request.getResubmitTaskId().isEmpty();
    if (!request.hasSpec() && !resubmits) {
      findings.add("spec", "is required unless resubmit_task_id is given");
    } else if (request.hasSpec() && resubmits) {
      findings.add("resubmit_task_id", "must be empty when spec is given");
    }
  }

  private static void wantedLevelNotBelowMinLevel(SkillRequirement demand, Findings findings) {
    int min = demand.hasMinLevel() ? demand.getMinLevel() : 1;
    if (demand.hasWantedLevel() && demand.getWantedLevel() < min && min <= 5) {
      findings.add(
          "wanted_level",
          "must be at least min_level, which is " + min + ", not " + demand.getWantedLevel());
    }
  }

  private static void stepsEndOneAfterTheOther(Requirement requirement, Findings findings) {
    for (int i = 1; i < requirement.getStepsCount(); i++) {
      Duration before = requirement.getSteps(i - 1).getExpiresAfter();
      if (!isLess(before, requirement.getSteps(i).getExpiresAfter())) {
        findings.add("steps[" + i + "].expires_after", "must be more than that of the step before");
      }
    }
  }

  private static void boundOnlyWithDeadline(TaskSpec spec, Findings findings) {
    if (spec.getAffinity().getMode() == AffinityMode.AFFINITY_MODE_HARD
        && !spec.hasDeadlineTime()) {
      findings.add(
          "deadline_time", "is required with affinity.mode HARD: the task could wait for ever");
    }
  }

  private static void firmOnlyToSpecialist(Affinity affinity, Findings findings) {
    boolean isHard = affinity.getMode() == AffinityMode.AFFINITY_MODE_HARD;
    if (isHard && affinity.hasKey()) {
      findings.add("mode", "must be SOFT with key");
    }
    if (affinity.hasStickyWait() && (isHard || affinity.hasKey())) {
      findings.add("sticky_wait", "must be absent except with specialist_id and mode SOFT");
    }
  }

  private static void maxBackoffNotBelowInitial(RetryPolicy policy, Findings findings) {
    if (policy.hasInitialBackoff()
        && policy.hasMaxBackoff()
        && isLess(policy.getMaxBackoff(), policy.getInitialBackoff())) {
      findings.add("max_backoff", "must be at least initial_backoff");
    }
  }

  private static boolean isLess(Duration left, Duration right) {
    return left.getSeconds() < right.getSeconds()
        || (left.getSeconds() == right.getSeconds() && left.getNanos() < right.getNanos());
  }

  private static void routedAtOnce(RouteTaskRequest request, Findings findings) {
    refuseDependencies(request.getSpec(), findings);
    if (request.getSpec().hasRunAfterTime()) {
      findings.add("spec.run_after_time", "must be absent: the task is routed at once");
    }
  }

  private static void withoutDependenciesAndDelay(HypotheticalTask task, Findings findings) {
    refuseDependencies(task.getSpec(), findings);
    if (task.getSpec().hasRunAfterTime()) {
      findings.add("spec.run_after_time", "must be absent: the match does not look at it");
    }
  }

  private static void refuseDependencies(TaskSpec spec, Findings findings) {
    if (spec.getDependencyTaskIdsCount() > 0) {
      findings.add("spec.dependency_task_ids", "must be empty: the task cannot wait for others");
    }
  }
}
