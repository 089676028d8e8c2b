package org.smartrouting.core.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.AssignmentToken;

/**
 * Assignments that were taken from connected specialists who may still be at work on them. Each
 * keeps its slot until its specialist says that it has stopped, or says anything else of it that
 * ends it, or its connection ends, or the time of a lease has passed.
 */
final class Stopping {
  private final Map<AssignmentToken, LiveSpecialist> holders = new HashMap<>();

  /** A specialist is told to stop, or has to find out by itself. */
  void begins(LiveSpecialist holder, AssignmentToken token, long nowMicros) {
    holders.put(token, holder);
    holder.stops(token, nowMicros + holder.pool().policy().leaseMicros());
  }

  /** The specialist that has an assignment no more, or null when none was to stop it. */
  @Nullable LiveSpecialist ended(AssignmentToken token) {
    LiveSpecialist holder = holders.remove(token);
    if (holder != null) {
      holder.stopped(token);
    }
    return holder;
  }

  /** Waits no longer for what should have ended by now. */
  void expire(LiveSpecialist holder, long nowMicros) {
    for (Map.Entry<AssignmentToken, Long> each : List.copyOf(holder.stopping().entrySet())) {
      if (each.getValue() <= nowMicros) {
        ended(each.getKey());
      }
    }
  }

  /** The connection of a specialist is over; what it still does it says with its next one. */
  void forget(LiveSpecialist holder) {
    List.copyOf(holder.stopping().keySet()).forEach(this::ended);
  }
}
