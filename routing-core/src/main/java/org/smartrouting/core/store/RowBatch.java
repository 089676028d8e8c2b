package org.smartrouting.core.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * Collects the rows of one statement and sends them in portions, so that neither a packet nor the
 * write set of a cluster grows without bound. Used by one thread inside one transaction.
 *
 * <p>Works on the JDBC connection of the handle: choosing an argument factory for each of some
 * thousand values took a fifth of the time of a commit.
 */
final class RowBatch {
  /** Most rows of a portion; a power of two. */
  static final int MAX_ROWS = 256;

  /** Size of a portion after which it is sent; one row alone can be larger. */
  static final int SOFT_MAX_BYTES = 1 << 20;

  /** How the rows of a portion get to the database. */
  interface Sender {
    /** Sends one portion. */
    void send(Connection connection, List<@Nullable Object[]> rows) throws SQLException;
  }

  private final Handle handle;
  private final Sender sender;
  private final int columns;
  private final List<@Nullable Object[]> rows = new ArrayList<>();
  private @Nullable Object[] row;
  private int bytes;

  /**
   * Makes an empty batch.
   *
   * @param columns how many positions a row has
   */
  RowBatch(Handle handle, Sender sender, int columns) {
    this.handle = handle;
    this.sender = sender;
    this.columns = columns;
    this.row = new Object[columns];
  }

  /** Sets a number of the next row; positions are from 0. */
  RowBatch bind(int position, long value) {
    row[position] = value;
    return this;
  }

  /** Sets a fraction. */
  RowBatch bind(int position, double value) {
    row[position] = value;
    return this;
  }

  /** Sets a text; null for NULL. */
  RowBatch bind(int position, @Nullable String value) {
    row[position] = value;
    return this;
  }

  /** Sets bytes; null for NULL. */
  RowBatch bind(int position, byte @Nullable [] value) {
    row[position] = value;
    return this;
  }

  /** Ends a row of about this size. */
  void add(int size) {
    rows.add(row);
    row = new Object[columns];
    bytes += size;
    if (rows.size() == MAX_ROWS || bytes >= SOFT_MAX_BYTES) {
      send();
    }
  }

  /** Sends what has not been sent. */
  void send() {
    if (rows.isEmpty()) {
      return;
    }
    try {
      sender.send(handle.getConnection(), rows);
    } catch (SQLException e) {
      throw new UnableToExecuteStatementException(e, null);
    }
    rows.clear();
    bytes = 0;
  }

  /** Gives a row's values to a statement, from a position on. */
  static void fill(PreparedStatement statement, int from, @Nullable Object[] values)
      throws SQLException {
    int position = from;
    for (Object value : values) {
      if (value instanceof Long number) {
        statement.setLong(position, number);
      } else if (value instanceof String text) {
        statement.setString(position, text);
      } else if (value instanceof byte[] binary) {
        statement.setBytes(position, binary);
      } else if (value instanceof Double fraction) {
        statement.setDouble(position, fraction);
      } else {
        statement.setNull(position, java.sql.Types.VARCHAR);
      }
      position++;
    }
  }

  /** What is thrown when a row that is to be changed is not there. */
  static IllegalStateException missingRow() {
    return new IllegalStateException("a row to change is missing, nothing is written");
  }
}
