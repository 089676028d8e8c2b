package org.smartrouting.core.store;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Sends the rows of one statement in portions, so that neither a packet nor the write set of a
 * cluster grows without bound. Used by one thread inside one transaction.
 */
final class RowBatch implements AutoCloseable {
  /** Most rows of a portion. */
  static final int MAX_ROWS = 500;

  /** Size of a portion after which it is sent; one row alone can be larger. */
  static final int SOFT_MAX_BYTES = 1 << 20;

  /** What a row is expected to do. */
  enum Expected {
    /** Nothing in particular. */
    ANYTHING,
    /** To find the row that it changes. */
    FINDS_ITS_ROW
  }

  private final PreparedBatch batch;
  private final Expected expected;
  private int rows;
  private int bytes;

  RowBatch(Handle handle, String sql, Expected expected) {
    this.batch = handle.prepareBatch(sql);
    this.expected = expected;
  }

  /** Where the values of the next row are bound. */
  PreparedBatch row() {
    return batch;
  }

  /** Ends a row. */
  void add(int size) {
    batch.add();
    rows++;
    bytes += size;
    if (rows == MAX_ROWS || bytes >= SOFT_MAX_BYTES) {
      send();
    }
  }

  /** Sends what has not been sent. */
  void send() {
    if (rows == 0) {
      return;
    }
    int[] counts = batch.execute();
    rows = 0;
    bytes = 0;
    if (expected == Expected.FINDS_ITS_ROW) {
      for (int count : counts) {
        if (count == 0) {
          throw new IllegalStateException("a row to change is missing; batch refused");
        }
      }
    }
  }

  @Override
  public void close() {
    batch.close();
  }
}
