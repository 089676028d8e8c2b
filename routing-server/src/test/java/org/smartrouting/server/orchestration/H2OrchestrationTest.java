package org.smartrouting.server.orchestration;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.smartrouting.core.store.testing.DatabaseKind;
import org.smartrouting.core.store.testing.TestDatabaseExtension;

final class H2OrchestrationTest extends OrchestrationContract {
  @RegisterExtension
  static final TestDatabaseExtension DATABASE = TestDatabaseExtension.schema(DatabaseKind.H2);

  H2OrchestrationTest() {
    super(DATABASE);
  }
}
