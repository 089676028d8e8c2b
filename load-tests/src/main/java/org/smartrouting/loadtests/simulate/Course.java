package org.smartrouting.loadtests.simulate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.AssignmentToken;
import org.smartrouting.core.task.TaskState;
import org.smartrouting.loadtests.report.Fate;
import org.smartrouting.loadtests.report.Observation;
import org.smartrouting.loadtests.report.Work;
import org.smartrouting.loadtests.trace.TraceTask;

/** The course of one task through a simulation, until it is final. Not thread-safe. */
final class Course {
  private final int index;
  private final TraceTask task;
  private final List<Work> attempts = new ArrayList<>(1);
  private @Nullable Worker worker;
  private @Nullable AssignmentToken token;
  private long startMicros;

  Course(int index, TraceTask task) {
    this.index = index;
    this.task = task;
  }

  int index() {
    return index;
  }

  TraceTask task() {
    return task;
  }

  /** Work on it begins. */
  void begin(Worker by, AssignmentToken under, long traceMicros) {
    worker = by;
    token = under;
    startMicros = traceMicros;
  }

  /** Whether it is worked on. */
  boolean isInWork() {
    return worker != null;
  }

  /** Whether it is worked on under this token. */
  boolean isUnder(AssignmentToken other) {
    return other.equals(token);
  }

  /** Work on it ends; returns who did it. */
  Worker end(boolean succeeded, long traceMicros) {
    Worker by = worker;
    if (by == null) {
      throw new IllegalStateException("nobody works on task " + index);
    }
    attempts.add(new Work(by.member().id(), startMicros, traceMicros, succeeded));
    worker = null;
    token = null;
    return by;
  }

  Observation observed(Fate fate) {
    return new Observation(index, task, fate, attempts);
  }

  /** What a final state is called in a report. */
  static Fate fate(TaskState last) {
    return switch (last) {
      case SUCCEEDED -> Fate.SUCCEEDED;
      case FAILED -> Fate.FAILED;
      case CANCELLED -> Fate.CANCELLED;
      case EXPIRED -> Fate.EXPIRED;
      case PENDING, QUEUED, ASSIGNED, RUNNING, BLOCKED -> Fate.OPEN;
    };
  }
}
