package org.smartrouting.core.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * An INSERT of one or many rows by one statement.
 *
 * <p>The numbers of rows of a statement are powers of two: there are few different texts, and the
 * database prepares each of them once for a connection. A driver that joins the rows by itself
 * makes and parses a new text for every number of rows, which took most of the time of a commit.
 *
 * @param head the statement up to the first row
 * @param row the values of one row in parentheses, one question mark for each that is bound
 * @param tail what comes after the last row; can be empty
 */
record RowsInsert(String head, String row, String tail) implements RowBatch.Sender {
  private static final String VALUES = "VALUES (";

  /**
   * Takes a statement for one row apart, in which {@code VALUES (...)} comes once before others.
   */
  static RowsInsert of(String sql) {
    int start = sql.indexOf(VALUES);
    int end = sql.indexOf(')', start);
    if (start < 0 || end < 0) {
      throw new IllegalArgumentException("no row of values in " + sql);
    }
    int open = start + VALUES.length() - 1;
    return new RowsInsert(
        sql.substring(0, open), sql.substring(open, end + 1), sql.substring(end + 1));
  }

  /** An empty batch of this statement. */
  RowBatch batch(Handle handle) {
    return new RowBatch(handle, this, (int) row.chars().filter(each -> each == '?').count());
  }

  /** The statement for so many rows. */
  String text(int rows) {
    return head + (row + ", ").repeat(rows - 1) + row + tail;
  }

  @Override
  public void send(Connection connection, List<@Nullable Object[]> rows) throws SQLException {
    int sent = 0;
    while (sent < rows.size()) {
      int count = Integer.highestOneBit(rows.size() - sent);
      send(connection, rows.subList(sent, sent + count), text(count));
      sent += count;
    }
  }

  private static void send(Connection connection, List<@Nullable Object[]> rows, String sql)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int position = 1;
      for (@Nullable Object[] values : rows) {
        RowBatch.fill(statement, position, values);
        position += values.length;
      }
      statement.executeUpdate();
    }
  }
}
