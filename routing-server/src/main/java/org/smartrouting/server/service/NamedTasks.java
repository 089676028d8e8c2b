package org.smartrouting.server.service;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.store.TaskReader;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;

/**
 * The tasks that a watcher names: which of them it has not seen as they were at the beginning, and
 * which it has not seen finished. Knows little more than ids, and reads a few tasks at a time.
 * Methods that read block. For one thread at a time.
 */
final class NamedTasks {
  /** A task has up to 2 MiB, so this bounds what a watcher holds in memory. */
  private static final int AT_ONCE = 8;

  private record Seen(TaskId id, long changeSeq) {}

  private final TaskReader reader;
  private final int shard;
  private final WatchScope scope;
  private final Deque<TaskId> unshown = new ArrayDeque<>();
  private final Set<TaskId> unfinished = new HashSet<>();
  private long upTo;
  private long seenUpTo;

  NamedTasks(TaskReader reader, int shard, WatchScope scope) {
    this.reader = reader;
    this.shard = shard;
    this.scope = scope;
  }

  /**
   * Finds out how the tasks are.
   *
   * @param since the watcher has seen all changes up to this one
   * @param newest changes after this one will be shown anyway
   * @return a task that does not exist, or null when all do
   */
  @Nullable TaskId load(long since, long newest) {
    upTo = newest;
    List<Seen> current = new ArrayList<>();
    for (List<TaskId> ids : chunks(new ArrayList<>(scope.ids()))) {
      Map<TaskId, Task> found = find(ids);
      for (TaskId id : ids) {
        Task task = found.get(id);
        if (task == null || !task.pool().equals(scope.pool())) {
          return id;
        }
        long changeSeq = task.status().changeSeq();
        boolean wasSeen = changeSeq <= since;
        if (!(wasSeen && task.state().isFinal())) {
          unfinished.add(id);
        }
        if (!wasSeen && changeSeq <= newest && scope.shows(task)) {
          current.add(new Seen(id, changeSeq));
        }
      }
    }
    current.sort(Comparator.comparingLong(Seen::changeSeq));
    current.forEach(seen -> unshown.add(seen.id()));
    seenUpTo = current.isEmpty() ? newest : current.get(0).changeSeq() - 1;
    return null;
  }

  /** The change up to which nothing is left to show: a cursor before the first state. */
  long seenUpTo() {
    return seenUpTo;
  }

  /** Whether all states were read. */
  boolean isShown() {
    return unshown.isEmpty();
  }

  /** Whether the watcher has seen all of them finished. */
  boolean areFinished() {
    return unfinished.isEmpty();
  }

  /**
   * The next tasks as they are, in the order of their changes. Those that have changed meanwhile
   * are left out: their changes are still to come.
   */
  List<Task> next() {
    List<TaskId> ids = new ArrayList<>();
    while (ids.size() < AT_ONCE && !unshown.isEmpty()) {
      ids.add(unshown.remove());
    }
    Map<TaskId, Task> found = find(ids);
    List<Task> tasks = new ArrayList<>();
    for (TaskId id : ids) {
      Task task = found.get(id);
      if (task == null) {
        unfinished.remove(id);
      } else if (task.status().changeSeq() <= upTo) {
        tasks.add(task);
      }
    }
    return tasks;
  }

  /** A task was shown. */
  void shown(Task task) {
    if (task.state().isFinal()) {
      unfinished.remove(task.id());
    }
  }

  private Map<TaskId, Task> find(List<TaskId> ids) {
    List<TaskId> here = ids.stream().filter(id -> id.shard() == shard).toList();
    return reader.find(shard, here);
  }

  private static List<List<TaskId>> chunks(List<TaskId> ids) {
    List<List<TaskId>> chunks = new ArrayList<>();
    for (int i = 0; i < ids.size(); i += AT_ONCE) {
      chunks.add(ids.subList(i, Math.min(ids.size(), i + AT_ONCE)));
    }
    return chunks;
  }
}
