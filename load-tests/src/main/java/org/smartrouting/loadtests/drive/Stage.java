package org.smartrouting.loadtests.drive;

/** What is reached on the way of a task; its time counts from the submit. */
enum Stage {
  /** The submit was answered. */
  ACKNOWLEDGED,
  /** A specialist began to work. */
  STARTED,
  /** The completion was answered. */
  COMPLETED
}
