package org.smartrouting.core.shard;

/**
 * Which commands go first. Work goes before submits: otherwise a flood of new tasks would keep
 * those that run from being completed, and an overload would never end.
 */
public enum Lane {
  /** What specialists say, and what is asked about tasks. */
  WORK,
  /** What brings new work. */
  SUBMIT
}
