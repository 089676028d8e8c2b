package org.smartrouting.loadtests.report;

import java.util.List;
import org.smartrouting.loadtests.trace.TraceTask;

/**
 * What was seen of one task of a trace. All times are trace time: microseconds from the beginning
 * of the trace, whatever the speed of the run. Immutable.
 *
 * @param index place of the task in the trace, from 0
 * @param task the task as the trace has it
 * @param fate what became of it
 * @param attempts the work on it that has ended, in the order in which it began
 */
public record Observation(int index, TraceTask task, Fate fate, List<Work> attempts) {
  /** Copies the list. */
  public Observation {
    attempts = List.copyOf(attempts);
  }

  /** Whether anybody began to work on it. */
  public boolean hasStarted() {
    return !attempts.isEmpty();
  }

  /** From the intended arrival to the first start of work; it must have started. */
  public long waitMicros() {
    return attempts.get(0).startMicros() - task.arrivalMicros();
  }

  /** From the intended arrival to the end of the first successful, else the last attempt. */
  public long sojournMicros() {
    return endMicros() - task.arrivalMicros();
  }

  /** Number of attempts that succeeded; more than one is a fault of the router. */
  public long successes() {
    return attempts.stream().filter(Work::succeeded).count();
  }

  /** Whether it was done by its deadline; it must have one. */
  public boolean isOnTime() {
    return fate == Fate.SUCCEEDED && hasStarted() && sojournMicros() <= task.deadlineMicros();
  }

  /** End of the first successful, else the last attempt; it must have started. */
  long endMicros() {
    for (Work attempt : attempts) {
      if (attempt.succeeded()) {
        return attempt.endMicros();
      }
    }
    return attempts.get(attempts.size() - 1).endMicros();
  }
}
