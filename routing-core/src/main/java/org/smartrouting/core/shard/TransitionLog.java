package org.smartrouting.core.shard;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.smartrouting.core.assignment.Lease;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskStatus;

/**
 * Logs what was committed about tasks, at DEBUG, with the task and its assignment ({@code
 * task/attempt}) in the context of the line. Neither payloads nor tokens are logged. Thread-safe.
 */
final class TransitionLog {
  private static final Logger log = LoggerFactory.getLogger(TransitionLog.class);

  private TransitionLog() {}

  static void write(List<Task> changes) {
    if (log.isDebugEnabled()) {
      changes.forEach(TransitionLog::write);
    }
  }

  private static void write(Task task) {
    TaskStatus status = task.status();
    Lease lease = status.lease();
    String holder = lease == null ? "nobody" : lease.specialistId();
    MDC.put("task", task.id().toString());
    MDC.put("assignment", task.id() + "/" + status.attempt());
    try {
      log.debug(
          "{} held by {}, attempt {} {}",
          status.state(),
          holder,
          status.attempt(),
          status.reason());
    } finally {
      MDC.remove("task");
      MDC.remove("assignment");
    }
  }
}
