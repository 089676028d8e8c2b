package org.smartrouting.core.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.specialist.Specialist;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.specialist.SpecialistState;

/** The table {@code specialist}. */
final class SpecialistTable {
  static final String UPSERT =
      """
      INSERT INTO specialist (
        shard_id, tenant, pool, specialist_id, state, spec, created_us, updated_us, version)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON DUPLICATE KEY UPDATE
        state = VALUES(state), spec = VALUES(spec), created_us = VALUES(created_us),
        updated_us = VALUES(updated_us), version = VALUES(version)
      """;
  static final String DELETE =
      """
      DELETE FROM specialist
      WHERE shard_id = ? AND tenant = ? AND pool = ? AND specialist_id = ?
      """;
  static final String SELECT =
      """
      SELECT tenant, pool, specialist_id, state, spec, created_us, updated_us, version
      FROM specialist
      WHERE shard_id = ? AND (tenant > ? OR (tenant = ? AND pool > ?)
        OR (tenant = ? AND pool = ? AND specialist_id > ?))
      ORDER BY tenant, pool, specialist_id
      LIMIT ?
      """;

  /** Rows of a page: instructions can have 32 KiB. */
  static final int PAGE_ROWS = 1000;

  private SpecialistTable() {}

  static void write(Handle handle, int shard, List<Specialist> specialists) {
    try (RowBatch batch = new RowBatch(handle, UPSERT, RowBatch.Expected.ANYTHING)) {
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
    List<Specialist> all = new ArrayList<>();
    SpecialistKey after = new SpecialistKey(new PoolKey("", ""), "");
    while (true) {
      List<Specialist> page = page(handle, shard, after);
      all.addAll(page);
      if (page.size() < PAGE_ROWS) {
        return all;
      }
      after = page.get(page.size() - 1).key();
    }
  }

  private static List<Specialist> page(Handle handle, int shard, SpecialistKey after) {
    String tenant = after.pool().tenant();
    String pool = after.pool().pool();
    return handle
        .createQuery(SELECT)
        .bind(0, shard)
        .bind(1, tenant)
        .bind(2, tenant)
        .bind(3, pool)
        .bind(4, tenant)
        .bind(5, pool)
        .bind(6, after.id())
        .bind(7, PAGE_ROWS)
        .map((row, context) -> read(row))
        .list();
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
