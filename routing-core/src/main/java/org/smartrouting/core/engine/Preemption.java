package org.smartrouting.core.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.smartrouting.core.assignment.AssignmentToken;
import org.smartrouting.core.pool.PreemptionPolicy;
import org.smartrouting.core.task.AttemptOutcome;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.TaskState;

/**
 * Makes running tasks make way for critical ones that would begin too late otherwise, one at a time
 * for each. The slot is kept for the critical task while its specialist stops what it does there.
 *
 * <p>A task that waits is looked at when it begins to, and again at the moment from which on its
 * time is short if nothing changes. Because something may change, it is looked at in between, after
 * an eighth of that time or a second.
 */
final class Preemption {
  private static final double MICROS_PER_SECOND = 1e6;
  private static final long LEAST_PAUSE_MICROS = 1_000_000;
  private static final int LOOKS = 8;

  private static final Comparator<LiveTask> BY_URGENCY =
      Comparator.comparingLong((LiveTask task) -> task.virtualDeadlineMicros)
          .thenComparing(task -> task.id);

  private final ShardState state;
  private final Transitions transitions;
  private final Dispatcher dispatcher;

  Preemption(ShardState state, Transitions transitions, Dispatcher dispatcher) {
    this.state = state;
    this.transitions = transitions;
    this.dispatcher = dispatcher;
  }

  /** A task found nobody free. */
  void waits(LiveTask task) {
    if (mayPreempt(task)) {
      state.pressed().add(task);
    }
  }

  /** Looks at the tasks that are to be looked at; returns whether any other had to make way. */
  boolean settle(long nowMicros) {
    List<LiveTask> pressed = new ArrayList<>(state.pressed());
    state.pressed().clear();
    pressed.sort(BY_URGENCY);
    boolean any = false;
    for (LiveTask task : pressed) {
      if (task.state == TaskState.QUEUED && task.queuedUnder != null && mayPreempt(task)) {
        any |= look(task, nowMicros);
      }
    }
    return any;
  }

  /** Gives the slots that a specialist has cleared to those for whom it has. */
  void feed(LiveSpecialist specialist, long nowMicros) {
    for (Map.Entry<AssignmentToken, LiveTask> each : List.copyOf(specialist.cleared().entrySet())) {
      if (specialist.stopping().containsKey(each.getKey())) {
        continue;
      }
      LiveTask task = each.getValue();
      specialist.cleared().remove(each.getKey());
      task.clearing = null;
      // Who is late by now, or not critical any more, waits like others.
      if (task.state == TaskState.QUEUED && mayPreempt(task)) {
        if (dispatcher.canHave(task, specialist, nowMicros)) {
          dispatcher.give(task, specialist, nowMicros);
        } else {
          waits(task);
        }
      }
    }
  }

  /** Whether others have to make way for a task when its time is short. */
  static boolean mayPreempt(LiveTask task) {
    return task.pool.policy().preemption().enabled()
        && task.spec.priority() == Priority.CRITICAL
        && task.spec.deadlineMicros() != Timed.NEVER
        && !task.late;
  }

  private boolean look(LiveTask task, long nowMicros) {
    boolean isCleared = task.clearing != null && task.clearing.isGoingOn();
    if (isCleared || Dispatcher.isKeyFull(task)) {
      lookAgain(task, nowMicros + LEAST_PAUSE_MICROS);
      return false;
    }
    BusySlots slots = new BusySlots(state, task, nowMicros);
    long lastStart = lastStartMicros(task);
    if (!isShort(lastStart, slots, nowMicros)) {
      long left = shortFrom(lastStart, slots, nowMicros) - nowMicros;
      lookAgain(task, nowMicros + Math.min(left, Math.max(LEAST_PAUSE_MICROS, left / LOOKS)));
      return false;
    }
    LiveTask victim = slots.victim();
    long allowed = victim == null ? Timed.NEVER : allowedMicros(task.pool, nowMicros);
    long again = Math.min(slots.victimFromMicros(), allowed);
    long pause = nowMicros + LEAST_PAUSE_MICROS;
    lookAgain(task, again > nowMicros ? Math.min(again, pause) : pause);
    if (victim == null || allowed > nowMicros) {
      return false;
    }
    preempt(victim, task, nowMicros);
    return true;
  }

  private void lookAgain(LiveTask task, long micros) {
    task.lookMicros = micros;
    transitions.schedule(task);
  }

  /** When it must begin to be on time, if it does not last longer than most. */
  private long lastStartMicros(LiveTask task) {
    double q95 = transitions.expectedOf(task).q95Seconds();
    return task.spec.deadlineMicros() - Math.round(q95 * MICROS_PER_SECOND);
  }

  private static boolean isShort(long lastStartMicros, BusySlots slots, long atMicros) {
    double slack = (lastStartMicros - atMicros) / MICROS_PER_SECOND;
    return slack < slots.secondsToFree(atMicros);
  }

  /** From when on the time is short that is not short now; it stays so from then on. */
  private static long shortFrom(long lastStartMicros, BusySlots slots, long nowMicros) {
    long notYet = nowMicros;
    long then = Math.max(nowMicros, lastStartMicros) + 1;
    while (then - notYet > 1) {
      long middle = notYet + (then - notYet) / 2;
      if (isShort(lastStartMicros, slots, middle)) {
        then = middle;
      } else {
        notYet = middle;
      }
    }
    return then;
  }

  private static long allowedMicros(LivePool pool, long nowMicros) {
    long slots = 0;
    for (LiveSpecialist specialist : pool.specialists().values()) {
      slots += pool.present().get(specialist.index()) ? specialist.spec().slots() : 0;
    }
    PreemptionPolicy policy = pool.policy().preemption();
    return pool.preemptionBudget().nextMicros(policy, slots, nowMicros);
  }

  private void preempt(LiveTask victim, LiveTask task, long nowMicros) {
    LiveSpecialist holder = victim.holder;
    if (holder == null || victim.lease == null) {
      throw new IllegalStateException(victim.id + " is held by nobody");
    }
    AssignmentToken token = victim.lease.token();
    String reason = "preempted for task " + task.id;
    task.pool.preemptionBudget().take();
    transitions.endAttempt(victim, AttemptOutcome.PREEMPTED, reason, nowMicros);
    victim.reason = reason;
    task.clearing = new Clearing(holder, token, victim.id);
    holder.cleared().put(token, task);
    transitions.queue(victim, nowMicros);
  }
}
