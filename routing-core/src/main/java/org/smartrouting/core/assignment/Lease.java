package org.smartrouting.core.assignment;

/**
 * The hold that a specialist has on a task.
 *
 * @param specialistId who holds it
 * @param token secret of the hold
 * @param assignedMicros when it began, microseconds since the epoch
 * @param acceptExpiryMicros by when it must be accepted; {@link #NEVER} for one that is ahead
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
  /** Later than any time. */
  public static final long NEVER = Long.MAX_VALUE;

  /** Whether its holder has no slot for it yet. */
  public boolean isAhead() {
    return acceptExpiryMicros == NEVER && !isAccepted();
  }

  /** The same hold with a slot, to be accepted by then. */
  public Lease seated(long newAcceptExpiryMicros) {
    return new Lease(
        specialistId, token, assignedMicros, newAcceptExpiryMicros, startedMicros, durationMicros);
  }

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
