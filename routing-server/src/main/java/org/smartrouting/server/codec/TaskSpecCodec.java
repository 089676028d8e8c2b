package org.smartrouting.server.codec;

import com.google.protobuf.UnsafeByteOperations;
import java.util.List;
import org.smartrouting.core.assignment.RetryOverrides;
import org.smartrouting.core.task.Affinity;
import org.smartrouting.core.task.Bytes;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;
import org.smartrouting.v1.TaskView;

/** What submitters ask for. */
public final class TaskSpecCodec {
  private TaskSpecCodec() {}

  /**
   * Reads a spec.
   *
   * @param message a message that breaks no rule
   */
  public static TaskSpec toDomain(org.smartrouting.v1.TaskSpec message) {
    return new TaskSpec(
        message.getTitle(),
        message.getTaskType().isEmpty() ? TaskSpec.DEFAULT_TYPE : message.getTaskType(),
        RequirementCodec.toDomain(message.getRequirement()),
        priority(message.getPriority()),
        deadline(message),
        message.hasRunAfterTime() ? Math.max(0, TimeCodec.micros(message.getRunAfterTime())) : 0,
        Bytes.of(message.getPayload().toByteArray()),
        message.getPayloadType(),
        message.getLabelsMap(),
        message.hasRetryPolicy()
            ? RetryCodec.toDomain(message.getRetryPolicy())
            : RetryOverrides.NONE,
        dependencies(message),
        message.hasExecutionTimeout()
            ? TimeCodec.micros(message.getExecutionTimeout())
            : TaskSpec.NEVER,
        message.getFairnessKey(),
        message.getSession(),
        message.hasAffinity() ? AffinityCodec.toDomain(message.getAffinity()) : Affinity.NONE,
        message.getPreemptible());
  }

  /**
   * Takes new values over into a spec.
   *
   * @param base the spec as it is
   * @param values the new values
   * @param paths which of them: fields that can be changed, see UpdateTaskRequest
   */
  public static TaskSpec updated(
      TaskSpec base, org.smartrouting.v1.TaskSpec values, List<String> paths) {
    TaskSpec spec = base;
    for (String path : paths) {
      spec =
          switch (path) {
            case "priority" -> spec.withPriority(priority(values.getPriority()));
            case "deadline_time" -> spec.withDeadline(deadline(values));
            case "labels" -> spec.withLabels(values.getLabelsMap());
            case "dependency_task_ids" -> spec.withDependencies(dependencies(values));
            default -> throw new IllegalArgumentException("cannot be changed: " + path);
          };
    }
    return spec;
  }

  /** Writes a spec; the payload only in TASK_VIEW_FULL. */
  static org.smartrouting.v1.TaskSpec toMessage(TaskSpec spec, TaskView view) {
    var message =
        org.smartrouting.v1.TaskSpec.newBuilder()
            .setTitle(spec.title())
            .setTaskType(spec.taskType())
            .setPriority(priority(spec.priority()))
            .setPayloadType(spec.payloadType())
            .putAllLabels(spec.labels())
            .setFairnessKey(spec.fairnessKey())
            .setSession(spec.session())
            .setPreemptible(spec.preemptible());
    if (view == TaskView.TASK_VIEW_FULL) {
      message.setPayload(UnsafeByteOperations.unsafeWrap(spec.payload().array()));
    }
    if (!spec.requirement().equals(Requirement.ANYBODY)) {
      message.setRequirement(RequirementCodec.toMessage(spec.requirement()));
    }
    if (spec.deadlineMicros() != TaskSpec.NEVER) {
      message.setDeadlineTime(TimeCodec.timestamp(spec.deadlineMicros()));
    }
    if (spec.runAfterMicros() > 0) {
      message.setRunAfterTime(TimeCodec.timestamp(spec.runAfterMicros()));
    }
    if (!spec.retry().equals(RetryOverrides.NONE)) {
      message.setRetryPolicy(RetryCodec.toMessage(spec.retry()));
    }
    for (TaskId dependency : spec.dependencies()) {
      message.addDependencyTaskIds(dependency.toString());
    }
    if (spec.affinity().isPresent()) {
      message.setAffinity(AffinityCodec.toMessage(spec.affinity()));
    }
    if (spec.executionTimeoutMicros() != TaskSpec.NEVER) {
      message.setExecutionTimeout(TimeCodec.duration(spec.executionTimeoutMicros()));
    }
    return message.build();
  }

  /** Writes a priority. */
  public static org.smartrouting.v1.Priority priority(Priority priority) {
    return switch (priority) {
      case CRITICAL -> org.smartrouting.v1.Priority.PRIORITY_CRITICAL;
      case HIGH -> org.smartrouting.v1.Priority.PRIORITY_HIGH;
      case NORMAL -> org.smartrouting.v1.Priority.PRIORITY_NORMAL;
      case LOW -> org.smartrouting.v1.Priority.PRIORITY_LOW;
      case BULK -> org.smartrouting.v1.Priority.PRIORITY_BULK;
    };
  }

  private static Priority priority(org.smartrouting.v1.Priority message) {
    return switch (message) {
      case PRIORITY_CRITICAL -> Priority.CRITICAL;
      case PRIORITY_HIGH -> Priority.HIGH;
      case PRIORITY_NORMAL, PRIORITY_UNSPECIFIED -> Priority.NORMAL;
      case PRIORITY_LOW -> Priority.LOW;
      case PRIORITY_BULK -> Priority.BULK;
      case UNRECOGNIZED -> throw new IllegalArgumentException("not a priority: " + message);
    };
  }

  private static long deadline(org.smartrouting.v1.TaskSpec message) {
    return message.hasDeadlineTime() ? TimeCodec.micros(message.getDeadlineTime()) : TaskSpec.NEVER;
  }

  private static List<TaskId> dependencies(org.smartrouting.v1.TaskSpec message) {
    return message.getDependencyTaskIdsList().stream().map(TaskId::parse).toList();
  }
}
