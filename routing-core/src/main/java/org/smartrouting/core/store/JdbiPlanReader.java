package org.smartrouting.core.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.orchestration.PlanStatus;
import org.smartrouting.core.task.Bytes;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;

/** Reads the tables of sessions as committed, outside of any transaction. */
final class JdbiPlanReader implements PlanReader {
  private static final int MAX_LIMIT = 501;

  private record Place(TaskId id, long sequence) {}

  private final Transactions transactions;
  private final TaskLookup lookup;

  JdbiPlanReader(Transactions transactions, TaskLookup lookup) {
    this.transactions = transactions;
    this.lookup = lookup;
  }

  @Override
  public List<Task> list(Filter filter, long after, int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit must be 1..501, not " + limit);
    }
    return transactions.read(
        "list tasks of session " + filter.session(), handle -> list(handle, filter, after, limit));
  }

  @Override
  public long count(Filter filter) {
    int shard = filter.session().shard();
    return transactions.read(
        "count tasks of session " + filter.session(),
        handle -> {
          long count = 0;
          for (PlanStatus status : statuses(filter)) {
            PlanQuery query = PlanQuery.of(shard, filter, status);
            count += query.on(handle, query.count()).mapTo(Long.class).one();
          }
          return count;
        });
  }

  @Override
  public @Nullable Bytes artifact(TaskId task, String name, int version) {
    return transactions.<@Nullable Bytes>read(
        "read an artifact of task " + task,
        handle -> ArtifactTable.read(handle, task.shard(), task, name, version));
  }

  private List<Task> list(Handle handle, Filter filter, long after, int limit) {
    int shard = filter.session().shard();
    List<Place> places = new ArrayList<>();
    for (PlanStatus status : statuses(filter)) {
      PlanQuery query = PlanQuery.of(shard, filter, status);
      places.addAll(
          query
              .on(handle, query.list())
              .bind(query.bound(), after)
              .bind(query.bound() + 1, limit)
              .map((row, context) -> new Place(TaskId.ofBytes(row.getBytes(1)), row.getLong(2)))
              .list());
    }
    places.sort(Comparator.comparingLong(Place::sequence));
    List<Place> first = places.subList(0, Math.min(limit, places.size()));
    if (first.isEmpty()) {
      return List.of();
    }
    Map<TaskId, Task> found = new HashMap<>();
    List<byte[]> ids = first.stream().map(place -> place.id().toBytes()).toList();
    lookup.find(handle, shard, ids).forEach(task -> found.put(task.id(), task));
    List<Task> tasks = new ArrayList<>();
    for (Place place : first) {
      Task task = found.get(place.id());
      // It may have been deleted in between.
      if (task != null) {
        tasks.add(task);
      }
    }
    return tasks;
  }

  /** The statuses to ask for one by one; one null for any. */
  private static Collection<@Nullable PlanStatus> statuses(Filter filter) {
    return filter.statuses().isEmpty()
        ? Collections.singletonList(null)
        : new ArrayList<>(filter.statuses());
  }
}
