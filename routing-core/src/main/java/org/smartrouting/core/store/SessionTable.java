package org.smartrouting.core.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.smartrouting.core.orchestration.Session;
import org.smartrouting.core.orchestration.SessionId;
import org.smartrouting.core.orchestration.StatusCounts;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.task.TaskId;

/** The table {@code session}. */
final class SessionTable {
  static final RowsInsert UPSERT =
      RowsInsert.of(
          """
      INSERT INTO session (
        shard_id, session_id, tenant, pool, working_directory, client_key, focus_area, created_us,
        activity_us, next_sequence, counts, removed)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON DUPLICATE KEY UPDATE
        focus_area = VALUES(focus_area), activity_us = VALUES(activity_us),
        next_sequence = VALUES(next_sequence), counts = VALUES(counts), removed = VALUES(removed)
      """);
  static final String SELECT =
      """
      SELECT session_id, tenant, pool, working_directory, client_key, focus_area, created_us,
        activity_us, next_sequence, counts, removed
      FROM session WHERE shard_id = ? AND removed = 0
      ORDER BY shard_id, removed, session_id
      """;
  static final String REMOVED =
      """
      SELECT session_id FROM session WHERE shard_id = ? AND removed = 1
      ORDER BY shard_id, removed, session_id
      LIMIT 1
      """;
  static final String TASKS =
      """
      SELECT task_id FROM plan_task WHERE shard_id = ? AND session_id = ?
      ORDER BY shard_id, session_id, sequence, task_id
      LIMIT ?
      """;
  static final String DELETE = "DELETE FROM session WHERE shard_id = ? AND session_id = ?";

  private static final int FIXED_BYTES = 256;

  private SessionTable() {}

  static void write(Handle handle, int shard, List<Session> sessions) {
    RowBatch batch = UPSERT.batch(handle);
    for (Session session : sessions) {
      batch.bind(0, shard).bind(1, session.id().toBytes());
      batch.bind(2, session.pool().tenant()).bind(3, session.pool().pool());
      batch.bind(4, session.workingDirectory()).bind(5, session.clientKey());
      batch.bind(6, session.focusArea()).bind(7, session.createdMicros());
      batch.bind(8, session.activityMicros()).bind(9, session.nextSequence());
      batch.bind(10, session.counts().toString()).bind(11, session.removed() ? 1 : 0);
      batch.add(FIXED_BYTES + session.workingDirectory().length());
    }
    batch.send();
  }

  /** Reads the sessions that were not removed. */
  static List<Session> read(Handle handle, int shard) {
    return handle.createQuery(SELECT).bind(0, shard).map((row, context) -> read(row)).list();
  }

  /**
   * Deletes rows of a session that was removed, if there is one: tasks with all that belongs to
   * them, and when none is left, the session itself.
   *
   * @param limit most tasks to delete
   * @return how many rows were deleted of tasks and sessions
   */
  static int purge(Handle handle, int shard, int limit) {
    List<byte[]> removed =
        handle.createQuery(REMOVED).bind(0, shard).map((row, context) -> row.getBytes(1)).list();
    if (removed.isEmpty()) {
      return 0;
    }
    List<TaskId> tasks =
        handle
            .createQuery(TASKS)
            .bind(0, shard)
            .bind(1, removed.get(0))
            .bind(2, limit)
            .map((row, context) -> TaskId.ofBytes(row.getBytes(1)))
            .list();
    if (tasks.isEmpty()) {
      return handle.createUpdate(DELETE).bind(0, shard).bind(1, removed.get(0)).execute();
    }
    ArtifactTable.delete(handle, shard, tasks);
    PlanTable.delete(handle, shard, tasks);
    TaskTable.delete(handle, shard, tasks);
    return tasks.size();
  }

  private static Session read(ResultSet row) throws SQLException {
    return new Session(
        new SessionId(TaskId.ofBytes(row.getBytes(1))),
        new PoolKey(row.getString(2), row.getString(3)),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getLong(7),
        row.getLong(8),
        row.getLong(9),
        StatusCounts.parse(row.getString(10)),
        row.getInt(11) != 0);
  }
}
