package org.smartrouting.core.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.AssignmentToken;
import org.smartrouting.core.assignment.Lease;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.task.Bytes;
import org.smartrouting.core.task.Delivery;
import org.smartrouting.core.task.RequestFingerprint;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;
import org.smartrouting.core.task.TaskStatus;

/** Reads rows of the table {@code task}. */
final class TaskRow {
  /** The columns of the BASIC view. */
  static final String COLUMNS =
      """
      task_id, tenant, pool, delivery, request_high, request_low, created_us,
      state, version, change_seq, retain_until_us, attempt,
      specialist_id, assignment_token,
      lease_assigned_us, lease_accept_by_us, lease_started_us, lease_duration_us,
      virtual_deadline_us, queued_us, assigned_us, started_us, finished_us,
      spec, detail""";

  /** The columns of the FULL view. */
  static final String COLUMNS_WITH_BYTES = COLUMNS + ", payload, output";

  private static final int PAYLOAD = 26;
  private static final int OUTPUT = 27;

  private TaskRow() {}

  /** Reads a row of the columns of a view, by their positions, which is faster than by name. */
  static Task read(ResultSet row, TaskReader.View view) throws SQLException {
    boolean full = view == TaskReader.View.FULL;
    Bytes payload = full ? bytes(row.getBytes(PAYLOAD)) : Bytes.EMPTY;
    Bytes output = full ? bytes(row.getBytes(OUTPUT)) : Bytes.EMPTY;
    return new Task(
        TaskId.ofBytes(row.getBytes(1)),
        new PoolKey(row.getString(2), row.getString(3)),
        TaskSpecJson.read(row.getString(24), payload),
        new RequestFingerprint(row.getLong(5), row.getLong(6)),
        Delivery.valueOf(row.getString(4)),
        row.getLong(7),
        readStatus(row, output));
  }

  private static TaskStatus readStatus(ResultSet row, Bytes output) throws SQLException {
    TaskDetailJson detail = TaskDetailJson.read(row.getString(25));
    return new TaskStatus(
        TaskState.valueOf(row.getString(8)),
        row.getLong(9),
        row.getLong(10),
        row.getInt(12),
        readLease(row),
        detail.progress(),
        detail.result(output),
        detail.reason(),
        detail.attempts(),
        detail.openDependencies(),
        detail.notBeforeMicros(),
        detail.avoidedSpecialistId(),
        detail.avoidUntilMicros(),
        row.getLong(20),
        row.getLong(19),
        row.getLong(21),
        row.getLong(22),
        row.getLong(23),
        row.getLong(11),
        detail.decision(),
        detail.onTimeProbability());
  }

  private static @Nullable Lease readLease(ResultSet row) throws SQLException {
    byte[] token = row.getBytes(14);
    if (token == null) {
      return null;
    }
    return new Lease(
        row.getString(13),
        AssignmentToken.ofBytes(token),
        row.getLong(15),
        row.getLong(16),
        row.getLong(17),
        row.getLong(18));
  }

  private static Bytes bytes(byte @Nullable [] column) {
    return column == null ? Bytes.EMPTY : Bytes.of(column);
  }
}
