package org.smartrouting.core.task;

/** How a task reaches the specialist that is chosen for it. */
public enum Delivery {
  /** The router pushes it to the specialist, which must be connected. */
  SPECIALIST,
  /** The caller that submitted it waits for the choice and runs the specialist itself. */
  CALLER
}
