package org.smartrouting.core.pool;

/** How the waiting tasks of one fairness key are ordered. */
public enum QueueOrder {
  /** By the virtual deadline, which the target wait of the priority and the deadline make. */
  VIRTUAL_DEADLINE,
  /**
   * By the time since a task was queued, multiplied with the rate of its priority (Kleinrock, 1964:
   * delay-dependent priority). Deadlines do not change the order.
   */
  PROPORTIONAL_AGING
}
