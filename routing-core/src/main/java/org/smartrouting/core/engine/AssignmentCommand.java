package org.smartrouting.core.engine;

import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.AssignmentToken;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskResult;
import org.smartrouting.core.task.TaskState;

/**
 * Commands of those who hold a task. The token says that they do.
 *
 * @param <R> the answer when it is done
 */
public sealed interface AssignmentCommand<R> extends Command<R> {
  /**
   * Names an assignment.
   *
   * @param tenant whose call it is
   * @param task the task
   * @param token token of the assignment
   */
  record Reference(String tenant, TaskId task, AssignmentToken token) {}

  /** What the holder wants done about a failure. */
  enum FailureKind {
    /** Try again while attempts are left. */
    RETRYABLE,
    /** Give up. */
    PERMANENT,
    /** Wait until somebody changes the task. */
    BLOCKED
  }

  /**
   * Accepts an assignment. The answer is the end of the lease, microseconds since the epoch.
   *
   * @param assignment which one
   */
  record Accept(Reference assignment) implements AssignmentCommand<Long> {
    @Override
    public Outcome<Long> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.assignments().accept(this, nowMicros);
    }
  }

  /**
   * Gives an assignment back without using up an attempt.
   *
   * @param assignment which one
   * @param reason why; can be empty
   */
  record Decline(Reference assignment, String reason) implements AssignmentCommand<TaskState> {
    @Override
    public Outcome<TaskState> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.assignments().decline(this, nowMicros);
    }
  }

  /**
   * Extends a lease. The answer is its new end, microseconds since the epoch.
   *
   * @param assignment which one
   * @param progress fraction done, 0..1; negative for as before
   */
  record Renew(Reference assignment, double progress) implements AssignmentCommand<Long> {
    @Override
    public Outcome<Long> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.assignments().renew(this, nowMicros);
    }
  }

  /**
   * Completes an assignment; a repeat with the same result and quality is answered the same way.
   *
   * @param assignment which one
   * @param result what came out
   * @param quality how good it is, 0..1; null for as good as can be
   */
  record Complete(Reference assignment, TaskResult result, @Nullable Double quality)
      implements AssignmentCommand<TaskState> {
    /** Completes it without a word on its quality. */
    public Complete(Reference assignment, TaskResult result) {
      this(assignment, result, null);
    }

    @Override
    public Outcome<TaskState> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.assignments().complete(this, stored, nowMicros);
    }
  }

  /**
   * Reports that an attempt failed; a repeat is answered the same way. The answer is what became of
   * the task.
   *
   * @param assignment which one
   * @param kind what to do about it
   * @param reason why
   */
  record Fail(Reference assignment, FailureKind kind, String reason)
      implements AssignmentCommand<TaskState> {
    @Override
    public Outcome<TaskState> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.assignments().fail(this, stored, nowMicros);
    }
  }
}
