package org.smartrouting.core.store;

import java.util.List;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.smartrouting.core.task.TaskId;

/**
 * Writes many rows by one INSERT that finds them all there and changes them: on MySQL and MariaDB
 * twice as fast as {@link StatusUpdate}. That they are there is asked first, because the INSERT
 * would make a row of a missing one; the shard is held, so nobody deletes them in between.
 */
final class StatusUpsert implements StatusWrite {
  private static final String INSERT =
      "INSERT INTO task ("
          + TaskColumns.STATUS
          + """
          , spec, shard_id, task_id,
            tenant, pool, delivery, request_high, request_low, created_us, payload)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
            '', '', '', 0, 0, 0, '')
          ON DUPLICATE KEY UPDATE
          """;

  private static final String SET =
      Pattern.compile("\\w+").matcher(TaskColumns.STATUS).replaceAll("$0 = VALUES($0)");

  private static final RowsInsert UPSERT = RowsInsert.of(INSERT + SET);

  private static final RowsInsert UPSERT_WITH_SPEC =
      RowsInsert.of(INSERT + SET + ", spec = VALUES(spec)");

  static final String COUNT =
      "SELECT COUNT(*) FROM task WHERE shard_id = :shard AND task_id IN (<ids>)";

  private enum Spec {
    KEPT,
    WRITTEN
  }

  @Override
  public void writeStatus(Handle handle, int shard, List<TaskWrite> writes) {
    write(handle, shard, writes, Spec.KEPT);
  }

  @Override
  public void writeStatusAndSpec(Handle handle, int shard, List<TaskWrite> writes) {
    write(handle, shard, writes, Spec.WRITTEN);
  }

  private static void write(Handle handle, int shard, List<TaskWrite> writes, Spec spec) {
    for (int from = 0; from < writes.size(); from += RowBatch.MAX_ROWS) {
      int to = Math.min(writes.size(), from + RowBatch.MAX_ROWS);
      requireRows(handle, shard, writes.subList(from, to));
    }
    RowsInsert upsert = spec == Spec.WRITTEN ? UPSERT_WITH_SPEC : UPSERT;
    RowBatch batch = upsert.batch(handle);
    for (TaskWrite write : writes) {
      int size = TaskColumns.bindStatus(batch, write.task().status());
      if (spec == Spec.WRITTEN) {
        size += TaskColumns.bindSpec(batch, TaskColumns.STATUS_COUNT, write.task());
      } else {
        batch.bind(TaskColumns.STATUS_COUNT, "");
      }
      batch.bind(TaskColumns.STATUS_COUNT + 1, shard);
      batch.bind(TaskColumns.STATUS_COUNT + 2, write.task().id().toBytes());
      batch.add(size);
    }
    batch.send();
  }

  private static void requireRows(Handle handle, int shard, List<TaskWrite> writes) {
    List<TaskId> ids = writes.stream().map(write -> write.task().id()).distinct().toList();
    int present =
        handle
            .createQuery(COUNT)
            .bind("shard", shard)
            .bindList("ids", Padding.toPowerOfTwo(ids.stream().map(TaskId::toBytes).toList()))
            .mapTo(Integer.class)
            .one();
    if (present != ids.size()) {
      throw RowBatch.missingRow();
    }
  }
}
