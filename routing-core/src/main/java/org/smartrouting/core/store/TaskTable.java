package org.smartrouting.core.store;

import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;

/** Writes the table {@code task}, inside a transaction that holds the shard. */
final class TaskTable {
  static final RowsInsert INSERT =
      RowsInsert.of(
          "INSERT INTO task ("
              + TaskColumns.STATUS
              + """
          , spec, shard_id, task_id,
            tenant, pool, delivery, request_high, request_low, created_us, payload)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """);

  static final String DELETE = "DELETE FROM task WHERE shard_id = ? AND task_id = ?";

  private static final RowByRow DELETES = new RowByRow(DELETE, RowByRow.Expected.ANYTHING);

  // BETWEEN, because for an equal shard MySQL reads all live tasks on its way to the finished ones;
  // and >= 1, because for > 0 H2 does so.
  static final String FIND_EXPIRED =
      """
      SELECT task_id FROM task
      WHERE shard_id BETWEEN ? AND ? AND retain_until_us >= 1 AND retain_until_us < ?
      ORDER BY shard_id, retain_until_us, task_id
      LIMIT ?
      """;

  private static final int KEY_BYTES = 32;
  private static final Comparator<TaskWrite> BY_ID =
      Comparator.comparing(write -> write.task().id());

  private final StatusWrite statuses;

  TaskTable(StatusWrite statuses) {
    this.statuses = statuses;
  }

  void write(Handle handle, int shard, List<TaskWrite> writes) {
    List<TaskWrite> ordered = writes.stream().sorted(BY_ID).toList();
    insert(handle, shard, only(ordered, TaskWrite.Extent.NEW));
    statuses.writeStatus(handle, shard, only(ordered, TaskWrite.Extent.STATUS));
    statuses.writeStatusAndSpec(handle, shard, only(ordered, TaskWrite.Extent.STATUS_AND_SPEC));
    PlanTable.write(handle, shard, ordered);
  }

  static void delete(Handle handle, int shard, List<TaskId> ids) {
    RowBatch batch = DELETES.batch(handle);
    for (TaskId id : ids.stream().sorted().toList()) {
      batch.bind(0, shard).bind(1, id.toBytes());
      batch.add(KEY_BYTES);
    }
    batch.send();
  }

  static List<TaskId> findExpired(Handle handle, int shard, long nowMicros, int limit) {
    return handle
        .createQuery(FIND_EXPIRED)
        .bind(0, shard)
        .bind(1, shard)
        .bind(2, nowMicros)
        .bind(3, limit)
        .map((row, context) -> TaskId.ofBytes(row.getBytes(1)))
        .list();
  }

  private static List<TaskWrite> only(List<TaskWrite> writes, TaskWrite.Extent extent) {
    return writes.stream().filter(write -> write.extent() == extent).toList();
  }

  private static void insert(Handle handle, int shard, List<TaskWrite> writes) {
    RowBatch batch = INSERT.batch(handle);
    for (TaskWrite write : writes) {
      Task task = write.task();
      int size = TaskColumns.bindStatus(batch, task.status());
      size += TaskColumns.bindSpec(batch, TaskColumns.STATUS_COUNT, task);
      batch.bind(19, shard).bind(20, task.id().toBytes());
      batch.bind(21, task.pool().tenant()).bind(22, task.pool().pool());
      batch.bind(23, task.delivery().name());
      batch.bind(24, task.fingerprint().high()).bind(25, task.fingerprint().low());
      batch.bind(26, task.createdMicros());
      batch.bind(27, task.spec().payload().array());
      batch.add(size + task.spec().payload().size());
    }
    batch.send();
  }
}
