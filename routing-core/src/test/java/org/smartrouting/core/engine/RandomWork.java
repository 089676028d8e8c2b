package org.smartrouting.core.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.smartrouting.core.assignment.AssignmentToken;
import org.smartrouting.core.engine.AssignmentCommand.Reference;

/**
 * What connected specialists of a {@link Workload} are really at work on. What is taken from them
 * they go on with until they please to stop; nobody may ever be given more than it has slots for,
 * unless it goes on for longer than a lease.
 */
final class RandomWork {
  private static final long AT_WORK = Long.MAX_VALUE;

  private final Workload workload;
  private final SplittableRandom random;
  private final Map<String, Map<Reference, Long>> untilMicros = new LinkedHashMap<>();

  RandomWork(Workload workload, SplittableRandom random) {
    this.workload = workload;
    this.random = random;
  }

  /** Somebody begins; returns true. */
  boolean begins(String who, int slots, Reference reference) {
    Map<Reference, Long> own = of(who);
    own.put(reference, AT_WORK);
    own.values().removeIf(until -> until <= workload.fixture.now());
    if (own.size() > slots) {
      throw new AssertionError(who + " has " + slots + " slots and works on " + own);
    }
    return true;
  }

  /** It was told to stop, some time since the last commit. */
  void revoked(String who, AssignmentToken token) {
    of(who)
        .replaceAll(
            (reference, until) ->
                reference.token().equals(token) && until == AT_WORK
                    ? workload.saidSinceMicros() + Workload.LEASE_MICROS
                    : until);
  }

  /** What was taken from it and it is still at work on. */
  List<Reference> unfinishedOf(String who) {
    List<Reference> taken = new ArrayList<>();
    of(who)
        .forEach(
            (reference, until) -> {
              if (until != AT_WORK) {
                taken.add(reference);
              }
            });
    return taken;
  }

  /** It is connected again: what it did not name it has lost. */
  void resumed(String who, List<Reference> named, List<Reference> resumed) {
    Map<Reference, Long> own = of(who);
    own.keySet().retainAll(named);
    own.replaceAll(
        (reference, until) ->
            resumed.contains(reference) ? AT_WORK : workload.fixture.now() + Workload.LEASE_MICROS);
  }

  /** Somebody has said how an assignment ended. */
  void ended(Reference reference) {
    untilMicros.values().forEach(own -> own.remove(reference));
  }

  /** Somebody may stop something that was taken from him, and say so. */
  void stopSomething() {
    for (Map.Entry<String, Map<Reference, Long>> each : untilMicros.entrySet()) {
      for (Reference reference : unfinishedOf(each.getKey())) {
        if (random.nextInt(4) == 0) {
          each.getValue().remove(reference);
          var stopped =
              new SpecialistCommand.Stopped(EngineFixture.key(each.getKey()), reference.token());
          workload.send(stopped, kept -> {});
        }
      }
    }
  }

  private Map<Reference, Long> of(String who) {
    return untilMicros.computeIfAbsent(who, unused -> new LinkedHashMap<>());
  }
}
