package org.smartrouting.core.engine;

/**
 * For whom alone a waiting task is at present, by its affinity.
 *
 * @param specialistId the specialist; empty for anybody
 * @param untilMicros when others may take it, or at least when to look again, microseconds since
 *     the epoch; {@link Timed#NEVER} for never
 */
public record Reservation(String specialistId, long untilMicros) {
  /** For anybody. */
  public static final Reservation NONE = new Reservation("", Timed.NEVER);

  /** Whether it is for one alone. */
  public boolean isPresent() {
    return !specialistId.isEmpty();
  }

  /** Whether others may take the task some time. */
  public boolean hasEnd() {
    return untilMicros != Timed.NEVER;
  }
}
