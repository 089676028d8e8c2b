package org.smartrouting.core.score;

import org.smartrouting.core.pool.PoolKey;

/**
 * What is expected at one type of task at one moment, of the specialists of a pool one after the
 * other. Valid until something is learned.
 */
public final class Outlook {
  private final ScoreBook book;
  private final String taskType;
  private final Prior prior;
  private final double clock;
  private final LearningPolicy policy;
  private final long nowMicros;

  Outlook(ScoreBook book, PoolKey pool, String taskType, LearningPolicy policy, long now) {
    this.book = book;
    this.taskType = taskType;
    this.prior = book.prior(pool, taskType, policy);
    this.clock = book.clock(pool);
    this.policy = policy;
    this.nowMicros = now;
  }

  /** What is expected of a specialist of the pool. */
  public Estimate of(ScorePage page) {
    return Estimate.of(book.read(page, taskType).faded(clock, policy, nowMicros), prior);
  }
}
