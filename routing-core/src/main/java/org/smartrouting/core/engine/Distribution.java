package org.smartrouting.core.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.smartrouting.core.pool.AssignmentMode;

/** The order of the candidates for a task, as the pool wants it. */
final class Distribution {
  /** So many free specialists are compared where only the one in the right place will do. */
  private static final int MANY_COMPARED = 1_000;

  private static final Comparator<Contender> CHEAPEST_FIRST =
      (one, other) -> Double.compare(one.cost(), other.cost());

  private Distribution() {}

  /** Who is to be chosen first in a mode; those between whom chance chooses are equal. */
  static Comparator<Contender> order(AssignmentMode mode, long nowMicros) {
    return mode == AssignmentMode.BEST_COST
        ? CHEAPEST_FIRST
        : Comparator.comparing(Contender::specialist, specialists(mode, nowMicros));
  }

  /** Contenders in the order of a mode; equal ones stay in the order given. */
  static List<Contender> sorted(Contender[] contenders, AssignmentMode mode, long nowMicros) {
    Arrays.sort(contenders, order(mode, nowMicros));
    return new ArrayList<>(Arrays.asList(contenders));
  }

  private static Comparator<LiveSpecialist> specialists(AssignmentMode mode, long nowMicros) {
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
