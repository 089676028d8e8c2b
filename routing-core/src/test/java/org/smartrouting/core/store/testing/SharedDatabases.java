package org.smartrouting.core.store.testing;

import java.util.EnumMap;
import java.util.Map;

/**
 * The databases of this JVM. Threadsafe.
 *
 * <p>State is static because sharing must span test classes, and JUnit has no narrower scope that
 * also covers plain main programs.
 */
final class SharedDatabases {
  private static final Map<DatabaseKind, TestDatabase> SHARED = new EnumMap<>(DatabaseKind.class);

  private SharedDatabases() {}

  static synchronized TestDatabase get(DatabaseKind kind) {
    TestDatabase database = SHARED.computeIfAbsent(kind, SharedDatabases::start);
    if (kind != DatabaseKind.H2 && database.pid().isEmpty()) {
      database.restart();
    }
    return database;
  }

  static TestDatabase start(DatabaseKind kind) {
    RunDirectory directory = RunDirectory.create();
    TestDatabase database =
        switch (kind) {
          case H2 -> new EmbeddedH2(directory);
          case MARIADB -> ServerSchema.start(kind, new MariaDbDistribution(), directory);
          case MYSQL -> ServerSchema.start(kind, new MySqlDistribution(), directory);
        };
    Runtime.getRuntime().addShutdownHook(new Thread(database::close, "close-" + kind));
    return database;
  }
}
