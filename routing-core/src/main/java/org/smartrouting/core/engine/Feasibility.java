package org.smartrouting.core.engine;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.pool.InfeasiblePolicy;
import org.smartrouting.core.queue.Signature;
import org.smartrouting.core.queue.WorkAhead;
import org.smartrouting.core.score.Normal;
import org.smartrouting.core.score.Prior;
import org.smartrouting.core.task.TaskSpec;

/**
 * Judges, when a task is submitted, whether its deadline can be met. The probability is taken too
 * high rather than too low: only the work of the same requirement counts as before it, nothing that
 * comes later, and no retry. Nothing is judged of a type of which few durations were measured.
 */
final class Feasibility {
  /** Below this a deadline is out of reach. */
  static final double LEAST = 0.05;

  /** So many measured durations are enough. */
  private static final double DURATIONS = 10;

  /** So many tasks of a line are looked at from either end. */
  private static final int COUNTED = 256;

  private static final double MICROS_PER_SECOND = 1e6;

  private final ShardState state;
  private final Forecasts forecasts;

  Feasibility(ShardState state, Forecasts forecasts) {
    this.state = state;
    this.forecasts = forecasts;
  }

  /** Whether a probability that was judged is so low that the deadline is out of reach. */
  static boolean isOutOfReach(double probability) {
    return probability >= 0 && probability < LEAST;
  }

  /**
   * Judges a task that is not yet admitted, and keeps with it what came out.
   *
   * @return why it is refused; null when it is not
   */
  @Nullable Refusal judge(LiveTask task, long nowMicros) {
    InfeasiblePolicy policy = task.pool.policy().queue().infeasible();
    if (policy == InfeasiblePolicy.ACCEPT || task.spec.deadlineMicros() == TaskSpec.NEVER) {
      return null;
    }
    if (state.book().durations(task.pool.key(), task.spec.taskType()) < DURATIONS) {
      return null;
    }
    double wait = waitSeconds(task, nowMicros);
    if (wait < 0) {
      return null;
    }
    long begin = Math.max(nowMicros, task.spec.runAfterMicros());
    double left = (task.spec.deadlineMicros() - begin) / MICROS_PER_SECOND - wait;
    task.onTimeProbability = left <= 0 ? 0 : probability(task, left);
    return policy == InfeasiblePolicy.REJECT && isOutOfReach(task.onTimeProbability)
        ? refusal(task, wait)
        : null;
  }

  /** Work ahead over slots; 0 for a task that does not wait at once, below 0 without slots. */
  private double waitSeconds(LiveTask task, long nowMicros) {
    if (task.spec.runAfterMicros() > nowMicros || !task.spec.dependencies().isEmpty()) {
      return 0;
    }
    LiveTask queued = forecasts.imagined(task, nowMicros);
    Signature signature = queued.signature();
    double slots = task.pool.servingSlots().of(queued, signature, nowMicros);
    if (slots == 0) {
      return -1;
    }
    WorkAhead ahead =
        task.pool
            .waiting()
            .workAhead(
                signature,
                task.pool.shares().outlook(task.spec.fairnessKey()),
                queued,
                forecasts.ofOneKind(queued, signature),
                nowMicros,
                COUNTED);
    return ahead.seconds() / slots;
  }

  private double probability(LiveTask task, double seconds) {
    Prior prior =
        state.book().prior(task.pool.key(), task.spec.taskType(), task.pool.policy().learning());
    return Normal.below((Math.log(seconds) - prior.meanLogSeconds()) / Math.sqrt(prior.variance()));
  }

  private static Refusal refusal(LiveTask task, double wait) {
    String probability = String.format(Locale.ROOT, "%.4f", task.onTimeProbability);
    String seconds = String.format(Locale.ROOT, "%.1f", wait);
    return Refusal.of(
        RefusalReason.DEADLINE_INFEASIBLE,
        "the deadline would be met with probability "
            + probability
            + " only, after a wait of about "
            + seconds
            + " s",
        "probability",
        probability,
        "wait_seconds",
        seconds);
  }
}
