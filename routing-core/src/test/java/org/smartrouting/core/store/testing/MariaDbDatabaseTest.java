package org.smartrouting.core.store.testing;

import org.junit.jupiter.api.extension.RegisterExtension;

final class MariaDbDatabaseTest extends ServerDatabaseContract {
  @RegisterExtension
  static final TestDatabaseExtension DATABASE = TestDatabaseExtension.server(DatabaseKind.MARIADB);

  MariaDbDatabaseTest() {
    super(DATABASE);
  }
}
