package org.smartrouting.loadtests.drill;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what the specialists of a drill do. Thread-safe. */
final class Tally {
  private final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> inFlight = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> mostInFlight = new ConcurrentHashMap<>();
  private final AtomicInteger finished = new AtomicInteger();

  void begins(String specialistId, String taskId) {
    count(runs, taskId).incrementAndGet();
    int now = count(inFlight, specialistId).incrementAndGet();
    count(mostInFlight, specialistId).accumulateAndGet(now, Math::max);
  }

  void ends(String specialistId) {
    count(inFlight, specialistId).decrementAndGet();
    finished.incrementAndGet();
  }

  /** Runs of handlers that have ended. */
  int finished() {
    return finished.get();
  }

  /** Tasks that were begun more than once: their first run was interrupted or not confirmed. */
  long begunTwice() {
    return runs.values().stream().filter(count -> count.get() > 1).count();
  }

  /** Most tasks that any specialist had at the same time. */
  int mostInFlight() {
    return mostInFlight.values().stream().mapToInt(AtomicInteger::get).max().orElse(0);
  }

  private static AtomicInteger count(Map<String, AtomicInteger> counts, String key) {
    return counts.computeIfAbsent(key, unused -> new AtomicInteger());
  }
}
