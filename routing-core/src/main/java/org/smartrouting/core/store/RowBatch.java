package org.smartrouting.core.store;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

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

  // Arguments of our own: looking for a factory for each value took a sixth of the time of a
  // commit.

  /** Binds a number of the next row; positions are from 0. */
  RowBatch bind(int position, long value) {
    return bind(position, (index, statement, context) -> statement.setLong(index, value));
  }

  /** Binds a fraction. */
  RowBatch bind(int position, double value) {
    return bind(position, (index, statement, context) -> statement.setDouble(index, value));
  }

  /** Binds a text; null for NULL. */
  RowBatch bind(int position, @Nullable String value) {
    return bind(position, (index, statement, context) -> statement.setString(index, value));
  }

  /** Binds bytes; null for NULL. */
  RowBatch bind(int position, byte @Nullable [] value) {
    return bind(position, (index, statement, context) -> statement.setBytes(index, value));
  }

  private RowBatch bind(int position, Argument argument) {
    batch.bind(position, argument);
    return this;
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
          throw missingRow();
        }
      }
    }
  }

  /** What is thrown when a row that is to be changed is not there. */
  static IllegalStateException missingRow() {
    return new IllegalStateException("a row to change is missing, nothing is written");
  }

  @Override
  public void close() {
    batch.close();
  }
}
