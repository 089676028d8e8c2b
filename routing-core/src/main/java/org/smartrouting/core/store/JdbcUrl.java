package org.smartrouting.core.store;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Completes JDBC URLs by the options that the store needs and the URL does not name. */
final class JdbcUrl {
  /** Longest wait for a lock, seconds: shorter than the wait for an answer, so that it is told. */
  private static final int LOCK_WAIT_SECONDS = 3;

  private JdbcUrl() {}

  /** The URL for the work of the store. */
  static String complete(DatabaseConfig config) {
    return complete(config, config.answerTimeout().toMillis());
  }

  /** The URL for migrations, which may take their time. */
  static String completeForMigrations(DatabaseConfig config) {
    return complete(config, 0);
  }

  private static String complete(DatabaseConfig config, long answerMillis) {
    String url = config.jdbcUrl();
    if (url.startsWith("jdbc:h2:")) {
      return appended(url, h2Options(), ";", ";");
    }
    if (url.startsWith("jdbc:mysql:")) {
      String first = url.contains("?") ? "&" : "?";
      return appended(
          url, mySqlOptions(config.connectTimeout().toMillis(), answerMillis), first, "&");
    }
    // The URL is not repeated here, because it can hold a password.
    throw new IllegalArgumentException(
        "the JDBC URL must begin with jdbc:h2: or jdbc:mysql: (which is for MariaDB too)");
  }

  private static Map<String, String> h2Options() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("MODE", "MySQL");
    options.put("DATABASE_TO_LOWER", "TRUE");
    options.put("CASE_INSENSITIVE_IDENTIFIERS", "TRUE");
    options.put("TIME ZONE", "UTC");
    // By default commits wait up to half a second in memory, and a killed process loses them.
    options.put("WRITE_DELAY", "0");
    options.put("LOCK_TIMEOUT", String.valueOf(LOCK_WAIT_SECONDS * 1000));
    // The store is closed in the order of the shutdown, not by a hook of its own.
    options.put("DB_CLOSE_ON_EXIT", "FALSE");
    // Texts of usual size stay in their rows.
    options.put("MAX_LENGTH_INPLACE_LOB", "4096");
    // Every number of rows of RowsInsert, for every table.
    options.put("QUERY_CACHE_SIZE", "64");
    return options;
  }

  private static Map<String, String> mySqlOptions(long connectMillis, long answerMillis) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("connectionTimeZone", "UTC");
    options.put("forceConnectionTimeZoneToSession", "true");
    options.put("rewriteBatchedStatements", "true");
    // The statements of RowsInsert: as text, the driver escapes every value by the character.
    options.put("useServerPrepStmts", "true");
    options.put("cachePrepStmts", "true");
    options.put("prepStmtCacheSize", "250");
    options.put("prepStmtCacheSqlLimit", "65536");
    options.put("useLocalSessionState", "true");
    options.put("tcpKeepAlive", "true");
    options.put("connectTimeout", String.valueOf(connectMillis));
    options.put("socketTimeout", String.valueOf(answerMillis));
    options.put("sessionVariables", "innodb_lock_wait_timeout=" + LOCK_WAIT_SECONDS);
    return options;
  }

  private static String appended(
      String url, Map<String, String> options, String first, String separator) {
    String given = url.toLowerCase(Locale.ROOT);
    StringBuilder completed = new StringBuilder(url);
    String before = first;
    for (Map.Entry<String, String> option : options.entrySet()) {
      String name = option.getKey().toLowerCase(Locale.ROOT);
      if (!given.matches(".*[;?&]" + name + "\\s*=.*")) {
        completed.append(before).append(option.getKey()).append('=').append(option.getValue());
        before = separator;
      }
    }
    return completed.toString();
  }
}
