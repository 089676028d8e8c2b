package org.smartrouting.core.engine;

import org.smartrouting.core.task.Bytes;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.TaskSpec;

/** Specs of tasks with what the domain has no method to change, because nobody may change it. */
final class Specs {
  private Specs() {}

  static TaskSpec withExecutionTimeout(TaskSpec base, long micros) {
    return copy(base, base.requirement(), base.payload(), micros);
  }

  static TaskSpec withPayload(TaskSpec base, int bytes) {
    Bytes payload = Bytes.of(new byte[bytes]);
    return copy(base, base.requirement(), payload, base.executionTimeoutMicros());
  }

  private static TaskSpec copy(
      TaskSpec base, Requirement requirement, Bytes payload, long executionTimeoutMicros) {
    return new TaskSpec(
        base.title(),
        base.taskType(),
        requirement,
        base.priority(),
        base.deadlineMicros(),
        base.runAfterMicros(),
        payload,
        base.payloadType(),
        base.labels(),
        base.retry(),
        base.dependencies(),
        executionTimeoutMicros,
        base.fairnessKey(),
        base.session(),
        base.affinity(),
        base.preemptible());
  }
}
