package org.smartrouting.core.pool;

/**
 * How tasks wait in a pool.
 *
 * @param order who of the waiting tasks of one fairness key is served first
 * @param agingRates rates of {@link QueueOrder#PROPORTIONAL_AGING}
 * @param late what becomes of a task whose deadline passes
 */
public record QueuePolicy(QueueOrder order, AgingRates agingRates, LatePolicy late) {
  /** By virtual deadline; who is late expires. */
  public static final QueuePolicy DEFAULT =
      new QueuePolicy(QueueOrder.VIRTUAL_DEADLINE, AgingRates.DEFAULT, LatePolicy.EXPIRE);

  /** The same in another order. */
  public QueuePolicy withOrder(QueueOrder value, AgingRates rates) {
    return new QueuePolicy(value, rates, late);
  }

  /** The same with something else for who is late. */
  public QueuePolicy withLate(LatePolicy value) {
    return new QueuePolicy(order, agingRates, value);
  }
}
