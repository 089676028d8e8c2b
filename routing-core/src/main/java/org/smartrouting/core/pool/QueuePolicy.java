package org.smartrouting.core.pool;

/**
 * How tasks wait in a pool.
 *
 * @param order who of the waiting tasks of one fairness key is served first
 * @param agingRates rates of {@link QueueOrder#PROPORTIONAL_AGING}
 */
public record QueuePolicy(QueueOrder order, AgingRates agingRates) {
  /** By virtual deadline. */
  public static final QueuePolicy DEFAULT =
      new QueuePolicy(QueueOrder.VIRTUAL_DEADLINE, AgingRates.DEFAULT);
}
