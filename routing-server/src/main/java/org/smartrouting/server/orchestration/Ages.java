package org.smartrouting.server.orchestration;

import java.util.concurrent.TimeUnit;
import org.smartrouting.core.orchestration.Artifact;
import org.smartrouting.core.orchestration.PlanStatus;
import org.smartrouting.core.orchestration.SpecialistType;
import org.smartrouting.core.task.Attempt;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskStatus;
import org.smartrouting.server.codec.PlannedTaskCodec;

/** After what time without activity work is stale, and what is finished is put away. */
final class Ages {
  private Ages() {}

  /** When something last happened to a task, microseconds since the epoch. */
  static long lastActivity(Task task) {
    TaskStatus status = task.status();
    long last = Math.max(task.createdMicros(), status.queuedMicros());
    last = Math.max(last, Math.max(status.assignedMicros(), status.startedMicros()));
    last = Math.max(last, status.finishedMicros());
    for (Attempt attempt : status.attempts()) {
      last = Math.max(last, attempt.endedMicros());
    }
    for (Artifact artifact : PlannedTaskCodec.plan(task).state().artifacts()) {
      last = Math.max(last, artifact.createdMicros());
    }
    return last;
  }

  /** Hours without activity after which a task for a role is stale. */
  static long staleHours(SpecialistType role) {
    return switch (role) {
      case REVIEWER -> 6;
      case DOCUMENTER -> 8;
      case RESEARCHER -> 12;
      case TESTER -> 16;
      case CODER -> 48;
      case ARCHITECT -> 72;
      case ANALYST, DEVOPS, COORDINATOR, GENERIC -> 24;
    };
  }

  /** Whether nothing has happened to an unfinished task for too long. */
  static boolean isStale(Task task, long nowMicros) {
    SpecialistType role = PlannedTaskCodec.plan(task).spec().specialistType();
    return nowMicros - lastActivity(task) >= TimeUnit.HOURS.toMicros(staleHours(role));
  }

  /** Whether a finished task is to be put away. */
  static boolean isPast(Task task, long nowMicros) {
    PlanStatus status = PlannedTaskCodec.planStatus(task);
    long days =
        switch (status) {
          case COMPLETED -> 90;
          case FAILED -> 60;
          case CANCELLED -> 14;
          default -> Integer.MAX_VALUE;
        };
    return nowMicros - lastActivity(task) >= TimeUnit.DAYS.toMicros(days);
  }
}
