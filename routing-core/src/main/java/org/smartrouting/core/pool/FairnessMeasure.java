package org.smartrouting.core.pool;

/** What the fairness keys of a pool share. */
public enum FairnessMeasure {
  /** The assignments: each counts 1. */
  TASKS,
  /** The time for which slots are held: what is expected, settled with what it was in the end. */
  SERVICE_TIME
}
