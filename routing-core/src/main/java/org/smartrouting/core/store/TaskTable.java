package org.smartrouting.core.store;

import java.sql.Types;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.Lease;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskResult;
import org.smartrouting.core.task.TaskState;
import org.smartrouting.core.task.TaskStatus;

/** Writes the table {@code task}, inside a transaction that holds the shard. */
final class TaskTable {
  private static final String STATUS =
      """
      state = ?, version = ?, change_seq = ?, retain_until_us = ?, attempt = ?,
      specialist_id = ?, assignment_token = ?,
      lease_assigned_us = ?, lease_accept_by_us = ?, lease_started_us = ?, lease_duration_us = ?,
      virtual_deadline_us = ?, queued_us = ?, assigned_us = ?, started_us = ?, finished_us = ?,
      detail = ?, output = ?""";

  static final String INSERT =
      """
      INSERT INTO task (
        state, version, change_seq, retain_until_us, attempt,
        specialist_id, assignment_token,
        lease_assigned_us, lease_accept_by_us, lease_started_us, lease_duration_us,
        virtual_deadline_us, queued_us, assigned_us, started_us, finished_us,
        detail, output,
        spec, shard_id, task_id,
        tenant, pool, delivery, request_high, request_low, created_us, payload)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  static final String UPDATE_STATUS =
      "UPDATE task SET " + STATUS + " WHERE shard_id = ? AND task_id = ?";

  static final String UPDATE_STATUS_AND_SPEC =
      "UPDATE task SET " + STATUS + ", spec = ? WHERE shard_id = ? AND task_id = ?";

  static final String DELETE = "DELETE FROM task WHERE shard_id = ? AND task_id = ?";

  static final String FIND_EXPIRED =
      """
      SELECT task_id FROM task
      WHERE shard_id = ? AND retain_until_us > 0 AND retain_until_us < ?
      ORDER BY retain_until_us, task_id
      LIMIT ?
      """;

  private static final int FIXED_BYTES = 256;
  private static final Comparator<TaskWrite> BY_ID =
      Comparator.comparing(write -> write.task().id());

  private TaskTable() {}

  static void write(Handle handle, int shard, List<TaskWrite> writes) {
    List<TaskWrite> ordered = writes.stream().sorted(BY_ID).toList();
    insert(handle, shard, only(ordered, TaskWrite.Extent.NEW));
    update(handle, shard, only(ordered, TaskWrite.Extent.STATUS));
    updateWithSpec(handle, shard, only(ordered, TaskWrite.Extent.STATUS_AND_SPEC));
  }

  static void delete(Handle handle, int shard, List<TaskId> ids) {
    if (ids.isEmpty()) {
      return;
    }
    try (RowBatch batch = new RowBatch(handle, DELETE, RowBatch.Expected.ANYTHING)) {
      for (TaskId id : ids.stream().sorted().toList()) {
        batch.row().bind(0, shard).bind(1, id.toBytes());
        batch.add(FIXED_BYTES);
      }
      batch.send();
    }
  }

  static List<TaskId> findExpired(Handle handle, int shard, long nowMicros, int limit) {
    return handle
        .createQuery(FIND_EXPIRED)
        .bind(0, shard)
        .bind(1, nowMicros)
        .bind(2, limit)
        .map((row, context) -> TaskId.ofBytes(row.getBytes(1)))
        .list();
  }

  private static List<TaskWrite> only(List<TaskWrite> writes, TaskWrite.Extent extent) {
    return writes.stream().filter(write -> write.extent() == extent).toList();
  }

  private static void insert(Handle handle, int shard, List<TaskWrite> writes) {
    if (writes.isEmpty()) {
      return;
    }
    try (RowBatch batch = new RowBatch(handle, INSERT, RowBatch.Expected.ANYTHING)) {
      for (TaskWrite write : writes) {
        Task task = write.task();
        PreparedBatch row = batch.row();
        int size = bindStatus(row, task.status());
        size += bindSpec(row, task);
        row.bind(19, shard).bind(20, task.id().toBytes());
        row.bind(21, task.pool().tenant()).bind(22, task.pool().pool());
        row.bind(23, task.delivery().name());
        row.bind(24, task.fingerprint().high()).bind(25, task.fingerprint().low());
        row.bind(26, task.createdMicros());
        row.bind(27, task.spec().payload().array());
        batch.add(size + task.spec().payload().size());
      }
      batch.send();
    }
  }

  private static void update(Handle handle, int shard, List<TaskWrite> writes) {
    if (writes.isEmpty()) {
      return;
    }
    try (RowBatch batch = new RowBatch(handle, UPDATE_STATUS, RowBatch.Expected.FINDS_ITS_ROW)) {
      for (TaskWrite write : writes) {
        int size = bindStatus(batch.row(), write.task().status());
        batch.row().bind(18, shard).bind(19, write.task().id().toBytes());
        batch.add(size);
      }
      batch.send();
    }
  }

  private static void updateWithSpec(Handle handle, int shard, List<TaskWrite> writes) {
    if (writes.isEmpty()) {
      return;
    }
    try (RowBatch batch =
        new RowBatch(handle, UPDATE_STATUS_AND_SPEC, RowBatch.Expected.FINDS_ITS_ROW)) {
      for (TaskWrite write : writes) {
        int size = bindStatus(batch.row(), write.task().status());
        size += bindSpec(batch.row(), write.task());
        batch.row().bind(19, shard).bind(20, write.task().id().toBytes());
        batch.add(size);
      }
      batch.send();
    }
  }

  private static int bindSpec(PreparedBatch row, Task task) {
    String spec = TaskSpecJson.write(task.spec());
    row.bind(18, spec);
    return spec.length();
  }

  /** Binds positions 0 to 17; returns about how many bytes that is. */
  private static int bindStatus(PreparedBatch row, TaskStatus status) {
    row.bind(0, status.state().name()).bind(1, status.version()).bind(2, status.changeSeq());
    row.bind(3, retainUntil(status)).bind(4, status.attempt());
    bindLease(row, status.lease());
    row.bind(11, status.virtualDeadlineMicros()).bind(12, status.queuedMicros());
    row.bind(13, status.assignedMicros()).bind(14, status.startedMicros());
    row.bind(15, status.finishedMicros());
    String detail = TaskDetailJson.write(status);
    row.bind(16, detail);
    TaskResult result = status.result();
    if (result == null) {
      row.bindNull(17, Types.VARBINARY);
      return FIXED_BYTES + detail.length();
    }
    row.bind(17, result.output().array());
    return FIXED_BYTES + detail.length() + result.output().size();
  }

  private static void bindLease(PreparedBatch row, @Nullable Lease lease) {
    if (lease == null) {
      row.bindNull(5, Types.VARCHAR).bindNull(6, Types.BINARY);
      row.bind(7, 0L).bind(8, 0L).bind(9, 0L).bind(10, 0L);
      return;
    }
    row.bind(5, lease.specialistId()).bind(6, lease.token().toBytes());
    row.bind(7, lease.assignedMicros()).bind(8, lease.acceptExpiryMicros());
    row.bind(9, lease.startedMicros()).bind(10, lease.durationMicros());
  }

  /** The column tells live tasks from finished ones, so it must never be 0 for a finished one. */
  private static long retainUntil(TaskStatus status) {
    TaskState state = status.state();
    return state.isFinal() ? Math.max(1, status.retainUntilMicros()) : 0;
  }
}
