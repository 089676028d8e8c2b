package org.smartrouting.core.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.match.Eligibility;
import org.smartrouting.core.store.TaskWrite;
import org.smartrouting.core.task.AttemptOutcome;
import org.smartrouting.core.task.Delivery;
import org.smartrouting.core.task.TaskState;

/**
 * Hands out one task more than a specialist has slots, where a pool wants that, so that it need not
 * wait for the next one. Only tasks that nobody free could take are handed out so, and they are
 * taken back when somebody is free before, or when the specialist goes away.
 */
final class Prefetch {
  private final Transitions transitions;
  private final Dispatcher dispatcher;
  private final Set<LiveSpecialist> fed = new LinkedHashSet<>();
  private final Set<LiveTask> waiting = new LinkedHashSet<>();

  Prefetch(Transitions transitions, Dispatcher dispatcher) {
    this.transitions = transitions;
    this.dispatcher = dispatcher;
  }

  /** Gives a slot to what a specialist holds ahead of one, or takes it back. */
  void feed(LiveSpecialist specialist, long nowMicros) {
    LiveTask ahead = specialist.ahead();
    if (ahead != null) {
      if (!specialist.mayTake(nowMicros) || specialist.stream() == 0 || specialist.isLeaving()) {
        takeBack(ahead, "the specialist takes no work now", nowMicros);
      } else if (specialist.hasFreeSlot()) {
        seat(ahead, transitions, nowMicros);
      }
    }
    if (isOn(specialist.pool())) {
      fed.add(specialist);
    }
  }

  /** There is a slot now for what a specialist held ahead of one. */
  static void seat(LiveTask task, Transitions transitions, long nowMicros) {
    LiveSpecialist holder = task.holder;
    if (holder == null || task.lease == null) {
      throw new IllegalStateException(task.id + " is held by nobody");
    }
    task.lease = task.lease.seated(nowMicros + task.pool.policy().acceptTimeoutMicros());
    holder.seats();
    task.pool.refresh(holder, nowMicros);
    transitions.touch(task, TaskWrite.Extent.STATUS);
  }

  /** A task found nobody free. */
  void waits(LiveTask task) {
    if (isOn(task.pool) && mayBeAhead(task)) {
      waiting.add(task);
    }
  }

  /** Nothing is handed out any more. */
  void clear() {
    fed.clear();
    waiting.clear();
  }

  /** Does what is to be done when nobody free can take a waiting task; returns whether it did. */
  boolean settle(long nowMicros) {
    List<LiveSpecialist> specialists = new ArrayList<>(fed);
    List<LiveTask> tasks = new ArrayList<>(waiting);
    clear();
    boolean any = false;
    for (LiveSpecialist specialist : specialists) {
      any |= recallFor(specialist, nowMicros);
    }
    for (LiveSpecialist specialist : specialists) {
      any |= isKnown(specialist) && handAhead(specialist, nowMicros);
    }
    for (LiveTask task : tasks) {
      any |= find(task, nowMicros);
    }
    return any;
  }

  private static boolean isOn(LivePool pool) {
    return pool.policy().balance().prefetch() > 0;
  }

  /** A task for which others may have to make way must not wait where it cannot be looked at. */
  private static boolean mayBeAhead(LiveTask task) {
    return task.delivery == Delivery.SPECIALIST && !Preemption.mayPreempt(task);
  }

  private static boolean isKnown(LiveSpecialist specialist) {
    return specialist.pool().specialists().get(specialist.id()) == specialist;
  }

  /** Takes tasks back for somebody who is free, as far as others hold some that it could do. */
  private boolean recallFor(LiveSpecialist specialist, long nowMicros) {
    if (!isKnown(specialist)
        || !specialist.mayTake(nowMicros)
        || !specialist.isReachable()
        || !specialist.hasRoom(nowMicros)) {
      return false;
    }
    long room = specialist.room(nowMicros);
    for (LiveTask task : List.copyOf(specialist.pool().ahead())) {
      if (room > 0 && !task.spec.affinity().isHard() && couldTake(specialist, task, nowMicros)) {
        takeBack(task, "somebody else is free", nowMicros);
        room--;
      }
    }
    return room < specialist.room(nowMicros);
  }

  private static boolean couldTake(LiveSpecialist specialist, LiveTask task, long nowMicros) {
    return Eligibility.meetsSkills(task.demanded.skills(), specialist.spec().skills())
        && Eligibility.firstUnmetLabel(task.demanded.labelConstraints(), specialist.spec()) == null
        && !Avoidance.holds(task, specialist, nowMicros);
  }

  /** Hands the first of the tasks that wait for it to a specialist without a free slot. */
  private boolean handAhead(LiveSpecialist specialist, long nowMicros) {
    if (!specialist.pool().prefetching().get(specialist.index())
        || specialist.isOverloaded(nowMicros)) {
      return false;
    }
    LiveTask first =
        specialist
            .pool()
            .waiting()
            .first(
                specialist.id(),
                specialist.spec().skills(),
                signature ->
                    signature.delivery() == Delivery.SPECIALIST
                        && Dispatcher.canServe(specialist, signature),
                task -> !Avoidance.holds(task, specialist, nowMicros),
                nowMicros);
    // Nor may anything be handed out before one that may not be ahead.
    if (first == null || !mayBeAhead(first)) {
      return false;
    }
    dispatcher.give(first, specialist, nowMicros);
    return true;
  }

  /** Hands out tasks until one is handed out, or nobody is left who could have it. */
  private boolean find(LiveTask task, long nowMicros) {
    boolean any = false;
    while (task.state == TaskState.QUEUED
        && task.queuedUnder != null
        && !Dispatcher.isKeyFull(task)) {
      LiveSpecialist best = bestFor(task, nowMicros);
      if (best == null || !handAhead(best, nowMicros)) {
        return any;
      }
      any = true;
    }
    return any;
  }

  private @Nullable LiveSpecialist bestFor(LiveTask task, long nowMicros) {
    LivePool pool = task.pool;
    Reservation kept = task.reservation;
    List<LiveSpecialist> found = new ArrayList<>();
    pool.skills()
        .visit(
            task.demanded.skills(),
            pool.prefetching(),
            0,
            index -> {
              LiveSpecialist specialist = pool.at(index);
              if ((!kept.isPresent() || kept.specialistId().equals(specialist.id()))
                  && !specialist.isOverloaded(nowMicros)
                  && couldTake(specialist, task, nowMicros)) {
                found.add(specialist);
              }
              return found.size() < Dispatcher.MAX_COMPARED;
            });
    if (found.isEmpty()) {
      return null;
    }
    var ranked = dispatcher.rank(task, found, dispatcher.expected(task, nowMicros), nowMicros);
    return pool.specialists().get(ranked.get(0).specialistId());
  }

  private void takeBack(LiveTask task, String reason, long nowMicros) {
    transitions.endAttempt(task, AttemptOutcome.NOT_ACCEPTED, reason, nowMicros);
    transitions.queue(task, nowMicros);
  }
}
