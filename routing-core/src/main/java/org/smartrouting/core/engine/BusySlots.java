package org.smartrouting.core.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.match.Eligibility;
import org.smartrouting.core.score.Estimate;
import org.smartrouting.core.score.LearningPolicy;
import org.smartrouting.core.score.Prior;
import org.smartrouting.core.task.AttemptOutcome;
import org.smartrouting.core.task.Delivery;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.TaskState;

/** The slots that a waiting task could have, as they are at one moment, and who is in them. */
final class BusySlots {
  /** So many are looked at for who could make way. */
  private static final int MOST = 10_000;

  /** Of so many the ends are expected; more than these make the next end hardly any nearer. */
  private static final int MOST_EXPECTED = 256;

  private static final double MICROS_PER_SECOND = 1e6;

  /** The first makes way first. */
  private static final Comparator<LiveTask> ORDER =
      Comparator.comparing((LiveTask task) -> task.spec.priority())
          .thenComparingLong(task -> task.startedMicros)
          .reversed()
          .thenComparing(task -> task.id);

  private record Busy(long sinceMicros, Estimate duration) {}

  private final ShardState state;
  private final LiveTask waiting;
  private final long nowMicros;
  private final List<Busy> busy = new ArrayList<>();
  private int count;
  private boolean anyFree;
  private @Nullable LiveTask victim;
  private long victimFromMicros = Timed.NEVER;

  BusySlots(ShardState state, LiveTask waiting, long nowMicros) {
    this.state = state;
    this.waiting = waiting;
    this.nowMicros = nowMicros;
    LivePool pool = waiting.pool;
    pool.skills()
        .visit(
            waiting.demanded.skills(),
            pool.present(),
            0,
            index -> {
              LiveSpecialist specialist = pool.at(index);
              if (wouldServe(specialist)) {
                look(specialist);
              }
              return count < MOST;
            });
  }

  /** Who is to make way; null when nobody may now. */
  @Nullable LiveTask victim() {
    return victim;
  }

  /** When somebody may make way who may not yet because it has just begun; NEVER for nobody. */
  long victimFromMicros() {
    return victimFromMicros;
  }

  /**
   * How long after a time the first of them is expected to be free, if nothing changes until then:
   * exact for independent exponential rests. Infinite when there are none. It falls no faster than
   * time passes.
   */
  double secondsToFree(long atMicros) {
    if (anyFree) {
      return 0;
    }
    double rate = 0;
    for (Busy each : busy) {
      double elapsed = (atMicros - each.sinceMicros) / MICROS_PER_SECOND;
      rate += 1 / each.duration.secondsLeft(elapsed);
    }
    return 1 / rate;
  }

  /** Whether the specialist would take the task as soon as one of its slots is free. */
  private boolean wouldServe(LiveSpecialist specialist) {
    Reservation kept = waiting.reservation;
    return (!kept.isPresent() || kept.specialistId().equals(specialist.id()))
        && !specialist.isLeaving()
        && !specialist.isOverloaded(nowMicros)
        && specialist.room(nowMicros) >= 0
        && Eligibility.firstUnmetLabel(waiting.demanded.labelConstraints(), specialist.spec())
            == null
        && !Avoidance.holds(waiting, specialist, nowMicros);
  }

  private void look(LiveSpecialist specialist) {
    // What is being stopped for somebody else is not to be had.
    anyFree |=
        specialist.hasRoom(nowMicros)
            || !specialist.cleared().keySet().containsAll(specialist.stopping().keySet());
    for (LiveTask held : specialist.held().values()) {
      if (held.isAhead()) {
        continue;
      }
      count++;
      if (busy.size() < MOST_EXPECTED) {
        long since = held.startedMicros > 0 ? held.startedMicros : held.assignedMicros;
        busy.add(new Busy(since, duration(held, specialist)));
      }
      if (mayMakeWay(held, specialist)) {
        consider(held);
      }
    }
  }

  private void consider(LiveTask held) {
    long from = held.startedMicros + held.pool.policy().preemption().minRunMicros();
    if (from > nowMicros) {
      victimFromMicros = Math.min(victimFromMicros, from);
    } else if (victim == null || ORDER.compare(held, victim) < 0) {
      victim = held;
    }
  }

  /** Only who works over a connection can be told to stop, and says when it has. */
  private static boolean mayMakeWay(LiveTask held, LiveSpecialist holder) {
    return held.spec.preemptible()
        && held.state == TaskState.RUNNING
        && held.delivery == Delivery.SPECIALIST
        && held.spec.priority() != Priority.CRITICAL
        && holder.stream() != 0
        && held.attempts.stream()
            .noneMatch(attempt -> attempt.outcome() == AttemptOutcome.PREEMPTED);
  }

  private Estimate duration(LiveTask held, LiveSpecialist holder) {
    LearningPolicy learning = held.pool.policy().learning();
    String type = held.spec.taskType();
    Prior prior = state.book().prior(held.pool.key(), type, learning);
    return state.book().estimate(holder.key(), type, prior, learning, nowMicros);
  }
}
