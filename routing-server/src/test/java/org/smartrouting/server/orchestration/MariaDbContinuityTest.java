package org.smartrouting.server.orchestration;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.smartrouting.core.store.testing.DatabaseKind;
import org.smartrouting.core.store.testing.TestDatabaseExtension;

final class MariaDbContinuityTest extends ContinuityContract {
  @RegisterExtension
  static final TestDatabaseExtension DATABASE = TestDatabaseExtension.schema(DatabaseKind.MARIADB);

  MariaDbContinuityTest() {
    super(DATABASE);
  }
}
