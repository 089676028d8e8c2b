package org.smartrouting.core.task;

/**
 * How urgent a task is, the most urgent first. Each class has a target wait in the pool's policy.
 */
public enum Priority {
  /** Target wait of a second by default. */
  CRITICAL,
  /** Target wait of ten seconds by default. */
  HIGH,
  /** Target wait of a minute by default; what a task has that says nothing. */
  NORMAL,
  /** Target wait of ten minutes by default. */
  LOW,
  /** Target wait of an hour by default. */
  BULK
}
