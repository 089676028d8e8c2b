package org.smartrouting.core.engine;

import org.smartrouting.core.match.Eligibility;
import org.smartrouting.core.task.Attempt;
import org.smartrouting.core.task.AttemptOutcome;
import org.smartrouting.core.task.Delivery;

/**
 * Whom a task keeps away from for a while. After a failure that is who failed, as long as anybody
 * else is eligible; who declined or did not accept it is left out in any case, or would be asked
 * again at once and for ever.
 */
final class Avoidance {
  private Avoidance() {}

  /** Whether a specialist is to be left out now. */
  static boolean holds(LiveTask task, LiveSpecialist specialist, long nowMicros) {
    if (task.avoidedSpecialistId.isEmpty()
        || !task.avoidedSpecialistId.equals(specialist.id())
        || nowMicros >= task.avoidUntilMicros) {
      return false;
    }
    return isUnwilling(task, specialist) || hasOtherEligible(task, specialist);
  }

  private static boolean isUnwilling(LiveTask task, LiveSpecialist specialist) {
    for (int i = task.attempts.size() - 1; i >= 0; i--) {
      Attempt attempt = task.attempts.get(i);
      if (attempt.specialistId().equals(specialist.id())) {
        return attempt.outcome() == AttemptOutcome.DECLINED
            || attempt.outcome() == AttemptOutcome.NOT_ACCEPTED;
      }
    }
    return false;
  }

  private static boolean hasOtherEligible(LiveTask task, LiveSpecialist specialist) {
    if (task.spec.affinity().isHard()) {
      return false;
    }
    LivePool pool = task.pool;
    boolean[] other = {false};
    pool.skills()
        .visit(
            task.demanded.skills(),
            task.delivery == Delivery.CALLER ? pool.free() : pool.present(),
            0,
            index -> {
              other[0] =
                  index != specialist.index()
                      && Eligibility.firstUnmetLabel(
                              task.demanded.labelConstraints(), pool.at(index).spec())
                          == null;
              return !other[0];
            });
    return other[0];
  }
}
