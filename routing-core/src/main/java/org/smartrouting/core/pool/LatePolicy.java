package org.smartrouting.core.pool;

/** What becomes of a task whose deadline passes before it is finished. */
public enum LatePolicy {
  /** It becomes EXPIRED, also under a specialist that works on it. */
  EXPIRE,
  /**
   * It stays: who works on it goes on, and while it waits it waits like a task of BULK that was
   * queued at the deadline.
   */
  DEMOTE
}
