package org.smartrouting.core.engine;

import org.smartrouting.core.assignment.Lease;
import org.smartrouting.core.score.Result;
import org.smartrouting.core.task.AttemptOutcome;

/** What the end of an attempt teaches about who made it. */
final class Lessons {
  private static final double MICROS_PER_SECOND = 1e6;

  private final ShardState state;
  private final Breaker breaker;

  Lessons(ShardState state) {
    this.state = state;
    this.breaker = new Breaker(new Presence(state), state.outbox());
  }

  /**
   * Learns from an attempt, unless it was never begun or ended for no reason of its holder.
   *
   * @param quality how good the result of a success is, 0..1
   */
  void learn(LiveTask task, Lease lease, AttemptOutcome outcome, double quality, long nowMicros) {
    boolean teaches =
        switch (outcome) {
          case REVOKED, BLOCKED, PREEMPTED, NEEDS_REVISION -> false;
          default -> true;
        };
    if (lease.isAccepted() && task.holder != null && teaches) {
      double seconds = (nowMicros - lease.startedMicros()) / MICROS_PER_SECOND;
      Result result =
          switch (outcome) {
            case SUCCEEDED -> Result.completed(quality, seconds);
            case TIMED_OUT -> Result.timedOut(seconds);
            default -> Result.failed(seconds);
          };
      task.pool.resulted(task.holder, 1);
      if (outcome == AttemptOutcome.SUCCEEDED) {
        double expected =
            state
                .book()
                .estimate(task.pool.key(), task.spec.taskType(), task.pool.policy().learning())
                .meanSeconds();
        task.holder.pace().learn(expected, seconds);
      }
      breaker.result(task.holder, result.reward(), nowMicros);
      state
          .learning()
          .result(
              task.holder.key(),
              new Learning.Lesson(
                  task.spec.taskType(),
                  result,
                  task.pool.policy().learning(),
                  task.pool.specialists().size(),
                  nowMicros));
    }
  }
}
