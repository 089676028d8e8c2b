package org.smartrouting.core.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.smartrouting.core.queue.Share;

/**
 * The order in which waiting tasks would be served if they were given out one after the other: by
 * share, each moved on by what a task of it is expected to cost, and in a share by urgency.
 */
final class BatchOrder {
  private final Charges charges;

  /** A share at the time at which it would have its next turn. */
  private record Turn(Share share, double start) {}

  BatchOrder(Charges charges) {
    this.charges = charges;
  }

  /** Tasks of one pool that wait, in order. */
  List<LiveTask> of(List<LiveTask> tasks, long nowMicros) {
    Map<Share, List<LiveTask>> unsorted = new LinkedHashMap<>();
    for (LiveTask task : tasks) {
      unsorted.computeIfAbsent(task.share(), unused -> new ArrayList<>()).add(task);
    }
    PriorityQueue<Turn> turns =
        new PriorityQueue<>(
            Comparator.comparingDouble(Turn::start).thenComparing(turn -> turn.share().key()));
    Map<Share, Deque<LiveTask>> lines = new LinkedHashMap<>();
    unsorted.forEach(
        (share, line) -> {
          line.sort(line.get(0).pool.waiting().order().at(nowMicros));
          lines.put(share, new ArrayDeque<>(line));
          turns.add(new Turn(share, share.start()));
        });
    List<LiveTask> ordered = new ArrayList<>();
    while (!turns.isEmpty()) {
      Turn turn = turns.remove();
      Deque<LiveTask> line = lines.getOrDefault(turn.share(), new ArrayDeque<>());
      LiveTask first = line.poll();
      if (first != null) {
        ordered.add(first);
        double length = charges.expected(first) / turn.share().weight();
        turns.add(new Turn(turn.share(), turn.start() + length));
      }
    }
    return ordered;
  }
}
