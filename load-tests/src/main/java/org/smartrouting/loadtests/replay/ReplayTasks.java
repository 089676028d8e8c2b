package org.smartrouting.loadtests.replay;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.smartrouting.loadtests.trace.SkillLevels;
import org.smartrouting.loadtests.trace.TraceTask;
import org.smartrouting.v1.Priority;
import org.smartrouting.v1.Requirement;
import org.smartrouting.v1.SkillRequirement;
import org.smartrouting.v1.SubmitTaskRequest;
import org.smartrouting.v1.TaskSpec;

/** The tasks of a trace as requests, by their places in the trace. Thread-safe. */
final class ReplayTasks {
  /** A deadline that has passed when the submit arrives would be refused instead of kept. */
  private static final Duration SHORTEST_DEADLINE = Duration.ofMillis(20);

  private static final String TITLE = "replay ";

  private final String pool;
  private final List<TraceTask> tasks;
  private final Map<SkillLevels, Requirement> requirements = new ConcurrentHashMap<>();
  private final Map<Integer, ByteString> payloads = new ConcurrentHashMap<>();

  ReplayTasks(String pool, List<TraceTask> tasks) {
    this.pool = pool;
    this.tasks = List.copyOf(tasks);
  }

  int size() {
    return tasks.size();
  }

  TraceTask get(int index) {
    return tasks.get(index);
  }

  /** The place of a task in the trace, by the title that its request has. */
  static int index(String title) {
    return Integer.parseInt(title.substring(TITLE.length()));
  }

  /**
   * Makes the request of a task.
   *
   * @param arrivalMicros when it was to be submitted, trace time
   */
  SubmitTaskRequest request(int index, long arrivalMicros, ReplayClock clock) {
    TraceTask task = tasks.get(index);
    TaskSpec.Builder spec =
        TaskSpec.newBuilder()
            .setTitle(TITLE + index)
            .setTaskType(task.taskType())
            .setRequirement(requirements.computeIfAbsent(task.skills(), ReplayTasks::requirement))
            .setPriority(priority(task))
            .setFairnessKey(task.tenant())
            .setPayload(
                payloads.computeIfAbsent(
                    task.payloadBytes(), size -> ByteString.copyFrom(new byte[size])));
    if (task.hasDeadline()) {
      spec.setDeadlineTime(
          clock.timestamp(arrivalMicros + task.deadlineMicros(), SHORTEST_DEADLINE));
    }
    return SubmitTaskRequest.newBuilder()
        .setRequestId("replay-" + index)
        .setPool(pool)
        .setSpec(spec)
        .build();
  }

  private static Requirement requirement(SkillLevels skills) {
    Requirement.Builder requirement = Requirement.newBuilder();
    skills
        .byName()
        .forEach(
            (skill, level) ->
                requirement.addSkills(
                    SkillRequirement.newBuilder().setSkill(skill).setMinLevel(level)));
    return requirement.build();
  }

  private static Priority priority(TraceTask task) {
    return switch (task.priority()) {
      case CRITICAL -> Priority.PRIORITY_CRITICAL;
      case HIGH -> Priority.PRIORITY_HIGH;
      case NORMAL -> Priority.PRIORITY_NORMAL;
      case LOW -> Priority.PRIORITY_LOW;
      case BULK -> Priority.PRIORITY_BULK;
    };
  }
}
