package org.smartrouting.core.engine;

import java.util.List;
import org.smartrouting.core.assignment.Lease;
import org.smartrouting.core.pool.FairnessMeasure;
import org.smartrouting.core.queue.FairShares;
import org.smartrouting.core.queue.Share;
import org.smartrouting.core.score.LearningPolicy;
import org.smartrouting.core.score.Outlook;
import org.smartrouting.core.score.ScoreBook;

/** What the assignments of a pool are charged to their fairness keys. */
final class Charges {
  /** An assignment that takes no time is not for nothing, or it could be had without end. */
  static final double LEAST_SECONDS = 0.001;

  private static final double MICROS_PER_SECOND = 1e6;

  private final ScoreBook book;

  Charges(ScoreBook book) {
    this.book = book;
  }

  /** A task is given to a specialist. */
  void charge(LiveTask task, LiveSpecialist specialist, long nowMicros) {
    FairShares shares = task.pool.shares();
    String key = task.spec.fairnessKey();
    double cost = 1;
    if (isByTime(task)) {
      cost = expected(task, specialist, nowMicros);
      // What nobody else waited for was free, and so is what it turns out to be.
      task.chargedSeconds = shares.isContended(key) ? cost : 0;
    }
    task.chargedTo = shares.dispatched(key, cost);
  }

  /**
   * The attempt ends. What was begun before a restart was not charged after it.
   *
   * @return tasks that waited because their key had as many in flight as it may, and now has fewer
   */
  List<LiveTask> settle(LiveTask task, Lease lease, long nowMicros) {
    Share share = task.chargedTo;
    if (share == null) {
      return List.of();
    }
    boolean wasFull = share.isFull();
    double correction = 0;
    if (isByTime(task) && task.chargedSeconds > 0) {
      double held = seconds((nowMicros - lease.assignedMicros()) / MICROS_PER_SECOND);
      correction = held - task.chargedSeconds;
    }
    task.pool.shares().ended(share, correction);
    task.chargedTo = null;
    task.chargedSeconds = 0;
    return wasFull && !share.isFull() ? task.pool.waiting().headsOf(share) : List.of();
  }

  /** What an assignment of a task is expected to cost. */
  double expected(LiveTask task) {
    return isByTime(task)
        ? seconds(
            book.estimate(task.pool.key(), task.spec.taskType(), task.pool.policy().learning())
                .meanSeconds())
        : 1;
  }

  private double expected(LiveTask task, LiveSpecialist specialist, long nowMicros) {
    LearningPolicy policy = task.pool.policy().learning();
    String type = task.spec.taskType();
    Outlook outlook = book.outlook(task.pool.key(), type, policy, nowMicros);
    return seconds(outlook.of(specialist.page(book)).meanSeconds());
  }

  private static boolean isByTime(LiveTask task) {
    return task.pool.policy().fairness().measure() == FairnessMeasure.SERVICE_TIME;
  }

  private static double seconds(double value) {
    return Math.max(LEAST_SECONDS, value);
  }
}
