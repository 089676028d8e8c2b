package org.smartrouting.core.store;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Product and version of a database.
 *
 * @param kind the product
 * @param version its version as it names it
 */
record DatabaseProduct(Kind kind, String version) {
  /** The products that the store is tested on. */
  enum Kind {
    H2("H2", 2, 0),
    MYSQL("MySQL", 8, 0),
    MARIADB("MariaDB", 10, 6);

    private final String title;
    private final int major;
    private final int minor;

    Kind(String title, int major, int minor) {
      this.title = title;
      this.major = major;
      this.minor = minor;
    }
  }

  // MariaDB before 11 announces itself as 5.5.5-10.6.12-MariaDB to clients that know MySQL only.
  private static final Pattern NUMBERS = Pattern.compile("^(?:5\\.5\\.5-)?(\\d+)\\.(\\d+)");

  /**
   * Reads what a server says of itself.
   *
   * @throws IllegalStateException if it is none of the products in a version that is supported
   */
  static DatabaseProduct of(String name, String version) {
    if (name.equals("H2")) {
      return checked(Kind.H2, version);
    }
    if (version.contains("MariaDB") || name.equals("MariaDB")) {
      return checked(Kind.MARIADB, version);
    }
    if (name.equals("MySQL")) {
      return checked(Kind.MYSQL, version);
    }
    throw unsupported(name, version);
  }

  static DatabaseProduct of(DatabaseMetaData server) throws SQLException {
    return of(server.getDatabaseProductName(), server.getDatabaseProductVersion());
  }

  private static DatabaseProduct checked(Kind kind, String version) {
    Matcher numbers = NUMBERS.matcher(version);
    if (!numbers.find()) {
      throw unsupported(kind.title, version);
    }
    int major = Integer.parseInt(numbers.group(1));
    int minor = Integer.parseInt(numbers.group(2));
    if (major < kind.major || (major == kind.major && minor < kind.minor)) {
      throw unsupported(kind.title, version);
    }
    return new DatabaseProduct(kind, version);
  }

  private static IllegalStateException unsupported(String name, String version) {
    return new IllegalStateException(
        "the database is "
            + name
            + " "
            + version
            + "; supported are MySQL 8.0, MariaDB 10.6, H2 2.0 and later");
  }

  /** Product and version for people. */
  @Override
  public String toString() {
    return kind.title + " " + version;
  }
}
