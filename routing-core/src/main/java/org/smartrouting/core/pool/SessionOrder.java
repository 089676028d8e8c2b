package org.smartrouting.core.pool;

/** What it means for the order of waiting tasks that they are of one session. */
public enum SessionOrder {
  /** Nothing. */
  NONE,
  /** What was begun is finished first: the others take the key of the first that was given out. */
  FINISH_STARTED
}
