package org.smartrouting.core.engine;

import org.smartrouting.core.score.Ejection;

/**
 * Gives no new work for a while to a specialist that keeps failing. What it holds it may finish.
 * Looks at a specialist when it has failed, and never at all of them. Lives in memory only: after a
 * restart everybody begins anew.
 */
final class Breaker {
  private static final int LEAST_JUDGED = 5;

  private final Presence presence;
  private final Outbox outbox;

  Breaker(Presence presence, Outbox outbox) {
    this.presence = presence;
    this.outbox = outbox;
  }

  /** A specialist has done a task, or failed to. */
  void result(LiveSpecialist live, double reward, long nowMicros) {
    Ejection rules = live.pool().policy().learning().ejection();
    RecentResults recent = live.recent();
    Rates rates = live.pool().rates();
    boolean counted = recent.weight() >= rules.leastResults();
    double before = counted ? recent.rate() : 0;
    recent.add(reward);
    if (counted) {
      rates.remove(before);
    }
    if (recent.weight() < rules.leastResults()) {
      return;
    }
    if (reward < 1
        && !recent.isEjected(nowMicros)
        && fails(recent.rate(), rules, rates)
        && hasRoom(live, rules, nowMicros)) {
      double rate = recent.rate();
      recent.eject(rules, nowMicros);
      outbox.ejected(new Ejected(live.key(), rate, recent.endMicros()));
      live.pool().ejected().add(live);
      presence.changed(live, nowMicros);
    } else {
      rates.add(recent.rate());
    }
  }

  /** Whether a rate of success is too low; it is not among the others. */
  private static boolean fails(double rate, Ejection rules, Rates others) {
    boolean often = rules.failurePercent() < 100 && 100 * (1 - rate) > rules.failurePercent();
    boolean behind =
        rules.deviations() > 0
            && others.count() >= LEAST_JUDGED - 1
            && rate < others.mean() - rules.deviations() * others.deviation();
    return often || behind;
  }

  private static boolean hasRoom(LiveSpecialist live, Ejection rules, long nowMicros) {
    int size = live.pool().specialists().size();
    live.pool().ejected().removeIf(other -> !other.recent().isEjected(nowMicros));
    double most = rules.mostPercent() == 0 || size < 2 ? 0 : size * rules.mostPercent() / 100;
    return live.pool().ejected().size() + 1 <= Math.max(most, most > 0 ? 1 : 0);
  }
}
