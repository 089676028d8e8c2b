package org.smartrouting.core.task;

/**
 * To whom a task had better go, or must go: a specialist, or the one of its group.
 *
 * @param specialistId the specialist; empty for none
 * @param key the group; empty for none
 * @param mode how firmly; a group is never HARD
 * @param stickyWaitMicros how long it waits for the specialist before others may take it, counted
 *     from when it was first queued; 0 without one
 */
public record Affinity(String specialistId, String key, AffinityMode mode, long stickyWaitMicros) {
  /** To whom it suits best. */
  public static final Affinity NONE = new Affinity("", "", AffinityMode.SOFT, 0);

  /** Checks that the parts fit. */
  public Affinity {
    boolean special = mode == AffinityMode.HARD || stickyWaitMicros != 0;
    if ((!specialistId.isEmpty() && !key.isEmpty())
        || (special && specialistId.isEmpty())
        || (mode == AffinityMode.HARD && stickyWaitMicros != 0)
        || stickyWaitMicros < 0) {
      throw new IllegalArgumentException(
          "not an affinity: " + specialistId + ", " + key + ", " + mode + ", " + stickyWaitMicros);
    }
  }

  /** To a specialist, but to others too. */
  public static Affinity soft(String specialistId) {
    return new Affinity(specialistId, "", AffinityMode.SOFT, 0);
  }

  /** To a specialist, and to others only after a wait. */
  public static Affinity sticky(String specialistId, long waitMicros) {
    return new Affinity(specialistId, "", AffinityMode.SOFT, waitMicros);
  }

  /** To a specialist and to nobody else. */
  public static Affinity hard(String specialistId) {
    return new Affinity(specialistId, "", AffinityMode.HARD, 0);
  }

  /** To the specialist of a group. */
  public static Affinity group(String key) {
    return new Affinity("", key, AffinityMode.SOFT, 0);
  }

  /** Whether it wants anybody. */
  public boolean isPresent() {
    return !specialistId.isEmpty() || !key.isEmpty();
  }

  /** Whether nobody else may take the task. */
  public boolean isHard() {
    return mode == AffinityMode.HARD;
  }
}
