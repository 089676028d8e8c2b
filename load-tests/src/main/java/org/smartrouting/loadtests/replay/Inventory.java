package org.smartrouting.loadtests.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.smartrouting.client.RoutingClient;
import org.smartrouting.loadtests.report.Fate;
import org.smartrouting.v1.ListTasksRequest;
import org.smartrouting.v1.Task;
import org.smartrouting.v1.TaskState;
import org.smartrouting.v1.TaskView;

/** The tasks of a pool as the server lists them at the end, page by page. Not thread-safe. */
final class Inventory {
  private static final int PAGE = 500;

  private final Map<Integer, Task> tasks = new HashMap<>();
  private int madeTwice;

  private Inventory() {}

  static Inventory of(RoutingClient client, String pool) {
    Inventory inventory = new Inventory();
    client
        .list(
            ListTasksRequest.newBuilder()
                .setPool(pool)
                .setPageSize(PAGE)
                .setView(TaskView.TASK_VIEW_BASIC)
                .build())
        .forEach(inventory::add);
    return inventory;
  }

  /** Task by its place in the trace; null when the server does not know it. */
  @Nullable Task find(int index) {
    return tasks.get(index);
  }

  /** Tasks of the trace that the server has more than once. */
  int madeTwice() {
    return madeTwice;
  }

  /**
   * What became of a task.
   *
   * @param acknowledgedId its id; null when its submit was not acknowledged
   */
  Fate fate(int index, @Nullable String acknowledgedId) {
    Task task = tasks.get(index);
    if (task == null || (acknowledgedId != null && !acknowledgedId.equals(task.getTaskId()))) {
      return acknowledgedId == null ? Fate.REFUSED : Fate.UNKNOWN;
    }
    return fate(task.getState());
  }

  /** Whether an acknowledged task of so many is not there, or not at its end. */
  boolean lacks(int count, Submissions submissions) {
    return IntStream.range(0, count)
        .mapToObj(index -> fate(index, submissions.taskId(index)))
        .anyMatch(fate -> fate == Fate.OPEN || fate == Fate.UNKNOWN);
  }

  private static Fate fate(TaskState state) {
    return switch (state) {
      case TASK_STATE_SUCCEEDED -> Fate.SUCCEEDED;
      case TASK_STATE_FAILED -> Fate.FAILED;
      case TASK_STATE_CANCELLED -> Fate.CANCELLED;
      case TASK_STATE_EXPIRED -> Fate.EXPIRED;
      case TASK_STATE_PENDING,
          TASK_STATE_QUEUED,
          TASK_STATE_ASSIGNED,
          TASK_STATE_RUNNING,
          TASK_STATE_BLOCKED,
          TASK_STATE_UNSPECIFIED,
          UNRECOGNIZED ->
          Fate.OPEN;
    };
  }

  private void add(Task task) {
    Task other = tasks.putIfAbsent(ReplayTasks.index(task.getSpec().getTitle()), task);
    if (other != null && !Objects.equals(other.getTaskId(), task.getTaskId())) {
      madeTwice++;
    }
  }
}
