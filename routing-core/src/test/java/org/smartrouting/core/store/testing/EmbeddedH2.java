package org.smartrouting.core.store.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import java.util.UUID;

/** H2 on a file in this JVM, with the options the product uses. Threadsafe. */
final class EmbeddedH2 implements TestDatabase {
  private static final String OPTIONS =
      ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;TIME ZONE=UTC"
          + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";

  private final RunDirectory directory;
  private final String jdbcUrl;

  EmbeddedH2(RunDirectory directory) {
    this.directory = directory;
    this.jdbcUrl = "jdbc:h2:file:" + directory.path().resolve("router") + OPTIONS;
  }

  @Override
  public DatabaseKind kind() {
    return DatabaseKind.H2;
  }

  @Override
  public String jdbcUrl() {
    return jdbcUrl;
  }

  @Override
  public String user() {
    return "sa";
  }

  @Override
  public String password() {
    return "";
  }

  @Override
  public TestDatabase freshSchema() {
    return new EmbeddedH2(directory.child("schema-" + UUID.randomUUID()));
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.empty();
  }

  @Override
  public void kill() {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN IMMEDIATELY");
    } catch (SQLException e) {
      throw new IllegalStateException("cannot shut down " + jdbcUrl, e);
    }
  }

  @Override
  public void restart() {
    kill();
    try (Connection connection = connect()) {
      connection.isValid(0);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot reopen " + jdbcUrl, e);
    }
  }

  @Override
  public synchronized void close() {
    if (directory.exists()) {
      kill();
      directory.delete();
    }
  }
}
