package org.smartrouting.core.store.testing;

import org.junit.jupiter.api.extension.RegisterExtension;

final class EmbeddedH2Test extends TestDatabaseContract {
  @RegisterExtension
  static final TestDatabaseExtension DATABASE = TestDatabaseExtension.server(DatabaseKind.H2);

  EmbeddedH2Test() {
    super(DATABASE);
  }
}
