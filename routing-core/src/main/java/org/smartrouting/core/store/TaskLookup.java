package org.smartrouting.core.store;

import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.smartrouting.core.task.Task;

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

  /** Reads the tasks that exist, in any order; at least one id, as bytes. */
  List<Task> find(Handle handle, int shard, List<byte[]> ids) {
    Query query =
        switch (kind) {
          case H2 -> byKeys(handle, shard, ids);
          case MYSQL, MARIADB ->
              handle
                  .createQuery(BY_IDS)
                  .bind("shard", shard)
                  .bindList("ids", Padding.toPowerOfTwo(ids));
        };
    return query.map((row, context) -> TaskRow.read(row, TaskReader.View.FULL)).list();
  }

  private static Query byKeys(Handle handle, int shard, List<byte[]> ids) {
    String keys = String.join(", ", Collections.nCopies(ids.size(), "(?, ?)"));
    Query query = handle.createQuery(BY_KEYS).define("keys", keys);
    int position = 0;
    for (byte[] id : ids) {
      query.bind(position++, shard).bind(position++, id);
    }
    return query;
  }
}
