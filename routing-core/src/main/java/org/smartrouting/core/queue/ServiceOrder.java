package org.smartrouting.core.queue;

import java.util.Comparator;
import java.util.List;
import org.smartrouting.core.pool.AgingRates;
import org.smartrouting.core.pool.QueueOrder;
import org.smartrouting.core.pool.QueuePolicy;
import org.smartrouting.core.task.Priority;

/**
 * The order in which the waiting tasks of a fairness key are served. Tasks are kept in one lane or
 * several, whose inner order time does not change; so whatever the order, only the heads of a few
 * lanes have to be compared at the moment of a choice.
 *
 * @param rule which order
 * @param rates how fast priorities age, where that counts
 */
public record ServiceOrder(QueueOrder rule, AgingRates rates) {
  /** By virtual deadline. */
  public static final ServiceOrder BY_VIRTUAL_DEADLINE = of(QueuePolicy.DEFAULT);

  private static final List<Priority> LANES = List.of(Priority.values());

  private static final Comparator<Waiting> BY_AGE =
      Comparator.comparingLong(Waiting::queuedMicros).thenComparing(Waiting::id);

  /** The order that a pool wants. */
  public static ServiceOrder of(QueuePolicy policy) {
    return new ServiceOrder(policy.order(), policy.agingRates());
  }

  /** Whether time does not change it: by virtual deadline, and ties by id. */
  boolean isFixed() {
    return rule == QueueOrder.VIRTUAL_DEADLINE;
  }

  /** Number of lanes. */
  int lanes() {
    return rule == QueueOrder.VIRTUAL_DEADLINE ? 1 : LANES.size();
  }

  /** The lane of a task, from 0. */
  int lane(Waiting task) {
    return rule == QueueOrder.VIRTUAL_DEADLINE ? 0 : LANES.indexOf(task.priority());
  }

  /** Order in a lane at any time. */
  Comparator<Waiting> inLane() {
    return rule == QueueOrder.VIRTUAL_DEADLINE ? Waiting.ORDER : BY_AGE;
  }

  /**
   * Order of any tasks at one time; no two tasks are equal.
   *
   * @param nowMicros the present, microseconds since the epoch
   */
  public Comparator<Waiting> at(long nowMicros) {
    return rule == QueueOrder.VIRTUAL_DEADLINE
        ? Waiting.ORDER
        : Comparator.<Waiting>comparingDouble(task -> -urgency(task, nowMicros))
            .thenComparingDouble(task -> -rates.of(task.priority()))
            .thenComparing(BY_AGE);
  }

  private double urgency(Waiting task, long nowMicros) {
    return rates.of(task.priority()) * (nowMicros - task.queuedMicros());
  }
}
