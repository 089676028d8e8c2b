package org.smartrouting.core.engine;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.smartrouting.core.pool.AssignmentMode;
import org.smartrouting.core.score.Candidate;

/** The order of the candidates for a task, as the pool wants it. */
final class Distribution {
  /** So many free specialists are compared where only the one in the right place will do. */
  private static final int MANY_COMPARED = 1_000;

  private static final Comparator<Candidate> CHEAPEST_FIRST =
      Comparator.comparingDouble(Candidate::cost);

  private Distribution() {}

  /** Who is to be chosen first; those between whom chance chooses are equal. */
  static Comparator<Candidate> order(LivePool pool, long nowMicros) {
    return order(pool, pool.policy().assignment(), nowMicros);
  }

  /** Who would be chosen first in a mode. */
  static Comparator<Candidate> order(LivePool pool, AssignmentMode mode, long nowMicros) {
    if (mode == AssignmentMode.BEST_COST) {
      return CHEAPEST_FIRST;
    }
    Comparator<LiveSpecialist> order = order(mode, nowMicros);
    return Comparator.comparing(
        candidate -> Objects.requireNonNull(pool.specialists().get(candidate.specialistId())),
        order);
  }

  /** Puts candidates into the order of a mode; equal ones stay in the order given. */
  static void sort(List<Candidate> ranked, LivePool pool, AssignmentMode mode, long nowMicros) {
    if (mode != AssignmentMode.BEST_COST) {
      ranked.sort(order(pool, mode, nowMicros));
      return;
    }
    // A cost is a sum of many terms: each is taken once and not with every comparison.
    Priced[] priced = new Priced[ranked.size()];
    for (int i = 0; i < priced.length; i++) {
      priced[i] = new Priced(ranked.get(i), ranked.get(i).cost());
    }
    Arrays.sort(priced, Priced.CHEAPEST_FIRST);
    for (int i = 0; i < priced.length; i++) {
      ranked.set(i, priced[i].candidate());
    }
  }

  private record Priced(Candidate candidate, double cost) {
    private static final Comparator<Priced> CHEAPEST_FIRST =
        (one, other) -> Double.compare(one.cost, other.cost);
  }

  private static Comparator<LiveSpecialist> order(AssignmentMode mode, long nowMicros) {
    return switch (mode) {
      case LONGEST_IDLE ->
          Comparator.<LiveSpecialist>comparingDouble(each -> each.utilization(nowMicros))
              .thenComparingLong(LiveSpecialist::idleSinceMicros);
      case ROUND_ROBIN -> Comparator.comparingLong(LiveSpecialist::turn);
      case WEIGHTED ->
          Comparator.comparingDouble(each -> (each.inFlight(nowMicros) + 1) / each.spec().slots());
      case LEAST_LOADED -> Comparator.comparingDouble(each -> each.inFlight(nowMicros));
      case BEST_COST, RANDOM -> (unused, unusedOther) -> 0;
    };
  }

  /** How many free specialists are compared at most. */
  static int compared(LivePool pool) {
    return switch (pool.policy().assignment()) {
      case BEST_COST, RANDOM -> Dispatcher.MAX_COMPARED;
      case LONGEST_IDLE, ROUND_ROBIN, WEIGHTED, LEAST_LOADED -> MANY_COMPARED;
    };
  }
}
