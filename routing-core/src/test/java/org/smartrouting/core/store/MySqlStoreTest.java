package org.smartrouting.core.store;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.smartrouting.core.store.testing.DatabaseKind;
import org.smartrouting.core.store.testing.TestDatabaseExtension;

final class MySqlStoreTest extends StoreContract {
  @RegisterExtension
  static final TestDatabaseExtension DATABASE = TestDatabaseExtension.schema(DatabaseKind.MYSQL);

  MySqlStoreTest() {
    super(DATABASE);
  }
}
