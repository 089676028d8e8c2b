package org.smartrouting.core.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.smartrouting.core.orchestration.Plan;
import org.smartrouting.core.orchestration.SessionId;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;

/** Reads whole tasks by their ids. */
final class TaskLookup {
  /** For H2, which reads the whole shard for the other one. */
  static final String BY_KEYS =
      "SELECT " + TaskRow.COLUMNS_WITH_BYTES + " FROM task WHERE (shard_id, task_id) IN (<keys>)";

  /** For MySQL and for MariaDB, which reads the whole shard for the other one. */
  static final String BY_IDS =
      "SELECT "
          + TaskRow.COLUMNS_WITH_BYTES
          + " FROM task WHERE shard_id = :shard AND task_id IN (<ids>)";

  private final DatabaseProduct.Kind kind;

  TaskLookup(DatabaseProduct.Kind kind) {
    this.kind = kind;
  }

  /** Reads the tasks that exist, in any order, planned ones with their plans; at least one id. */
  List<Task> find(Handle handle, int shard, List<byte[]> ids) {
    Query query = byIds(handle, kind, shard, ids, BY_KEYS, BY_IDS);
    List<Task> tasks = query.map((row, context) -> TaskRow.read(row, TaskReader.View.FULL)).list();
    List<byte[]> planned =
        tasks.stream()
            .filter(task -> SessionId.isOne(task.spec().session()))
            .map(task -> task.id().toBytes())
            .toList();
    if (planned.isEmpty()) {
      return tasks;
    }
    Map<TaskId, Plan> plans = PlanTable.read(handle, kind, shard, planned);
    return new ArrayList<>(tasks.stream().map(task -> task.with(plans.get(task.id()))).toList());
  }

  /** The query of one of two texts, that for keys or that for ids, with its values. */
  static Query byIds(
      Handle handle,
      DatabaseProduct.Kind kind,
      int shard,
      List<byte[]> ids,
      String byKeys,
      String byIds) {
    return switch (kind) {
      case H2 -> byKeys(handle, shard, ids, byKeys);
      case MYSQL, MARIADB ->
          handle.createQuery(byIds).bind("shard", shard).bindList("ids", Padding.toPowerOfTwo(ids));
    };
  }

  private static Query byKeys(Handle handle, int shard, List<byte[]> ids, String sql) {
    String keys = String.join(", ", Collections.nCopies(ids.size(), "(?, ?)"));
    Query query = handle.createQuery(sql).define("keys", keys);
    int position = 0;
    for (byte[] id : ids) {
      query.bind(position++, shard).bind(position++, id);
    }
    return query;
  }
}
