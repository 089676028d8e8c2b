package org.smartrouting.core.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.smartrouting.core.pool.Pool;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.task.RequestFingerprint;

/** The table {@code pool}. */
final class PoolTable {
  static final RowsInsert UPSERT =
      RowsInsert.of(
          """
      INSERT INTO pool (
        shard_id, tenant, pool, policy, request_id, request_high, request_low,
        created_us, updated_us, version)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON DUPLICATE KEY UPDATE
        policy = VALUES(policy), request_id = VALUES(request_id),
        request_high = VALUES(request_high), request_low = VALUES(request_low),
        created_us = VALUES(created_us), updated_us = VALUES(updated_us),
        version = VALUES(version)
      """);
  static final String DELETE = "DELETE FROM pool WHERE shard_id = ? AND tenant = ? AND pool = ?";
  static final String SELECT =
      """
      SELECT tenant, pool, policy, request_id, request_high, request_low,
        created_us, updated_us, version
      FROM pool WHERE shard_id = ?
      ORDER BY tenant, pool
      """;

  private PoolTable() {}

  static void write(Handle handle, int shard, List<Pool> pools) {
    RowBatch batch = UPSERT.batch(handle);
    for (Pool pool : pools) {
      String policy = PoolPolicyJson.write(pool.policy());
      batch.bind(0, shard).bind(1, pool.key().tenant()).bind(2, pool.key().pool());
      batch.bind(3, policy).bind(4, pool.requestId());
      batch.bind(5, pool.fingerprint().high()).bind(6, pool.fingerprint().low());
      batch.bind(7, pool.createdMicros()).bind(8, pool.updatedMicros());
      batch.bind(9, pool.version());
      batch.add(policy.length());
    }
    batch.send();
  }

  static void delete(Handle handle, int shard, List<PoolKey> keys) {
    for (PoolKey key : keys) {
      handle
          .createUpdate(DELETE)
          .bind(0, shard)
          .bind(1, key.tenant())
          .bind(2, key.pool())
          .execute();
    }
  }

  static List<Pool> read(Handle handle, int shard) {
    return handle.createQuery(SELECT).bind(0, shard).map((row, context) -> read(row)).list();
  }

  private static Pool read(ResultSet row) throws SQLException {
    return new Pool(
        new PoolKey(row.getString(1), row.getString(2)),
        PoolPolicyJson.read(row.getString(3)),
        row.getString(4),
        new RequestFingerprint(row.getLong(5), row.getLong(6)),
        row.getLong(7),
        row.getLong(8),
        row.getLong(9));
  }
}
