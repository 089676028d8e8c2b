package org.smartrouting.core.engine;

import java.util.function.Predicate;
import org.smartrouting.core.load.SkillLoads;
import org.smartrouting.core.match.Bits;
import org.smartrouting.core.match.Eligibility;
import org.smartrouting.core.queue.Signature;
import org.smartrouting.core.task.Affinity;
import org.smartrouting.core.task.Delivery;

/** Whom tasks want by their affinity, and for whom they wait. */
final class Affinities {
  private final ShardState state;

  Affinities(ShardState state) {
    this.state = state;
  }

  /**
   * For whom alone a task is now.
   *
   * @param avoided whether the task is not to be given to a specialist at present
   */
  Reservation reservation(LiveTask task, Predicate<LiveSpecialist> avoided, long nowMicros) {
    Affinity affinity = task.spec.affinity();
    if (affinity.isHard()) {
      return new Reservation(affinity.specialistId(), Timed.NEVER);
    }
    long since = task.queuedMicros == 0 ? nowMicros : task.queuedMicros;
    long end = since + affinity.stickyWaitMicros();
    if (end <= nowMicros) {
      return Reservation.NONE;
    }
    LiveSpecialist named = task.pool.specialists().get(affinity.specialistId());
    if (named == null
        || !isExpected(named, task.delivery, nowMicros)
        || !Eligibility.meetsSkills(task.demanded.skills(), named.spec().skills())
        || Eligibility.firstUnmetLabel(task.demanded.labelConstraints(), named.spec()) != null
        || avoided.test(named)) {
      return Reservation.NONE;
    }
    boolean isThere = named.isPresent(nowMicros) || task.delivery == Delivery.CALLER;
    return new Reservation(named.id(), isThere ? end : Math.min(end, backMicros(named)));
  }

  /** Lets others have the tasks that wait for a specialist which will not take them soon. */
  void release(LiveSpecialist specialist, long nowMicros) {
    for (LiveTask task :
        specialist
            .pool()
            .waiting()
            .reservedFor(specialist.id(), kind -> isVain(specialist, kind, nowMicros))) {
      if (!task.spec.affinity().isHard()) {
        state.ready().add(task);
      }
    }
  }

  private boolean isVain(LiveSpecialist specialist, Signature kind, long nowMicros) {
    return !isExpected(specialist, kind.delivery(), nowMicros)
        || !Eligibility.meetsSkills(kind.skills(), specialist.spec().skills())
        || Eligibility.firstUnmetLabel(kind.labelConstraints(), specialist.spec()) != null;
  }

  /** Whether it may get work, and is there or could not come back yet since the start. */
  private boolean isExpected(LiveSpecialist specialist, Delivery delivery, long nowMicros) {
    return specialist.mayTake(nowMicros)
        && !specialist.isLeaving()
        && (delivery == Delivery.CALLER
            || specialist.isPresent(nowMicros)
            || nowMicros < backMicros(specialist));
  }

  private long backMicros(LiveSpecialist specialist) {
    return state.startedMicros() + specialist.pool().policy().sessionTimeoutMicros();
  }

  /**
   * Whom a task had better go to; empty for nobody. A group goes to who is first by a hash of group
   * and specialist, weighted by slots, of those who are free, eligible and not above their share of
   * the work (rendezvous hashing with bounded loads: Thaler and Ravishankar, 1998; Mirrokni and
   * others, 2018).
   */
  String wanted(LiveTask task, long nowMicros) {
    Affinity affinity = task.spec.affinity();
    if (affinity.key().isEmpty()) {
      return affinity.specialistId();
    }
    LivePool pool = task.pool;
    Bits among = task.delivery == Delivery.CALLER ? pool.free() : pool.reachable();
    Rendezvous best = new Rendezvous(affinity.key());
    pool.skills()
        .visit(
            task.demanded.skills(),
            among,
            0,
            index -> {
              LiveSpecialist each = pool.at(index);
              if (each.hasRoom(nowMicros)
                  && isBelowShare(each, pool.skillLoads(), nowMicros)
                  && Eligibility.firstUnmetLabel(task.demanded.labelConstraints(), each.spec())
                      == null) {
                best.offer(each.id(), each.spec().slots());
              }
              return best.isLookingOn();
            });
    return best.id();
  }

  private static boolean isBelowShare(LiveSpecialist each, SkillLoads all, long nowMicros) {
    double share = (double) each.spec().slots() / all.slots();
    double most = Math.ceil(Rendezvous.MOST_TIMES_MEAN * share * (all.busySlots() + 1));
    return all.slots() == 0 || each.busySlots(nowMicros) + 1 <= most;
  }
}
