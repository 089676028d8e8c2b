package org.smartrouting.loadtests.report;

/**
 * One attempt at a task: a stretch of time in a slot of a specialist. Immutable.
 *
 * @param specialistId who worked
 * @param startMicros when the work began, microseconds of trace time
 * @param endMicros when it ended or was broken off, not before it began
 * @param succeeded whether it was reported as done and the router took that
 */
public record Work(String specialistId, long startMicros, long endMicros, boolean succeeded) {
  /** How long the slot was taken, microseconds of trace time. */
  public long micros() {
    return endMicros - startMicros;
  }
}
