package org.smartrouting.core.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A statement that is run once for each row.
 *
 * @param sql the statement
 * @param expected what a row is expected to do
 */
record RowByRow(String sql, Expected expected) implements RowBatch.Sender {
  /** What a row is expected to do. */
  enum Expected {
    /** Nothing in particular. */
    ANYTHING,
    /** To find the row that it changes. */
    FINDS_ITS_ROW
  }

  /** An empty batch of this statement. */
  RowBatch batch(Handle handle) {
    return new RowBatch(handle, this, (int) sql.chars().filter(each -> each == '?').count());
  }

  @Override
  public void send(Connection connection, List<@Nullable Object[]> rows) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (@Nullable Object[] values : rows) {
        RowBatch.fill(statement, 1, values);
        statement.addBatch();
      }
      for (int changed : statement.executeBatch()) {
        if (changed == 0 && expected == Expected.FINDS_ITS_ROW) {
          throw RowBatch.missingRow();
        }
      }
    }
  }
}
