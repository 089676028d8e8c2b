package org.smartrouting.core.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;

/** Reads the table {@code task} as committed, outside of any transaction. */
final class JdbiTaskReader implements TaskReader {
  static final String FIND =
      "SELECT "
          + TaskRow.COLUMNS_WITH_BYTES
          + " FROM task WHERE shard_id = :shard AND task_id IN (<ids>)";

  // Not a row value: MySQL would read the state from its beginning for every page.
  private static final String IN_STATE =
      """

      FROM task
      WHERE shard_id = ? AND tenant = ? AND pool = ? AND state = ?
        AND created_us <= ? AND (created_us < ? OR task_id < ?)
      ORDER BY created_us DESC, task_id DESC
      LIMIT ?
      """;
  static final String LIST_BASIC = "SELECT " + TaskRow.COLUMNS + IN_STATE;
  static final String LIST_FULL = "SELECT " + TaskRow.COLUMNS_WITH_BYTES + IN_STATE;

  // All columns of the index, for H2 sorts everything after the position when only the last is
  // named.
  private static final String CHANGED =
      """

      FROM task
      WHERE shard_id = ? AND tenant = ? AND pool = ? AND change_seq > ?
      ORDER BY shard_id, tenant, pool, change_seq
      LIMIT ?
      """;
  static final String CHANGES_BASIC = "SELECT " + TaskRow.COLUMNS + CHANGED;
  static final String CHANGES_FULL = "SELECT " + TaskRow.COLUMNS_WITH_BYTES + CHANGED;

  private static final int MAX_IDS = 500;
  private static final int MAX_LIMIT = 501;
  private static final Position BEGINNING = new Position(Long.MAX_VALUE, new TaskId(-1, -1));

  private final Transactions transactions;

  JdbiTaskReader(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Map<TaskId, Task> find(int shard, Collection<TaskId> ids) {
    if (ids.size() > MAX_IDS) {
      throw new IllegalArgumentException("at most 500 ids, not " + ids.size());
    }
    if (ids.isEmpty()) {
      return Map.of();
    }
    List<byte[]> keys = ids.stream().distinct().sorted().map(TaskId::toBytes).toList();
    List<Task> tasks =
        transactions.read("find tasks of shard " + shard, handle -> find(handle, shard, keys));
    Map<TaskId, Task> found = new HashMap<>();
    for (Task task : tasks) {
      found.put(task.id(), task);
    }
    return found;
  }

  @Override
  public List<Task> list(
      int shard, PoolKey pool, TaskState state, @Nullable Position after, int limit, View view) {
    Position position = after == null ? BEGINNING : after;
    int checked = checkLimit(limit);
    return transactions.read(
        "list tasks of " + pool,
        handle ->
            rows(
                handle
                    .createQuery(view == View.FULL ? LIST_FULL : LIST_BASIC)
                    .bind(0, shard)
                    .bind(1, pool.tenant())
                    .bind(2, pool.pool())
                    .bind(3, state.name())
                    .bind(4, position.createdMicros())
                    .bind(5, position.createdMicros())
                    .bind(6, position.id().toBytes())
                    .bind(7, checked),
                view));
  }

  @Override
  public List<Task> changesAfter(int shard, PoolKey pool, long changeSeq, int limit, View view) {
    int checked = checkLimit(limit);
    return transactions.read(
        "read changes of " + pool,
        handle ->
            rows(
                handle
                    .createQuery(view == View.FULL ? CHANGES_FULL : CHANGES_BASIC)
                    .bind(0, shard)
                    .bind(1, pool.tenant())
                    .bind(2, pool.pool())
                    .bind(3, changeSeq)
                    .bind(4, checked),
                view));
  }

  /** Reads whole tasks by the bytes of their ids, at least one, in any order. */
  static List<Task> find(Handle handle, int shard, List<byte[]> ids) {
    return rows(handle.createQuery(FIND).bind("shard", shard).bindList("ids", ids), View.FULL);
  }

  private static List<Task> rows(Query query, View view) {
    return query.map((row, context) -> TaskRow.read(row, view)).list();
  }

  private static int checkLimit(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit must be 1..501, not " + limit);
    }
    return limit;
  }
}
