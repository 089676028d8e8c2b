package org.smartrouting.server.service;

import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.engine.PoolCommand;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.store.TaskReader;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;
import org.smartrouting.server.codec.CursorScope;
import org.smartrouting.server.codec.Cursors;
import org.smartrouting.server.codec.TaskCodec;
import org.smartrouting.server.codec.TaskStateCodec;
import org.smartrouting.v1.ListTasksRequest;
import org.smartrouting.v1.ListTasksResponse;
import org.smartrouting.v1.TaskView;

/**
 * Lists the tasks of a pool from the store: one page of each state, merged, because the index is
 * ordered by age within a state only. Safe for use by many threads.
 */
final class TaskListing {
  private static final int DEFAULT_PAGE = 50;
  private static final int MAX_PAGE = 500;
  private static final int FULL_PAGE_BYTES = 1 << 20;

  /** A task has up to 2 MiB, so this bounds what a page holds in memory. */
  private static final int FULL_TASKS_AT_ONCE = 8;

  private static final Comparator<Task> NEWEST_FIRST =
      Comparator.comparingLong(Task::createdMicros).thenComparing(Task::id).reversed();

  private final Calls calls;
  private final TaskReader reader;
  private final Executor blocking;

  TaskListing(Calls calls, TaskReader reader, Executor blocking) {
    this.calls = calls;
    this.reader = reader;
    this.blocking = blocking;
  }

  /** Answers a request that breaks no rule. */
  void list(ListTasksRequest request, StreamObserver<ListTasksResponse> observer) {
    PoolKey pool = calls.pool(request.getPool());
    calls.ask(
        pool,
        new PoolCommand.Get(pool),
        observer,
        found -> calls.later(blocking, observer, () -> read(request, pool, observer)));
  }

  private void read(
      ListTasksRequest request, PoolKey pool, StreamObserver<ListTasksResponse> observer) {
    Set<TaskState> states = states(request);
    CursorScope scope =
        CursorScope.of("ListTasks", pool.tenant(), pool.pool(), String.valueOf(states));
    TaskReader.@Nullable Position after = null;
    if (!request.getPageToken().isEmpty()) {
      after = Cursors.task(scope, request.getPageToken()).orElse(null);
      if (after == null) {
        Calls.fail(observer, Calls.invalidCursor("page_token"));
        return;
      }
    }
    int size = PageSize.of(request.getPageSize(), DEFAULT_PAGE, MAX_PAGE);
    List<Task> tasks = newest(pool, states, after, size + 1);
    boolean more = tasks.size() > size;
    List<Task> page = more ? tasks.subList(0, size) : tasks;
    ListTasksResponse.Builder response = ListTasksResponse.newBuilder();
    int shown =
        request.getView() == TaskView.TASK_VIEW_FULL
            ? addFull(pool, page, states, response)
            : addBasic(page, response);
    if (more || shown < page.size()) {
      Task last = page.get(shown - 1);
      response.setNextPageToken(
          Cursors.ofTask(scope, new TaskReader.Position(last.createdMicros(), last.id())));
    }
    observer.onNext(response.build());
    observer.onCompleted();
  }

  private List<Task> newest(
      PoolKey pool, Set<TaskState> states, TaskReader.@Nullable Position after, int limit) {
    int shard = calls.shards().numberOf(pool);
    List<Task> merged = new ArrayList<>();
    for (TaskState state : states) {
      merged.addAll(reader.list(shard, pool, state, after, limit, TaskReader.View.BASIC));
    }
    // A task that changes its state between two reads is found twice.
    Set<TaskId> seen = new java.util.HashSet<>();
    merged.sort(NEWEST_FIRST.thenComparing(task -> -task.status().version()));
    merged.removeIf(task -> !seen.add(task.id()));
    return merged.subList(0, Math.min(limit, merged.size()));
  }

  private static int addBasic(List<Task> page, ListTasksResponse.Builder response) {
    page.forEach(task -> response.addTasks(TaskCodec.toMessage(task, TaskView.TASK_VIEW_BASIC)));
    return page.size();
  }

  /** Adds tasks until there are enough bytes; returns how many of the page were looked at. */
  private int addFull(
      PoolKey pool, List<Task> page, Set<TaskState> states, ListTasksResponse.Builder response) {
    int shard = calls.shards().numberOf(pool);
    int looked = 0;
    long bytes = 0;
    while (looked < page.size() && bytes < FULL_PAGE_BYTES) {
      List<TaskId> ids =
          page.subList(looked, Math.min(page.size(), looked + FULL_TASKS_AT_ONCE)).stream()
              .map(Task::id)
              .toList();
      Map<TaskId, Task> found = reader.find(shard, ids);
      for (TaskId id : ids) {
        if (bytes >= FULL_PAGE_BYTES) {
          break;
        }
        looked++;
        Task task = found.get(id);
        if (task != null && states.contains(task.state())) {
          org.smartrouting.v1.Task message = TaskCodec.toMessage(task, TaskView.TASK_VIEW_FULL);
          bytes += message.getSerializedSize();
          response.addTasks(message);
        }
      }
    }
    return looked;
  }

  private static Set<TaskState> states(ListTasksRequest request) {
    Set<TaskState> states = EnumSet.noneOf(TaskState.class);
    request.getStatesList().forEach(state -> states.add(TaskStateCodec.toDomain(state)));
    return states.isEmpty() ? EnumSet.allOf(TaskState.class) : states;
  }
}
