package org.smartrouting.server.orchestration;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.smartrouting.core.store.testing.DatabaseKind;
import org.smartrouting.core.store.testing.TestDatabaseExtension;

final class H2ContinuityTest extends ContinuityContract {
  @RegisterExtension
  static final TestDatabaseExtension DATABASE = TestDatabaseExtension.schema(DatabaseKind.H2);

  H2ContinuityTest() {
    super(DATABASE);
  }
}
