package org.smartrouting.core.store;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table {@code shard}: one row for each shard, made once for the life of a database. */
final class ShardTable {
  static final String LOCK_EPOCH = "SELECT epoch FROM shard WHERE shard_id = ? FOR UPDATE";
  static final String EPOCH_AND_SEQ = "SELECT epoch, change_seq FROM shard WHERE shard_id = ?";
  static final String TAKE_OVER =
      "UPDATE shard SET epoch = epoch + 1, owner = ? WHERE shard_id = ?";
  static final String SET_CHANGE_SEQ = "UPDATE shard SET change_seq = ? WHERE shard_id = ?";
  static final String COUNT = "SELECT MAX(shard_id) + 1 FROM shard";
  static final String INSERT =
      "INSERT INTO shard (shard_id, owner, epoch, change_seq) VALUES (?, '', 0, 0)";

  private ShardTable() {}

  /** State of a shard's row. */
  record Row(long epoch, long changeSeq) {}

  /** Number of shards; 0 before they were made. */
  static int count(Handle handle) {
    // NULL, when there are no rows, is read as 0.
    return handle.createQuery(COUNT).map((row, context) -> row.getInt(1)).one();
  }

  static void create(Handle handle, int shards) {
    try (PreparedBatch batch = handle.prepareBatch(INSERT)) {
      for (int shard = 0; shard < shards; shard++) {
        batch.bind(0, shard).add();
      }
      batch.execute();
    }
  }

  /** Holds the shard until the end of the transaction, if the epoch is the current one. */
  static void lock(Handle handle, int shard, long epoch) {
    long current =
        handle.createQuery(LOCK_EPOCH).bind(0, shard).mapTo(Long.class).findOne().orElse(-1L);
    check(shard, epoch, current);
  }

  static Row read(Handle handle, int shard, long epoch) {
    Row row =
        handle
            .createQuery(EPOCH_AND_SEQ)
            .bind(0, shard)
            .map((result, context) -> new Row(result.getLong(1), result.getLong(2)))
            .findOne()
            .orElse(new Row(-1, 0));
    check(shard, epoch, row.epoch());
    return row;
  }

  static long takeOver(Handle handle, int shard, String owner) {
    // The write comes first: it waits for a commit of the former owner and then hides nothing.
    handle.createUpdate(TAKE_OVER).bind(0, owner).bind(1, shard).execute();
    return handle
        .createQuery(LOCK_EPOCH)
        .bind(0, shard)
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(() -> noSuch(shard));
  }

  static void setChangeSeq(Handle handle, int shard, long changeSeq) {
    handle.createUpdate(SET_CHANGE_SEQ).bind(0, changeSeq).bind(1, shard).execute();
  }

  private static void check(int shard, long epoch, long current) {
    if (current < 0) {
      throw noSuch(shard);
    }
    if (current != epoch) {
      throw new FencedException(shard, epoch, current);
    }
  }

  private static IllegalArgumentException noSuch(int shard) {
    return new IllegalArgumentException("there is no shard " + shard);
  }
}
