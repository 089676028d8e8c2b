package org.smartrouting.server.orchestration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.smartrouting.core.orchestration.SessionId;
import org.smartrouting.core.store.PlanReader;
import org.smartrouting.core.store.PlanReader.Filter;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.server.codec.PlannedTaskCodec;

/**
 * The descendants of a task, each after those it depends on and before its own parts.
 *
 * @param members the descendants
 * @param complete whether these are all
 */
record Family(List<Member> members, boolean complete) {
  /** Most descendants. */
  static final int MOST = 5_000;

  private static final int PAGE = 500;

  /**
   * A descendant.
   *
   * @param task the task
   * @param depth how deep it is, from 1
   */
  record Member(Task task, int depth) {}

  /** Reads the descendants of a task; blocks on the database. */
  static Family of(Task root, PlanReader plans) {
    SessionId session = PlannedTaskCodec.plan(root).spec().session();
    Map<TaskId, List<Task>> parts = new HashMap<>();
    List<TaskId> level = List.of(root.id());
    int count = 0;
    while (!level.isEmpty() && count < MOST) {
      List<TaskId> next = new ArrayList<>();
      for (TaskId id : level) {
        List<Task> own = parts(session, id, plans, MOST - count);
        parts.put(id, own);
        count += own.size();
        own.forEach(task -> next.add(task.id()));
      }
      level = next;
    }
    List<Member> members = new ArrayList<>();
    collect(root.id(), 1, parts, members);
    return new Family(members, count < MOST);
  }

  private static List<Task> parts(SessionId session, TaskId id, PlanReader plans, int most) {
    Filter filter = Filter.of(session, Set.of()).partsOf(id);
    List<Task> all = new ArrayList<>();
    long after = 0;
    while (all.size() < most) {
      List<Task> page = plans.list(filter, after, PAGE);
      all.addAll(page);
      if (page.size() < PAGE) {
        break;
      }
      after = PlannedTaskCodec.plan(page.get(PAGE - 1)).spec().sequence();
    }
    return all;
  }

  private static void collect(
      TaskId parent, int depth, Map<TaskId, List<Task>> parts, List<Member> members) {
    for (Task task : inOrder(parts.getOrDefault(parent, List.of()))) {
      members.add(new Member(task, depth));
      collect(task.id(), depth + 1, parts, members);
    }
  }

  /** Each after those of the same parent that it depends on, otherwise as they were planned. */
  static List<Task> inOrder(List<Task> siblings) {
    Map<TaskId, Task> left = new LinkedHashMap<>();
    siblings.stream()
        .sorted(Comparator.comparingLong(task -> PlannedTaskCodec.plan(task).spec().sequence()))
        .forEach(task -> left.put(task.id(), task));
    List<Task> ordered = new ArrayList<>();
    Set<TaskId> open = new HashSet<>(left.keySet());
    while (!left.isEmpty()) {
      Task next =
          left.values().stream()
              .filter(task -> task.spec().dependencies().stream().noneMatch(open::contains))
              .findFirst()
              .orElseGet(() -> left.values().iterator().next());
      left.remove(next.id());
      open.remove(next.id());
      ordered.add(next);
    }
    return ordered;
  }
}
