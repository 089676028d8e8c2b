package org.smartrouting.core.engine;

import java.util.IdentityHashMap;
import org.smartrouting.core.load.RunningMedian;
import org.smartrouting.core.pool.BalancePolicy;
import org.smartrouting.core.specialist.LoadReport;

/**
 * What the specialists of a pool say of their other work, taken together: of whom nothing new was
 * heard for long, what is usual is believed.
 */
final class LoadReports {
  private final RunningMedian shares = new RunningMedian();
  private final IdentityHashMap<LiveSpecialist, Double> fresh = new IdentityHashMap<>();

  /** A specialist has said something new. */
  void took(LiveSpecialist live, LoadReport report) {
    gone(live);
    double share = report.externalInFlight() / live.spec().slots();
    fresh.put(live, share);
    shares.add(share);
  }

  /** Looks at how old the last report of a specialist is. */
  void age(LiveSpecialist live, long nowMicros) {
    BalancePolicy policy = live.pool().policy().balance();
    if (live.load().ageMicros(policy.staleAfter()) <= nowMicros && fresh.containsKey(live)) {
      gone(live);
      if (shares.size() > 0) {
        live.load().assume(shares.median() * live.spec().slots());
      }
    }
  }

  /** Nothing that a specialist said counts any more. */
  void gone(LiveSpecialist live) {
    Double share = fresh.remove(live);
    if (share != null) {
      shares.remove(share);
    }
  }

  /** When the last report of a specialist is to be looked at, microseconds; NEVER for never. */
  long dueMicros(LiveSpecialist live, long nowMicros) {
    BalancePolicy policy = live.pool().policy().balance();
    long due = live.load().nextDecayMicros(nowMicros);
    due =
        Math.min(
            due,
            live.load().belowMicros(policy.utilizationCeiling(), live.spec().slots(), nowMicros));
    if (fresh.containsKey(live)) {
      due = Math.min(due, live.load().ageMicros(policy.staleAfter()));
    }
    if (!live.load().isExcused() && !live.load().isSilent(policy.outAfter(), nowMicros)) {
      due = Math.min(due, live.load().ageMicros(policy.outAfter()));
    }
    return due;
  }
}
