package org.smartrouting.server.config;

import java.time.Duration;

/**
 * How the database is reached.
 *
 * @param url JDBC address; can hold a password
 * @param user user of the database
 * @param password password of the user; can be empty
 * @param poolSize connections held open
 * @param shards number of shards, fixed when the database is first used
 * @param connectTimeout longest wait for a connection
 * @param answerTimeout longest silence of a database server
 * @param migrateAtStart whether missing tables are made at the start
 */
public record DatabaseSettings(
    String url,
    String user,
    String password,
    int poolSize,
    int shards,
    Duration connectTimeout,
    Duration answerTimeout,
    boolean migrateAtStart) {
  /** Checks the ranges. */
  public DatabaseSettings {
    if (!url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:mysql:")) {
      // The address is not repeated here, because it can hold a password.
      throw new ConfigRefusedException(
          "database.url must begin with jdbc:h2: or jdbc:mysql: (which is for MariaDB too)");
    }
    Range.check("database.pool-size", poolSize, 2, 1_000);
    Range.check("database.shards", shards, 1, 65_536);
    Duration minute = Duration.ofMinutes(1);
    Range.check("database.connect-timeout", connectTimeout, Duration.ofMillis(250), minute);
    Range.check("database.answer-timeout", answerTimeout, Duration.ofSeconds(1), minute);
  }

  /** Leaves out the password, and the address, which can hold one too. */
  @Override
  public String toString() {
    return "DatabaseSettings[user=" + user + ", poolSize=" + poolSize + ", shards=" + shards + "]";
  }
}
