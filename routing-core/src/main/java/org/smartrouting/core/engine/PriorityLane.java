package org.smartrouting.core.engine;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.smartrouting.core.task.TaskState;

/**
 * The unfinished tasks of one priority of a pool: how many in which state, and who waits longest.
 */
final class PriorityLane {
  private static final Comparator<LiveTask> BY_AGE =
      (one, other) -> {
        int byAge = Long.compare(one.queuedMicros, other.queuedMicros);
        return byAge == 0 ? one.id.compareTo(other.id) : byAge;
      };

  private final NavigableSet<LiveTask> waiting = new TreeSet<>(BY_AGE);
  private final Map<TaskState, Integer> counts = new EnumMap<>(TaskState.class);

  /** The tasks that wait for a specialist, the one that was queued first first. */
  NavigableSet<LiveTask> waiting() {
    return waiting;
  }

  /** How many were queued until a time, counted up to a limit. */
  int queuedUntil(long micros, int limit) {
    int count = 0;
    for (LiveTask task : waiting) {
      if (task.queuedMicros > micros || count == limit) {
        break;
      }
      count++;
    }
    return count;
  }

  int count(TaskState state) {
    return counts.getOrDefault(state, 0);
  }

  void add(TaskState state, int change) {
    counts.merge(state, change, Integer::sum);
  }
}
