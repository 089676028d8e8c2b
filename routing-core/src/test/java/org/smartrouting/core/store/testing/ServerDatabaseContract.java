package org.smartrouting.core.store.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What databases with a server process promise besides. */
abstract class ServerDatabaseContract extends TestDatabaseContract {
  private final TestDatabaseExtension extension;

  ServerDatabaseContract(TestDatabaseExtension extension) {
    super(extension);
    this.extension = extension;
  }

  @Test
  void a_killed_server_refuses_connections_until_it_is_restarted() throws SQLException {
    TestDatabase database = extension.database();
    String url = database.jdbcUrl();
    long pid = database.pid().orElseThrow();

    database.kill();

    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(database.pid()).isEmpty();
    assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);

    database.restart();

    assertThat(database.jdbcUrl()).isEqualTo(url);
    assertThat(read(database, "SELECT 1")).isEqualTo("1");
  }

  @Test
  void the_server_is_durable_and_speaks_utf8_and_utc() throws SQLException {
    TestDatabase database = extension.database();

    assertThat(read(database, "SELECT @@innodb_flush_log_at_trx_commit")).isEqualTo("1");
    assertThat(read(database, "SELECT @@character_set_database")).isEqualTo("utf8mb4");
    assertThat(read(database, "SELECT @@session.time_zone")).isIn("+00:00", "UTC");
  }

  @Test
  void the_server_of_a_class_is_not_the_shared_one() {
    TestDatabase shared = TestDatabase.shared(extension.database().kind());

    assertThat(TestDatabase.shared(shared.kind())).isSameAs(shared);
    assertThat(shared.pid()).isPresent().isNotEqualTo(extension.database().pid());
  }

  @Test
  void a_killed_shared_server_is_restarted_for_the_next_caller() throws SQLException {
    DatabaseKind kind = extension.database().kind();
    TestDatabase.shared(kind).kill();

    assertThat(read(TestDatabase.shared(kind), "SELECT 1")).isEqualTo("1");
  }
}
