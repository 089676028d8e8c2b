package org.smartrouting.loadtests.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What the specialists of a replay did. Thread-safe. */
final class Logbook {
  private final Map<Integer, List<Stint>> stints = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> inFlight = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> mostInFlight = new ConcurrentHashMap<>();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();

  void begins(String specialistId) {
    running.incrementAndGet();
    int now = count(inFlight, specialistId).incrementAndGet();
    count(mostInFlight, specialistId).accumulateAndGet(now, Math::max);
  }

  void ends(int index, Stint stint) {
    List<Stint> of = stints.computeIfAbsent(index, unused -> new ArrayList<>(1));
    synchronized (of) {
      of.add(stint);
    }
    count(inFlight, stint.specialistId()).decrementAndGet();
    ended.incrementAndGet();
    running.decrementAndGet();
  }

  /** Handlers that run now. */
  int running() {
    return running.get();
  }

  /** Handlers that have ended. */
  int ended() {
    return ended.get();
  }

  /** What was done for a task, in the order in which it began. */
  List<Stint> of(int index) {
    List<Stint> of = stints.get(index);
    if (of == null) {
      return List.of();
    }
    synchronized (of) {
      return of.stream().sorted(Comparator.comparingLong(Stint::startMicros)).toList();
    }
  }

  /** Most handlers that a specialist ran at once. */
  int mostInFlight(String specialistId) {
    return count(mostInFlight, specialistId).get();
  }

  private static AtomicInteger count(Map<String, AtomicInteger> counts, String key) {
    return counts.computeIfAbsent(key, unused -> new AtomicInteger());
  }
}
