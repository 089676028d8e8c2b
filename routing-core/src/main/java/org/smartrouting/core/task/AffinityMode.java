package org.smartrouting.core.task;

/** How firmly a task is bound to a specialist. */
public enum AffinityMode {
  /** Others cost more. */
  SOFT,
  /** Nobody else may take it. */
  HARD
}
