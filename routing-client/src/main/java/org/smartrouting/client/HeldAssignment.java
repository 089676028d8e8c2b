package org.smartrouting.client;

import java.util.OptionalDouble;
import org.smartrouting.v1.WorkRequest;

/** What a session knows of one assignment it holds. Not thread-safe: its owner guards it. */
final class HeldAssignment {
  private final TaskExecution execution;
  private OptionalDouble unreported = OptionalDouble.empty();
  private boolean reporting;
  private boolean ahead;
  private boolean begun;
  private boolean finished;

  HeldAssignment(TaskExecution execution, boolean ahead) {
    this.execution = execution;
    this.ahead = ahead;
  }

  /** Whether it waits for a slot. */
  boolean isAhead() {
    return ahead;
  }

  /** It has one. */
  void seat() {
    ahead = false;
  }

  /** Whether it takes a slot. */
  boolean takesSlot() {
    return !ahead && !finished;
  }

  TaskExecution execution() {
    return execution;
  }

  WorkRequest begin() {
    begun = true;
    return WorkMessages.accept(execution.reference());
  }

  boolean begun() {
    return begun;
  }

  /** Its handler is done. */
  void finish() {
    finished = true;
  }

  /** Whether the handler is, or is about to be, at work on it. */
  boolean isAtWork() {
    return begun && !finished;
  }

  /** Notes a newer fraction done. */
  void progressed(double fraction) {
    unreported = OptionalDouble.of(fraction);
  }

  /** Whether a report is due: one at a time, so that a busy handler cannot fill the outbox. */
  boolean reportDue() {
    return !reporting && unreported.isPresent();
  }

  /** The report that is due. */
  WorkRequest report() {
    WorkRequest report = WorkMessages.renew(execution.reference(), unreported.orElseThrow());
    unreported = OptionalDouble.empty();
    reporting = true;
    return report;
  }

  /** The last report was answered. */
  void reported() {
    reporting = false;
  }
}
