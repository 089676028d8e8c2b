package org.smartrouting.core.store.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.OptionalLong;

/**
 * A running database that a test or a measuring program may use as it likes. Threadsafe.
 *
 * <p>Everything lives in a temporary directory and goes away with {@link #close}, at the latest
 * when the JVM exits. What a killed JVM leaves behind is removed by the next start of any test
 * database.
 */
public interface TestDatabase extends AutoCloseable {

  /**
   * The database of this kind which all callers in this JVM share, started on the first call. Take
   * a {@link #freshSchema} from it. If somebody killed it and did not restart it, it is restarted
   * here.
   *
   * @throws IllegalStateException if it cannot be started; see {@link DatabaseKind#availability}
   */
  static TestDatabase shared(DatabaseKind kind) {
    return SharedDatabases.get(kind);
  }

  /**
   * Starts a database that belongs to the caller alone: the choice for tests that {@link #kill}.
   *
   * @throws IllegalStateException if it cannot be started; see {@link DatabaseKind#availability}
   */
  static TestDatabase start(DatabaseKind kind) {
    return SharedDatabases.start(kind);
  }

  /** The product. */
  DatabaseKind kind();

  /** JDBC URL of this database, without user and password; stays the same after a restart. */
  String jdbcUrl();

  /** User with all rights. */
  String user();

  /** Password of {@link #user}. */
  String password();

  /**
   * Creates a new empty database on the same server, closed and dropped independently of this one.
   * Its {@link #kill} and {@link #restart} hit the whole server, so all other schemas of it too;
   * for H2 every schema is a file of its own.
   */
  TestDatabase freshSchema();

  /** Process id of the server as it runs now; empty for H2 and for a killed server. */
  OptionalLong pid();

  /**
   * Ends the database as a crash would: SIGKILL for a server. Returns when the process is gone. H2
   * has no process: its file is closed without a checkpoint, open connections break, but a new
   * connection opens the file again at once, so H2 shows no outage.
   */
  void kill();

  /**
   * Starts a killed database on the same data and, for a server, the same port. Returns when it
   * accepts connections. A running server is killed first.
   *
   * @throws IllegalStateException if it does not come up
   */
  void restart();

  /** Opens a connection, which the caller closes. */
  default Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), user(), password());
  }

  /** Ends the database, or only this schema if it came from {@link #freshSchema}. Idempotent. */
  @Override
  void close();
}
