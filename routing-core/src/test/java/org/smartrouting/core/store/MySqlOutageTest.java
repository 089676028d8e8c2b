package org.smartrouting.core.store;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.smartrouting.core.store.testing.DatabaseKind;
import org.smartrouting.core.store.testing.TestDatabaseExtension;

final class MySqlOutageTest extends OutageContract {
  @RegisterExtension
  static final TestDatabaseExtension DATABASE = TestDatabaseExtension.server(DatabaseKind.MYSQL);

  MySqlOutageTest() {
    super(DATABASE);
  }
}
