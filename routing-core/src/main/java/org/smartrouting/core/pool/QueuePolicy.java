package org.smartrouting.core.pool;

/**
 * How tasks wait in a pool.
 *
 * @param order who of the waiting tasks of one fairness key is served first
 * @param agingRates rates of {@link QueueOrder#PROPORTIONAL_AGING}
 * @param late what becomes of a task whose deadline passes
 * @param infeasible what becomes of a submitted task that will hardly meet its deadline
 * @param sessionOrder what sessions mean for the order by virtual deadline
 */
public record QueuePolicy(
    QueueOrder order,
    AgingRates agingRates,
    LatePolicy late,
    InfeasiblePolicy infeasible,
    SessionOrder sessionOrder) {
  /** By virtual deadline; who is late expires, who will hardly be on time is flagged. */
  public static final QueuePolicy DEFAULT =
      new QueuePolicy(
          QueueOrder.VIRTUAL_DEADLINE,
          AgingRates.DEFAULT,
          LatePolicy.EXPIRE,
          InfeasiblePolicy.FLAG,
          SessionOrder.NONE);

  /** The same in another order. */
  public QueuePolicy withOrder(QueueOrder value, AgingRates rates) {
    return new QueuePolicy(value, rates, late, infeasible, sessionOrder);
  }

  /** The same with something else for who is late. */
  public QueuePolicy withLate(LatePolicy value) {
    return new QueuePolicy(order, agingRates, value, infeasible, sessionOrder);
  }

  /** The same with something else for who will hardly be on time. */
  public QueuePolicy withInfeasible(InfeasiblePolicy value) {
    return new QueuePolicy(order, agingRates, late, value, sessionOrder);
  }

  /** The same with another meaning of sessions. */
  public QueuePolicy withSessionOrder(SessionOrder value) {
    return new QueuePolicy(order, agingRates, late, infeasible, value);
  }
}
