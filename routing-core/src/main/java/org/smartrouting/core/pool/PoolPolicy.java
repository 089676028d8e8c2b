package org.smartrouting.core.pool;

import org.smartrouting.core.assignment.RetryPolicy;
import org.smartrouting.core.score.ScoreWeights;

/**
 * The rules of a pool; durations are microseconds.
 *
 * @param targetWaits target wait of each priority
 * @param scoreWeights weights of the score
 * @param retry retry policy of tasks that name none
 * @param acceptTimeoutMicros how long a specialist may take to accept
 * @param leaseMicros lease from the acceptance and from each heartbeat
 * @param sessionTimeoutMicros how long a specialist may be silent or away before its assignments
 *     are given to others
 * @param retryElsewhereMicros longest time for which a retry keeps away from who failed last
 * @param maxUnfinishedTasks most unfinished tasks
 * @param retentionMicros how long finished tasks are kept
 * @param durability when answers are sent
 * @param fairness how waiting tasks share the specialists
 * @param queue how tasks wait
 * @param assignment who of the free specialists gets a task
 */
public record PoolPolicy(
    TargetWaits targetWaits,
    ScoreWeights scoreWeights,
    RetryPolicy retry,
    long acceptTimeoutMicros,
    long leaseMicros,
    long sessionTimeoutMicros,
    long retryElsewhereMicros,
    int maxUnfinishedTasks,
    long retentionMicros,
    Durability durability,
    Fairness fairness,
    QueuePolicy queue,
    AssignmentMode assignment) {
  /** What a pool has that says nothing. */
  public static final PoolPolicy DEFAULT =
      new PoolPolicy(
          TargetWaits.DEFAULT,
          ScoreWeights.DEFAULT,
          RetryPolicy.DEFAULT,
          5_000_000,
          30_000_000,
          30_000_000,
          10_000_000,
          1_000_000,
          7L * 86_400 * 1_000_000,
          Durability.COMMITTED,
          Fairness.DEFAULT,
          QueuePolicy.DEFAULT,
          AssignmentMode.BEST_COST);

  /** The same with another way to share. */
  public PoolPolicy withFairness(Fairness value) {
    return new PoolPolicy(
        targetWaits,
        scoreWeights,
        retry,
        acceptTimeoutMicros,
        leaseMicros,
        sessionTimeoutMicros,
        retryElsewhereMicros,
        maxUnfinishedTasks,
        retentionMicros,
        durability,
        value,
        queue,
        assignment);
  }

  /** The same with other target waits. */
  public PoolPolicy withTargetWaits(TargetWaits value) {
    return new PoolPolicy(
        value,
        scoreWeights,
        retry,
        acceptTimeoutMicros,
        leaseMicros,
        sessionTimeoutMicros,
        retryElsewhereMicros,
        maxUnfinishedTasks,
        retentionMicros,
        durability,
        fairness,
        queue,
        assignment);
  }

  /** The same with other rules for the wait. */
  public PoolPolicy withQueue(QueuePolicy value) {
    return new PoolPolicy(
        targetWaits,
        scoreWeights,
        retry,
        acceptTimeoutMicros,
        leaseMicros,
        sessionTimeoutMicros,
        retryElsewhereMicros,
        maxUnfinishedTasks,
        retentionMicros,
        durability,
        fairness,
        value,
        assignment);
  }

  /** The same with another choice among free specialists. */
  public PoolPolicy withAssignment(AssignmentMode value) {
    return new PoolPolicy(
        targetWaits,
        scoreWeights,
        retry,
        acceptTimeoutMicros,
        leaseMicros,
        sessionTimeoutMicros,
        retryElsewhereMicros,
        maxUnfinishedTasks,
        retentionMicros,
        durability,
        fairness,
        queue,
        value);
  }
}
