package org.smartrouting.client;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.google.protobuf.ByteString;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.smartrouting.v1.Assignment;
import org.smartrouting.v1.AssignmentReference;
import org.smartrouting.v1.FailureKind;
import org.smartrouting.v1.Task;
import org.smartrouting.v1.TaskResult;
import org.smartrouting.v1.WorkRequest;

/**
 * Runs the handler for one assignment and can be stopped. Thread-safe; nothing foreign is called
 * with the lock.
 */
final class TaskExecution implements AssignedTask, Runnable {
  private static final Logger log = LoggerFactory.getLogger(TaskExecution.class);

  private final Task task;
  private final AssignmentReference reference;
  private final TaskHandler handler;
  private final Supervisor supervisor;

  private final Object lock = new Object();

  @GuardedBy("lock")
  private @Nullable Thread runner;

  @GuardedBy("lock")
  private boolean cancelled;

  private volatile OptionalDouble quality = OptionalDouble.empty();

  /** Is told how an execution goes. */
  interface Supervisor {
    /** Accepts the assignment; false when it is not to be run any more. */
    boolean begin(TaskExecution execution);

    /** A newer fraction done. */
    void progressed(TaskExecution execution, double fraction);

    /** The handler is done, or was kept from beginning; the message says how. */
    void finished(TaskExecution execution, WorkRequest outcome);
  }

  TaskExecution(Assignment assignment, TaskHandler handler, Supervisor supervisor) {
    this.task = assignment.getTask();
    this.reference =
        AssignmentReference.newBuilder()
            .setTaskId(assignment.getTask().getTaskId())
            .setAssignmentToken(assignment.getAssignmentToken())
            .build();
    this.handler = handler;
    this.supervisor = supervisor;
  }

  AssignmentReference reference() {
    return reference;
  }

  ByteString token() {
    return reference.getAssignmentToken();
  }

  @Override
  public Task task() {
    return task;
  }

  @Override
  public boolean isCancelled() {
    synchronized (lock) {
      return cancelled;
    }
  }

  @Override
  public void reportProgress(double fraction) {
    requireShare("fraction", fraction);
    supervisor.progressed(this, fraction);
  }

  @Override
  public void rateResult(double value) {
    requireShare("quality", value);
    quality = OptionalDouble.of(value);
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be within 0..1: " + value);
    }
  }

  @Override
  public void run() {
    // The assignment is accepted only here: were it accepted on arrival, a busy executor would
    // hold it while others are free.
    if (!supervisor.begin(this)) {
      return;
    }
    if (!take()) {
      supervisor.finished(this, WorkMessages.stopped(reference));
      return;
    }
    WorkRequest outcome;
    try {
      outcome = outcome();
    } finally {
      leave();
    }
    supervisor.finished(this, outcome);
  }

  /** Interrupts the handler if it runs, and keeps it from running if it does not. */
  void cancel() {
    synchronized (lock) {
      cancelled = true;
      if (runner != null) {
        runner.interrupt();
      }
    }
  }

  private boolean take() {
    synchronized (lock) {
      if (cancelled) {
        return false;
      }
      runner = Thread.currentThread();
      return true;
    }
  }

  private void leave() {
    synchronized (lock) {
      runner = null;
      if (cancelled) {
        // The interrupt was for the handler, not for the next task of this thread.
        Thread.interrupted();
      }
    }
  }

  // A handler that fails in whatever way must not keep its slot.
  private WorkRequest outcome() {
    try {
      TaskResult result = handler.handle(this);
      return WorkMessages.complete(
          reference, Objects.requireNonNull(result, "the handler returned null"), quality);
    } catch (TaskFailure failure) {
      return WorkMessages.fail(reference, failure.kind(), String.valueOf(failure.getMessage()));
    } catch (Throwable error) {
      if (!isCancelled()) {
        log.warn("The handler of task {} failed.", task.getTaskId(), error);
      }
      return WorkMessages.fail(reference, FailureKind.FAILURE_KIND_RETRYABLE, error.toString());
    }
  }
}
