package org.smartrouting.core.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.specialist.Specialist;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.specialist.SpecialistState;

/** The table {@code specialist}. */
final class SpecialistTable {
  static final RowsInsert UPSERT =
      RowsInsert.of(
          """
      INSERT INTO specialist (
        shard_id, tenant, pool, specialist_id, state, spec, created_us, updated_us, version)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON DUPLICATE KEY UPDATE
        state = VALUES(state), spec = VALUES(spec), created_us = VALUES(created_us),
        updated_us = VALUES(updated_us), version = VALUES(version)
      """);
  static final String DELETE =
      """
      DELETE FROM specialist
      WHERE shard_id = ? AND tenant = ? AND pool = ? AND specialist_id = ?
      """;
  // Not in pages: MariaDB and H2 would read the shard from its beginning for each of them.
  static final String SELECT =
      """
      SELECT tenant, pool, specialist_id, state, spec, created_us, updated_us, version
      FROM specialist WHERE shard_id = ?
      ORDER BY shard_id, tenant, pool, specialist_id
      """;

  private SpecialistTable() {}

  static void write(Handle handle, int shard, List<Specialist> specialists) {
    RowBatch batch = UPSERT.batch(handle);
    for (Specialist specialist : specialists) {
      SpecialistKey key = specialist.key();
      String spec = SpecialistSpecJson.write(specialist.spec());
      batch.bind(0, shard).bind(1, key.pool().tenant()).bind(2, key.pool().pool());
      batch.bind(3, key.id()).bind(4, specialist.state().name()).bind(5, spec);
      batch.bind(6, specialist.createdMicros()).bind(7, specialist.updatedMicros());
      batch.bind(8, specialist.version());
      batch.add(spec.length());
    }
    batch.send();
  }

  /** Deletes specialists with what is known of them. */
  static void delete(Handle handle, int shard, List<SpecialistKey> keys) {
    for (SpecialistKey key : keys) {
      PerformanceTable.delete(handle, shard, key);
      handle
          .createUpdate(DELETE)
          .bind(0, shard)
          .bind(1, key.pool().tenant())
          .bind(2, key.pool().pool())
          .bind(3, key.id())
          .execute();
    }
  }

  static List<Specialist> read(Handle handle, int shard) {
    return handle.createQuery(SELECT).bind(0, shard).map((row, context) -> read(row)).list();
  }

  private static Specialist read(ResultSet row) throws SQLException {
    return new Specialist(
        new SpecialistKey(new PoolKey(row.getString(1), row.getString(2)), row.getString(3)),
        SpecialistSpecJson.read(row.getString(5)),
        SpecialistState.valueOf(row.getString(4)),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8));
  }
}
