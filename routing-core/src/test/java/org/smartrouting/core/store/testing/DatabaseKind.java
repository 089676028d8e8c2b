package org.smartrouting.core.store.testing;

import java.util.Locale;

/** A database product the tests run on. */
public enum DatabaseKind {
  /** H2 in the JVM of the test, on a file, in MySQL mode. Has no server process. */
  H2,
  /** MariaDB server, a child process. */
  MARIADB,
  /** MySQL server, a child process; needs the native libraries libaio and libnuma. */
  MYSQL;

  /**
   * Reads a kind as a person types it.
   *
   * @param text the name of a kind in any case
   * @throws IllegalArgumentException if there is no such kind
   */
  public static DatabaseKind parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  /**
   * Tells whether this kind can be started on this machine. The first call for {@link #MYSQL}
   * unpacks the server to try its binary.
   */
  public Availability availability() {
    return switch (this) {
      case H2 -> new Availability.Available();
      case MARIADB -> ServerHome.platformFits(new MariaDbDistribution());
      case MYSQL -> ServerHome.runs(new MySqlDistribution());
    };
  }
}
