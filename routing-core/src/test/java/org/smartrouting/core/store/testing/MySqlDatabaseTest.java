package org.smartrouting.core.store.testing;

import org.junit.jupiter.api.extension.RegisterExtension;

final class MySqlDatabaseTest extends ServerDatabaseContract {
  @RegisterExtension
  static final TestDatabaseExtension DATABASE = TestDatabaseExtension.server(DatabaseKind.MYSQL);

  MySqlDatabaseTest() {
    super(DATABASE);
  }
}
