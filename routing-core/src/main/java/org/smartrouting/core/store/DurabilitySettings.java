package org.smartrouting.core.store;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The settings of a MySQL or MariaDB server on which it depends whether a commit survives.
 *
 * @param flushAtCommit {@code innodb_flush_log_at_trx_commit}
 * @param binaryLog {@code log_bin}
 * @param syncBinaryLog {@code sync_binlog}
 */
record DurabilitySettings(int flushAtCommit, boolean binaryLog, long syncBinaryLog) {
  static final String SELECT = "SELECT @@innodb_flush_log_at_trx_commit, @@log_bin, @@sync_binlog";

  static DurabilitySettings read(Handle handle) {
    return handle
        .createQuery(SELECT)
        .map(
            (row, context) ->
                new DurabilitySettings(row.getInt(1), row.getInt(2) != 0, row.getLong(3)))
        .one();
  }

  /** A sentence for each setting under which acknowledged work can be lost. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (flushAtCommit != 1) {
      warnings.add(
          "innodb_flush_log_at_trx_commit is "
              + flushAtCommit
              + ", not 1: a crash can lose tasks that were acknowledged");
    }
    if (binaryLog && syncBinaryLog != 1) {
      warnings.add(
          "sync_binlog is "
              + syncBinaryLog
              + ", not 1: a crash can lose tasks that were acknowledged from the binary log,"
              + " and with it from the replicas");
    }
    return warnings;
  }
}
