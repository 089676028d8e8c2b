package org.smartrouting.core.store;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.smartrouting.core.store.testing.DatabaseKind;
import org.smartrouting.core.store.testing.TestDatabaseExtension;

final class MySqlTaskReaderTest extends TaskReaderContract {
  @RegisterExtension
  static final TestDatabaseExtension DATABASE = TestDatabaseExtension.schema(DatabaseKind.MYSQL);

  MySqlTaskReaderTest() {
    super(DATABASE);
  }
}
