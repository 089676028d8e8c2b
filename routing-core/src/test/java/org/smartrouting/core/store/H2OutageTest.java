package org.smartrouting.core.store;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.smartrouting.core.store.testing.DatabaseKind;
import org.smartrouting.core.store.testing.TestDatabaseExtension;

final class H2OutageTest extends OutageContract {
  @RegisterExtension
  static final TestDatabaseExtension DATABASE = TestDatabaseExtension.server(DatabaseKind.H2);

  H2OutageTest() {
    super(DATABASE);
  }
}
