package org.smartrouting.core.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.orchestration.Complexity;
import org.smartrouting.core.orchestration.Plan;
import org.smartrouting.core.orchestration.PlanStatus;
import org.smartrouting.core.orchestration.SessionId;
import org.smartrouting.core.orchestration.SpecialistType;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;

/** The table {@code plan_task}. */
final class PlanTable {
  static final RowsInsert UPSERT =
      RowsInsert.of(
          """
      INSERT INTO plan_task (
        shard_id, task_id, session_id, sequence, parent_id, status, task_type, specialist_type,
        complexity, created_us, search, spec, detail)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON DUPLICATE KEY UPDATE
        status = VALUES(status), task_type = VALUES(task_type),
        specialist_type = VALUES(specialist_type), complexity = VALUES(complexity),
        search = VALUES(search), spec = VALUES(spec), detail = VALUES(detail)
      """);

  static final String UPDATE =
      "UPDATE plan_task SET status = ?, detail = ? WHERE shard_id = ? AND task_id = ?";

  static final String DELETE = "DELETE FROM plan_task WHERE shard_id = ? AND task_id = ?";

  private static final String COLUMNS =
      """
      SELECT task_id, session_id, sequence, parent_id, specialist_type, complexity, spec, detail
      FROM plan_task
      """;
  static final String BY_KEYS = COLUMNS + "WHERE (shard_id, task_id) IN (<keys>)";
  static final String BY_IDS = COLUMNS + "WHERE shard_id = :shard AND task_id IN (<ids>)";

  private static final RowByRow UPDATES = new RowByRow(UPDATE, RowByRow.Expected.FINDS_ITS_ROW);
  private static final RowByRow DELETES = new RowByRow(DELETE, RowByRow.Expected.ANYTHING);
  private static final TaskId NO_PARENT = new TaskId(0, 0);
  private static final int KEY_BYTES = 32;

  private PlanTable() {}

  /** Writes the rows of the tasks among these that are planned. */
  static void write(Handle handle, int shard, List<TaskWrite> writes) {
    RowBatch whole = UPSERT.batch(handle);
    RowBatch changes = UPDATES.batch(handle);
    for (TaskWrite write : writes) {
      Plan plan = write.task().plan();
      if (plan == null) {
        continue;
      }
      if (write.extent() == TaskWrite.Extent.STATUS) {
        String detail = PlanStateJson.write(plan.state());
        changes.bind(0, status(write.task(), plan)).bind(1, detail);
        changes.bind(2, shard).bind(3, write.task().id().toBytes());
        changes.add(detail.length() + KEY_BYTES);
      } else {
        bindAll(whole, shard, write.task(), plan);
      }
    }
    whole.send();
    changes.send();
  }

  static void delete(Handle handle, int shard, List<TaskId> ids) {
    RowBatch batch = DELETES.batch(handle);
    for (TaskId id : ids.stream().sorted().toList()) {
      batch.bind(0, shard).bind(1, id.toBytes());
      batch.add(KEY_BYTES);
    }
    batch.send();
  }

  /** Reads what makes tasks planned ones; at least one id, as bytes. */
  static Map<TaskId, Plan> read(
      Handle handle, DatabaseProduct.Kind kind, int shard, List<byte[]> ids) {
    Query query = TaskLookup.byIds(handle, kind, shard, ids, BY_KEYS, BY_IDS);
    return query
        .map((row, context) -> Map.entry(TaskId.ofBytes(row.getBytes(1)), read(row)))
        .reduce(
            new HashMap<>(),
            (all, entry) -> {
              all.put(entry.getKey(), entry.getValue());
              return all;
            });
  }

  /** The bytes that stand for a parent. */
  static byte[] parentBytes(@Nullable TaskId parent) {
    return (parent == null ? NO_PARENT : parent).toBytes();
  }

  /** What the column {@code status} holds. */
  static String status(Task task, Plan plan) {
    PlanStatus status = plan.state().archived() ? PlanStatus.ARCHIVED : PlanStatus.of(task.state());
    return status.name();
  }

  private static void bindAll(RowBatch row, int shard, Task task, Plan plan) {
    String spec = PlanSpecJson.write(plan.spec());
    String detail = PlanStateJson.write(plan.state());
    String search =
        (task.spec().title() + "\n" + plan.spec().brief().description()).toLowerCase(Locale.ROOT);
    row.bind(0, shard).bind(1, task.id().toBytes()).bind(2, plan.spec().session().toBytes());
    row.bind(3, plan.spec().sequence()).bind(4, parentBytes(plan.spec().parent()));
    row.bind(5, status(task, plan)).bind(6, task.spec().taskType());
    row.bind(7, plan.spec().specialistType().name()).bind(8, plan.spec().complexity().name());
    row.bind(9, task.createdMicros()).bind(10, search).bind(11, spec).bind(12, detail);
    row.add(spec.length() + detail.length() + search.length() + 4 * KEY_BYTES);
  }

  private static Plan read(ResultSet row) throws SQLException {
    TaskId parent = TaskId.ofBytes(row.getBytes(4));
    return new Plan(
        PlanSpecJson.read(
            row.getString(7),
            new SessionId(TaskId.ofBytes(row.getBytes(2))),
            parent.equals(NO_PARENT) ? null : parent,
            row.getLong(3),
            SpecialistType.valueOf(row.getString(5)),
            Complexity.valueOf(row.getString(6))),
        PlanStateJson.read(row.getString(8)));
  }
}
