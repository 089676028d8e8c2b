package org.smartrouting.core.store.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What every kind of test database promises; one subclass per kind. */
abstract class TestDatabaseContract {
  private final TestDatabaseExtension extension;

  TestDatabaseContract(TestDatabaseExtension extension) {
    this.extension = extension;
  }

  @Test
  void a_committed_row_survives_a_kill() throws SQLException {
    try (TestDatabase database = extension.database().freshSchema()) {
      execute(database, "CREATE TABLE note (id INT PRIMARY KEY, body VARCHAR(20))");
      execute(database, "INSERT INTO note VALUES (1, 'kept')");

      database.kill();
      database.restart();

      assertThat(read(database, "SELECT body FROM note WHERE id = 1")).isEqualTo("kept");
    }
  }

  @Test
  void an_uncommitted_row_does_not_survive_a_kill() throws SQLException {
    try (TestDatabase database = extension.database().freshSchema()) {
      execute(database, "CREATE TABLE note (id INT PRIMARY KEY)");
      Connection connection = database.connect();
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("INSERT INTO note VALUES (1)");
      }

      database.kill();
      database.restart();

      assertThat(read(database, "SELECT COUNT(*) FROM note")).isEqualTo("0");
      assertThat(connection.isValid(1)).isFalse();
    }
  }

  @Test
  void fresh_schemas_do_not_see_each_other() throws SQLException {
    try (TestDatabase first = extension.database().freshSchema();
        TestDatabase second = extension.database().freshSchema()) {
      execute(first, "CREATE TABLE note (id INT PRIMARY KEY)");
      execute(second, "CREATE TABLE note (id INT PRIMARY KEY)");
      execute(first, "INSERT INTO note VALUES (1)");

      assertThat(read(first, "SELECT COUNT(*) FROM note")).isEqualTo("1");
      assertThat(read(second, "SELECT COUNT(*) FROM note")).isEqualTo("0");
    }
  }

  @Test
  void a_closed_schema_is_gone_and_its_siblings_stay() throws SQLException {
    try (TestDatabase stays = extension.database().freshSchema()) {
      TestDatabase goes = extension.database().freshSchema();
      execute(goes, "CREATE TABLE note (id INT PRIMARY KEY)");
      execute(stays, "CREATE TABLE note (id INT PRIMARY KEY)");

      goes.close();
      goes.close();

      assertThatThrownBy(() -> read(goes, "SELECT COUNT(*) FROM note"))
          .isInstanceOf(SQLException.class);
      assertThat(read(stays, "SELECT COUNT(*) FROM note")).isEqualTo("0");
    }
  }

  static void execute(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static String read(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
