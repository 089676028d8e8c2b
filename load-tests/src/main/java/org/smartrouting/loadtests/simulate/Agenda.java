package org.smartrouting.loadtests.simulate;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What is to happen in a simulation, by time; what is planned for the same moment happens in the
 * order in which it was planned. Not thread-safe.
 */
final class Agenda {
  /** Later than any time. */
  static final long NEVER = Long.MAX_VALUE;

  private record Plan(long micros, long sequence, Runnable action) {}

  private final PriorityQueue<Plan> plans =
      new PriorityQueue<>(Comparator.comparingLong(Plan::micros).thenComparingLong(Plan::sequence));
  private long sequence;

  /** Plans something. */
  void at(long micros, Runnable action) {
    plans.add(new Plan(micros, sequence++, action));
  }

  /** When the first thing happens; {@link #NEVER} when nothing is planned. */
  long nextMicros() {
    Plan first = plans.peek();
    return first == null ? NEVER : first.micros();
  }

  /** Does the first thing. */
  void doNext() {
    plans.remove().action().run();
  }
}
