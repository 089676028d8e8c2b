package org.smartrouting.loadtests.simulate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.smartrouting.core.assignment.RetryOverrides;
import org.smartrouting.core.task.Affinity;
import org.smartrouting.core.task.Bytes;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.SkillRequirement;
import org.smartrouting.core.task.TaskSpec;
import org.smartrouting.loadtests.trace.SkillLevels;
import org.smartrouting.loadtests.trace.TraceTask;

/** Says to the engine what a task of a trace asks for. Not thread-safe. */
final class TaskSpecs {
  private static final String TITLE = "task of a trace";

  private final Map<SkillLevels, Requirement> requirements = new HashMap<>();
  private final Map<Integer, Bytes> payloads = new HashMap<>();

  /**
   * Makes the spec of a task.
   *
   * @param nowMicros when it is submitted, in the time of the engine
   */
  TaskSpec of(TraceTask task, long nowMicros) {
    return new TaskSpec(
        TITLE,
        task.taskType(),
        requirements.computeIfAbsent(task.skills(), TaskSpecs::requirement),
        task.priority(),
        task.hasDeadline() ? nowMicros + task.deadlineMicros() : TaskSpec.NEVER,
        0,
        payloads.computeIfAbsent(task.payloadBytes(), size -> Bytes.of(new byte[size])),
        "",
        Map.of(),
        RetryOverrides.NONE,
        List.of(),
        TaskSpec.NEVER,
        task.tenant(),
        "",
        Affinity.NONE,
        false);
  }

  private static Requirement requirement(SkillLevels skills) {
    return Requirement.ofSkills(
        skills.byName().entrySet().stream()
            .map(skill -> SkillRequirement.atLeast(skill.getKey(), skill.getValue()))
            .toArray(SkillRequirement[]::new));
  }
}
