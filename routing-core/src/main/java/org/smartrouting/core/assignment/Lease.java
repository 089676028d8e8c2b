package org.smartrouting.core.assignment;

/**
 * The hold that a specialist has on a task.
 *
 * @param specialistId who holds it
 * @param token secret of the hold
 * @param assignedMicros when it began, microseconds since the epoch
 * @param acceptExpiryMicros by when it must be accepted
 * @param startedMicros when it was accepted; 0 before
 * @param durationMicros how long it lasts from the acceptance and from each heartbeat
 */
public record Lease(
    String specialistId,
    AssignmentToken token,
    long assignedMicros,
    long acceptExpiryMicros,
    long startedMicros,
    long durationMicros) {
  /** Whether the specialist has accepted. */
  public boolean isAccepted() {
    return startedMicros > 0;
  }

  /** The same hold, accepted. */
  public Lease accepted(long nowMicros) {
    return new Lease(
        specialistId, token, assignedMicros, acceptExpiryMicros, nowMicros, durationMicros);
  }
}
