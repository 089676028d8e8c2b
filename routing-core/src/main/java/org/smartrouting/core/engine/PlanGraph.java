package org.smartrouting.core.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.task.TaskId;

/**
 * Who has to be finished before whom: a task waits for its dependencies, and for its parts. Tasks
 * that are about to be planned are in it, too.
 */
final class PlanGraph {
  private enum Mark {
    OPEN,
    CLOSED
  }

  private final ShardState state;
  private final Map<TaskId, List<TaskId>> added = new HashMap<>();

  PlanGraph(ShardState state) {
    this.state = state;
  }

  /** One task would wait for another one. */
  void add(TaskId task, TaskId before) {
    added.computeIfAbsent(task, key -> new ArrayList<>()).add(before);
  }

  /** A way from a task back to itself that begins at one of these; null when there is none. */
  @Nullable List<TaskId> cycle(Collection<TaskId> starts) {
    Map<TaskId, Mark> marks = new HashMap<>();
    for (TaskId start : starts) {
      List<TaskId> cycle = marks.containsKey(start) ? null : cycle(start, marks);
      if (cycle != null) {
        return cycle;
      }
    }
    return null;
  }

  private @Nullable List<TaskId> cycle(TaskId start, Map<TaskId, Mark> marks) {
    Deque<TaskId> path = new ArrayDeque<>();
    Deque<Iterator<TaskId>> next = new ArrayDeque<>();
    enter(start, path, next, marks);
    while (!path.isEmpty()) {
      Iterator<TaskId> rest = next.getLast();
      if (!rest.hasNext()) {
        marks.put(path.removeLast(), Mark.CLOSED);
        next.removeLast();
        continue;
      }
      TaskId reached = rest.next();
      Mark mark = marks.get(reached);
      if (mark == Mark.OPEN) {
        List<TaskId> all = new ArrayList<>(path);
        List<TaskId> cycle = new ArrayList<>(all.subList(all.indexOf(reached), all.size()));
        cycle.add(reached);
        return cycle;
      }
      if (mark == null) {
        enter(reached, path, next, marks);
      }
    }
    return null;
  }

  private void enter(
      TaskId task, Deque<TaskId> path, Deque<Iterator<TaskId>> next, Map<TaskId, Mark> marks) {
    marks.put(task, Mark.OPEN);
    path.addLast(task);
    next.addLast(before(task).iterator());
  }

  private List<TaskId> before(TaskId task) {
    List<TaskId> before = new ArrayList<>(added.getOrDefault(task, List.of()));
    LiveTask live = state.tasks().get(task);
    if (live != null && !live.state.isFinal()) {
      before.addAll(live.openDependencies);
      if (live.plan != null) {
        live.plan.parts.forEach(part -> before.add(part.id));
      }
    }
    return before;
  }
}
