package org.smartrouting.core.store.testing;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives a test class an empty database of its own. Register it in a static field:
 *
 * <pre>{@code
 * final class MySqlStoreTest extends StoreContract {
 *   @RegisterExtension
 *   static final TestDatabaseExtension DATABASE = TestDatabaseExtension.schema(DatabaseKind.MYSQL);
 *
 *   MySqlStoreTest() {
 *     super(DATABASE);
 *   }
 * }
 * }</pre>
 *
 * <p>If the database cannot run on this machine the class is skipped and the reason printed, unless
 * the system property or environment variable {@value #REQUIRE_MYSQL} is {@code true}: then it
 * fails.
 */
public final class TestDatabaseExtension implements BeforeAllCallback, AfterAllCallback {
  /** Name of the setting that turns skipping for want of a database into failing. */
  public static final String REQUIRE_MYSQL = "SMART_ROUTING_REQUIRE_MYSQL";

  private enum Scope {
    SCHEMA,
    SERVER
  }

  private final DatabaseKind kind;
  private final Scope scope;
  private @Nullable TestDatabase database;

  private TestDatabaseExtension(DatabaseKind kind, Scope scope) {
    this.kind = kind;
    this.scope = scope;
  }

  /** A fresh schema on the server that all test classes of this JVM share: the usual choice. */
  public static TestDatabaseExtension schema(DatabaseKind kind) {
    return new TestDatabaseExtension(kind, Scope.SCHEMA);
  }

  /** A server for this class alone, which it may kill and restart. */
  public static TestDatabaseExtension server(DatabaseKind kind) {
    return new TestDatabaseExtension(kind, Scope.SERVER);
  }

  /**
   * The database of the running class.
   *
   * @throws NullPointerException outside of a running test class
   */
  public TestDatabase database() {
    return requireNonNull(database, "database is there only while its test class runs");
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (kind.availability() instanceof Availability.Unavailable unavailable) {
      if (isMySqlRequired()) {
        throw new IllegalStateException(REQUIRE_MYSQL + " is set, but " + unavailable.reason());
      }
      System.err.println("Skipping " + context.getDisplayName() + ": " + unavailable.reason());
      Assumptions.abort(unavailable.reason());
    }
    database =
        switch (scope) {
          case SCHEMA -> TestDatabase.shared(kind).freshSchema();
          case SERVER -> TestDatabase.start(kind);
        };
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (database != null) {
      database.close();
      database = null;
    }
  }

  private static boolean isMySqlRequired() {
    return Boolean.parseBoolean(System.getProperty(REQUIRE_MYSQL, System.getenv(REQUIRE_MYSQL)));
  }
}
