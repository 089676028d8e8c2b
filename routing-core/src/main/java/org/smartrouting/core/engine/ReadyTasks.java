package org.smartrouting.core.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.queue.Share;

/**
 * Tasks that became ready together, in the order of service: by share, and in a share by urgency. A
 * share has its place anew after each of its tasks, because a dispatch moves it.
 */
final class ReadyTasks {
  private final Deque<LiveTask> unshared = new ArrayDeque<>();
  private final Map<Share, Deque<LiveTask>> byShare = new HashMap<>();
  private final NavigableSet<Share> shares = new TreeSet<>(Share.ORDER);
  private @Nullable Share last;

  ReadyTasks(List<LiveTask> tasks, long nowMicros) {
    Map<Share, List<LiveTask>> unsorted = new HashMap<>();
    for (LiveTask task : tasks) {
      if (task.waitsIn == null) {
        unshared.add(task);
      } else {
        unsorted.computeIfAbsent(task.waitsIn, unused -> new ArrayList<>()).add(task);
      }
    }
    unsorted.forEach(
        (share, line) -> {
          // A share is of one pool, which has one order.
          line.sort(line.get(0).pool.waiting().order().at(nowMicros));
          byShare.put(share, new ArrayDeque<>(line));
        });
    shares.addAll(byShare.keySet());
  }

  /** The next one, or null; the one before has its place, or waits, by now. */
  @Nullable LiveTask next() {
    if (last != null && !byShare.getOrDefault(last, new ArrayDeque<>()).isEmpty()) {
      shares.add(last);
    }
    last = shares.pollFirst();
    Deque<LiveTask> line = last == null ? unshared : byShare.get(last);
    return line == null ? null : line.poll();
  }
}
