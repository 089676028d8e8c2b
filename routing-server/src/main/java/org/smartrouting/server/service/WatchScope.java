package org.smartrouting.server.service;

import java.util.LinkedHashSet;
import java.util.Set;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.server.codec.CursorScope;
import org.smartrouting.v1.TaskView;
import org.smartrouting.v1.WatchTasksRequest;

/**
 * What a watcher wants to see.
 *
 * @param pool the pool
 * @param ids the tasks; empty for all of the pool
 * @param view how much of each
 * @param finishedOnly whether only finished tasks are shown
 */
record WatchScope(PoolKey pool, Set<TaskId> ids, TaskView view, boolean finishedOnly) {
  /** The scope of a request that breaks no rule. */
  static WatchScope of(WatchTasksRequest request, PoolKey pool) {
    Set<TaskId> ids = new LinkedHashSet<>();
    request.getTaskIdsList().forEach(id -> ids.add(TaskId.parse(id)));
    TaskView view = TaskEndpoint.orElse(request.getView(), TaskView.TASK_VIEW_BASIC);
    return new WatchScope(pool, ids, view, request.getFinishedOnly());
  }

  /** Whether single tasks are watched. */
  boolean namesTasks() {
    return !ids.isEmpty();
  }

  /** Whether a change is shown. */
  boolean shows(Task task) {
    return task.pool().equals(pool)
        && (ids.isEmpty() || ids.contains(task.id()))
        && (!finishedOnly || task.state().isFinal());
  }

  /** Cursors hold for the pool, whatever else is asked for. */
  CursorScope cursors() {
    return CursorScope.of("WatchTasks", pool.tenant(), pool.pool());
  }
}
