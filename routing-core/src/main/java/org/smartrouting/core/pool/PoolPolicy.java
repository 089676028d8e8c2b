package org.smartrouting.core.pool;

import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.RetryPolicy;
import org.smartrouting.core.score.LearningPolicy;
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
 * @param learning how it learns from results
 * @param queue how tasks wait
 * @param assignment who of the free specialists gets a task
 * @param balance how much work specialists are given
 * @param shadow rules that are tried without being used; null for none
 * @param preemption whether running tasks have to make way for critical ones
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
    LearningPolicy learning,
    QueuePolicy queue,
    AssignmentMode assignment,
    BalancePolicy balance,
    @Nullable ShadowPolicy shadow,
    PreemptionPolicy preemption) {
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
          LearningPolicy.DEFAULT,
          QueuePolicy.DEFAULT,
          AssignmentMode.BEST_COST,
          BalancePolicy.DEFAULT,
          null,
          PreemptionPolicy.DEFAULT);

  /** The same with other target waits. */
  public PoolPolicy withTargetWaits(TargetWaits value) {
    return copy(value, fairness, learning, queue, assignment, balance, shadow);
  }

  /** The same with another way to share. */
  public PoolPolicy withFairness(Fairness value) {
    return copy(targetWaits, value, learning, queue, assignment, balance, shadow);
  }

  /** The same with another way to learn. */
  public PoolPolicy withLearning(LearningPolicy value) {
    return copy(targetWaits, fairness, value, queue, assignment, balance, shadow);
  }

  /** The same with other rules for the wait. */
  public PoolPolicy withQueue(QueuePolicy value) {
    return copy(targetWaits, fairness, learning, value, assignment, balance, shadow);
  }

  /** The same with another choice among free specialists. */
  public PoolPolicy withAssignment(AssignmentMode value) {
    return copy(targetWaits, fairness, learning, queue, value, balance, shadow);
  }

  /** The same with another amount of work for specialists. */
  public PoolPolicy withBalance(BalancePolicy value) {
    return copy(targetWaits, fairness, learning, queue, assignment, value, shadow);
  }

  /** The same with other rules that are tried, or none. */
  public PoolPolicy withShadow(@Nullable ShadowPolicy value) {
    return copy(targetWaits, fairness, learning, queue, assignment, balance, value);
  }

  /** The same with other rules for who makes way. */
  public PoolPolicy withPreemption(PreemptionPolicy value) {
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
        learning,
        queue,
        assignment,
        balance,
        shadow,
        value);
  }

  private PoolPolicy copy(
      TargetWaits newWaits,
      Fairness newFairness,
      LearningPolicy newLearning,
      QueuePolicy newQueue,
      AssignmentMode newAssignment,
      BalancePolicy newBalance,
      @Nullable ShadowPolicy newShadow) {
    return new PoolPolicy(
        newWaits,
        scoreWeights,
        retry,
        acceptTimeoutMicros,
        leaseMicros,
        sessionTimeoutMicros,
        retryElsewhereMicros,
        maxUnfinishedTasks,
        retentionMicros,
        durability,
        newFairness,
        newLearning,
        newQueue,
        newAssignment,
        newBalance,
        newShadow,
        preemption);
  }
}
