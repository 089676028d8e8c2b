package org.smartrouting.core.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.engine.TaskCommand.Request;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;

/** Finds the dependencies of a task and makes sure that they can be waited for. */
final class Dependencies {
  /**
   * What was found.
   *
   * @param unread dependencies that have to be read from the store first
   * @param refusal why they cannot be waited for; null when they can
   * @param open those that have not succeeded yet
   * @param failed the first that ended without success, in words; empty for none
   */
  record Resolution(
      Set<TaskId> unread, @Nullable Refusal refusal, List<LiveTask> open, String failed) {
    /** Makes a task wait for what is open. */
    void attach(LiveTask task) {
      for (LiveTask dependency : open) {
        task.dependsOn(dependency.id);
        dependency.addDependent(task);
      }
    }
  }

  private final ShardState state;

  Dependencies(ShardState state) {
    this.state = state;
  }

  Resolution resolve(Request request, List<TaskId> ids, Stored stored) {
    Set<TaskId> unread = new LinkedHashSet<>();
    List<LiveTask> open = new ArrayList<>();
    String failed = "";
    Refusal refusal = null;
    for (TaskId id : ids) {
      LiveTask live = state.tasks().get(id);
      Task row = live == null ? stored.get(id) : null;
      if (id.equals(request.id())) {
        refusal = cycle(List.of(id, id));
      } else if (live != null && live.pool.key().equals(request.pool())) {
        if (!live.state.isFinal()) {
          open.add(live);
        } else if (live.state != TaskState.SUCCEEDED) {
          failed = inWords(id, live.state);
        }
      } else if (live == null && id.shard() == request.id().shard() && !stored.covers(id)) {
        unread.add(id);
      } else if (row == null || !row.pool().equals(request.pool())) {
        refusal = notFound(id);
      } else if (row.state() != TaskState.SUCCEEDED) {
        failed = inWords(id, row.state());
      }
    }
    return new Resolution(unread, refusal, open, failed);
  }

  /** Why a task cannot wait for others: they wait for it already; null when it can. */
  @Nullable Refusal cycle(LiveTask task, List<LiveTask> dependencies) {
    Map<TaskId, TaskId> reachedFrom = new HashMap<>();
    Deque<LiveTask> open = new ArrayDeque<>();
    for (LiveTask dependency : dependencies) {
      reachedFrom.put(dependency.id, task.id);
      open.add(dependency);
    }
    while (!open.isEmpty()) {
      LiveTask next = open.remove();
      if (next == task) {
        return cycle(path(task.id, reachedFrom));
      }
      for (TaskId id : next.openDependencies) {
        LiveTask further = state.tasks().get(id);
        if (further != null && reachedFrom.putIfAbsent(id, next.id) == null) {
          open.add(further);
        }
      }
      // Who waits for a task waits for its parts, too.
      for (LiveTask part : next.plan == null ? Set.<LiveTask>of() : next.plan.parts) {
        if (reachedFrom.putIfAbsent(part.id, next.id) == null) {
          open.add(part);
        }
      }
    }
    return null;
  }

  /** Stops a task from waiting for anything. */
  void detach(LiveTask task) {
    for (TaskId id : task.openDependencies) {
      LiveTask dependency = state.tasks().get(id);
      if (dependency != null) {
        dependency.removeDependent(task);
      }
    }
    task.openDependencies = Set.of();
  }

  private static List<TaskId> path(TaskId end, Map<TaskId, TaskId> reachedFrom) {
    Deque<TaskId> path = new ArrayDeque<>();
    path.addFirst(end);
    TaskId step = reachedFrom.get(end);
    while (step != null && !step.equals(end)) {
      path.addFirst(step);
      step = reachedFrom.get(step);
    }
    path.addFirst(end);
    return List.copyOf(path);
  }

  static Refusal cycle(List<TaskId> path) {
    String text = String.join(" -> ", path.stream().map(TaskId::toString).toList());
    return Refusal.of(
        RefusalReason.DEPENDENCY_CYCLE, "the dependencies form a cycle: " + text, "cycle", text);
  }

  private static Refusal notFound(TaskId id) {
    return Refusal.of(
        RefusalReason.DEPENDENCY_NOT_FOUND,
        "dependency " + id + " is not a task of this pool",
        "task_id",
        id.toString());
  }

  private static String inWords(TaskId id, TaskState ended) {
    return "dependency " + id + " is " + ended;
  }
}
