package org.smartrouting.core.store;

import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.Lease;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskResult;
import org.smartrouting.core.task.TaskState;
import org.smartrouting.core.task.TaskStatus;

/**
 * Binds the columns of the table {@code task}; each method returns about how many bytes it bound.
 */
final class TaskColumns {
  /** How many positions {@link #bindStatus} binds, from 0. */
  static final int STATUS_COUNT = 18;

  /** The columns that {@link #bindStatus} binds. */
  static final String STATUS =
      """
      state, version, change_seq, retain_until_us, attempt,
      specialist_id, assignment_token,
      lease_assigned_us, lease_accept_by_us, lease_started_us, lease_duration_us,
      virtual_deadline_us, queued_us, assigned_us, started_us, finished_us,
      detail, output""";

  private static final int FIXED_BYTES = 256;

  private TaskColumns() {}

  static int bindSpec(RowBatch row, int position, Task task) {
    String spec = TaskSpecJson.write(task.spec());
    row.bind(position, spec);
    return spec.length();
  }

  /** Binds all that changes, and the output. */
  static int bindStatus(RowBatch row, TaskStatus status) {
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
      row.bind(17, (byte[]) null);
      return FIXED_BYTES + detail.length();
    }
    row.bind(17, result.output().array());
    return FIXED_BYTES + detail.length() + result.output().size();
  }

  private static void bindLease(RowBatch row, @Nullable Lease lease) {
    if (lease == null) {
      row.bind(5, (String) null).bind(6, (byte[]) null);
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
