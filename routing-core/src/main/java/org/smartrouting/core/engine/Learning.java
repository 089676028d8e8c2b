package org.smartrouting.core.engine;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.smartrouting.core.score.Performance;
import org.smartrouting.core.specialist.SpecialistKey;

/** Sees to it that what the store knows of a specialist is there when it is needed. */
final class Learning {
  private final ShardState state;
  private final Set<SpecialistKey> known = new HashSet<>();

  Learning(ShardState state) {
    this.state = state;
  }

  /** A specialist has come; asks for what is known of it, once. */
  void want(SpecialistKey specialist) {
    if (known.add(specialist)) {
      state.outbox().wantPerformance(specialist);
    }
  }

  /** What is known has come; returns whether it was still wanted. */
  boolean loaded(SpecialistKey specialist, Map<String, Performance> byType) {
    boolean wanted = specialist.id().isEmpty() || state.specialist(specialist) != null;
    if (wanted) {
      state.book().load(specialist, byType);
    }
    return wanted;
  }

  void forget(SpecialistKey specialist) {
    known.remove(specialist);
    state.book().forget(specialist);
  }
}
