package org.smartrouting.core.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.smartrouting.core.score.Performance;
import org.smartrouting.core.specialist.SpecialistKey;

/** The table {@code specialist_score}. */
final class PerformanceTable {
  static final RowsInsert UPSERT =
      RowsInsert.of(
          """
      INSERT INTO specialist_score (
        shard_id, tenant, pool, specialist_id, task_type,
        successes, failures, durations, mean_log_seconds, squared_log_seconds, updated_us)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON DUPLICATE KEY UPDATE
        successes = VALUES(successes), failures = VALUES(failures),
        durations = VALUES(durations), mean_log_seconds = VALUES(mean_log_seconds),
        squared_log_seconds = VALUES(squared_log_seconds), updated_us = VALUES(updated_us)
      """);
  static final String DELETE =
      """
      DELETE FROM specialist_score
      WHERE shard_id = ? AND tenant = ? AND pool = ? AND specialist_id = ?
      """;
  static final String SELECT =
      """
      SELECT task_type, successes, failures, durations, mean_log_seconds, squared_log_seconds,
        updated_us
      FROM specialist_score
      WHERE shard_id = ? AND tenant = ? AND pool = ? AND specialist_id = ?
      ORDER BY task_type
      """;

  private static final int ROW_BYTES = 256;

  private PerformanceTable() {}

  static void write(Handle handle, int shard, List<PerformanceWrite> writes) {
    RowBatch batch = UPSERT.batch(handle);
    for (PerformanceWrite write : writes) {
      SpecialistKey key = write.specialist();
      Performance known = write.performance();
      batch.bind(0, shard).bind(1, key.pool().tenant()).bind(2, key.pool().pool());
      batch.bind(3, key.id()).bind(4, write.taskType());
      batch.bind(5, known.successes()).bind(6, known.failures());
      batch.bind(7, known.durations()).bind(8, known.meanLogSeconds());
      batch.bind(9, known.squaredLogSeconds()).bind(10, known.updatedMicros());
      batch.add(ROW_BYTES);
    }
    batch.send();
  }

  static void delete(Handle handle, int shard, SpecialistKey key) {
    handle
        .createUpdate(DELETE)
        .bind(0, shard)
        .bind(1, key.pool().tenant())
        .bind(2, key.pool().pool())
        .bind(3, key.id())
        .execute();
  }

  static Map<String, Performance> read(Handle handle, int shard, SpecialistKey key) {
    return handle
        .createQuery(SELECT)
        .bind(0, shard)
        .bind(1, key.pool().tenant())
        .bind(2, key.pool().pool())
        .bind(3, key.id())
        .map((row, context) -> Map.entry(row.getString(1), read(row)))
        .reduce(
            new LinkedHashMap<>(),
            (all, entry) -> {
              all.put(entry.getKey(), entry.getValue());
              return all;
            });
  }

  private static Performance read(ResultSet row) throws SQLException {
    return new Performance(
        row.getDouble(2),
        row.getDouble(3),
        row.getDouble(4),
        row.getDouble(5),
        row.getDouble(6),
        row.getLong(7));
  }
}
