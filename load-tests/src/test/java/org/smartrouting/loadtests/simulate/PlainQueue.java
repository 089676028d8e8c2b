package org.smartrouting.loadtests.simulate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.ToDoubleBiFunction;
import org.smartrouting.loadtests.trace.TraceTask;

/**
 * A queue as in a text book: one line, some servers, and whenever a server is free the task of
 * greatest urgency at that moment, of equals the one that came first.
 */
final class PlainQueue {
  private final int servers;
  private final ToDoubleBiFunction<TraceTask, Long> urgency;

  /**
   * Makes one.
   *
   * @param urgency of a task at a time, microseconds
   */
  PlainQueue(int servers, ToDoubleBiFunction<TraceTask, Long> urgency) {
    this.servers = servers;
    this.urgency = urgency;
  }

  /** How long each task of a trace waits, microseconds. */
  long[] waits(List<TraceTask> trace) {
    PriorityQueue<Long> freeAt = new PriorityQueue<>(Collections.nCopies(servers, 0L));
    List<Integer> line = new ArrayList<>();
    long[] waits = new long[trace.size()];
    int next = 0;
    while (next < waits.length || !line.isEmpty()) {
      long now = freeAt.remove();
      if (line.isEmpty()) {
        now = Math.max(now, trace.get(next).arrivalMicros());
      }
      while (next < waits.length && trace.get(next).arrivalMicros() <= now) {
        line.add(next++);
      }
      int first = line.remove(mostUrgent(trace, line, now));
      waits[first] = now - trace.get(first).arrivalMicros();
      freeAt.add(now + trace.get(first).serviceMicros());
    }
    return waits;
  }

  private int mostUrgent(List<TraceTask> trace, List<Integer> line, long now) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < line.size(); i++) {
      double each = urgency.applyAsDouble(trace.get(line.get(i)), now);
      if (each > most) {
        best = i;
        most = each;
      }
    }
    return best;
  }
}
