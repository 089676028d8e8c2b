package org.smartrouting.core.store;

import java.time.Duration;

/**
 * How the database is reached. {@link #defaults} is an H2 file below the working directory.
 *
 * @param jdbcUrl {@code jdbc:h2:...} or {@code jdbc:mysql://host:port/database}, the latter for
 *     MariaDB too; options that it does not name get the values that the store needs
 * @param user user of the database
 * @param password password of the user; can be empty
 * @param poolSize connections held open, 2..1,000: one for each shard that commits at the same time
 *     and some for readers
 * @param shardCount number of shards, 1..65,536; fixed when the database is first opened
 * @param connectTimeout longest wait for a connection, 250 ms or more
 * @param answerTimeout longest silence of a MySQL or MariaDB server in answer to a statement, 1 s
 *     or more; without effect on H2, which runs in this process
 * @param migrations what is done about the tables at the start
 */
public record DatabaseConfig(
    String jdbcUrl,
    String user,
    String password,
    int poolSize,
    int shardCount,
    Duration connectTimeout,
    Duration answerTimeout,
    Migrations migrations) {
  /** What is done about the tables at the start. */
  public enum Migrations {
    /** Missing tables and columns are made. */
    RUN,
    /** The start fails if some are missing: for a user who may not change tables. */
    REQUIRE
  }

  private static final int MAX_SHARDS = 1 << 16;

  /** Checks the ranges. */
  public DatabaseConfig {
    if (poolSize < 2 || poolSize > 1000) {
      throw new IllegalArgumentException("poolSize must be 2..1000, not " + poolSize);
    }
    if (shardCount < 1 || shardCount > MAX_SHARDS) {
      throw new IllegalArgumentException("shardCount must be 1..65536, not " + shardCount);
    }
    if (connectTimeout.toMillis() < 250) {
      throw new IllegalArgumentException("connectTimeout must be 250 ms or more");
    }
    if (answerTimeout.toMillis() < 1000) {
      throw new IllegalArgumentException("answerTimeout must be 1 s or more");
    }
  }

  /**
   * H2 in the file {@code ./data/router}, 10 connections, 16 shards, 5 s to connect, 10 s to
   * answer, migrations run.
   */
  public static DatabaseConfig defaults() {
    return new DatabaseConfig(
        "jdbc:h2:file:./data/router",
        "sa",
        "",
        10,
        16,
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Migrations.RUN);
  }

  /** The same at another place. */
  public DatabaseConfig at(String url, String newUser, String newPassword) {
    return new DatabaseConfig(
        url, newUser, newPassword, poolSize, shardCount, connectTimeout, answerTimeout, migrations);
  }

  /** The same with another number of shards. */
  public DatabaseConfig withShardCount(int value) {
    return new DatabaseConfig(
        jdbcUrl, user, password, poolSize, value, connectTimeout, answerTimeout, migrations);
  }

  /** The same with another number of connections. */
  public DatabaseConfig withPoolSize(int value) {
    return new DatabaseConfig(
        jdbcUrl, user, password, value, shardCount, connectTimeout, answerTimeout, migrations);
  }

  /** The same with another treatment of the tables. */
  public DatabaseConfig withMigrations(Migrations value) {
    return new DatabaseConfig(
        jdbcUrl, user, password, poolSize, shardCount, connectTimeout, answerTimeout, value);
  }

  /** Leaves out the password, and the URL, which can hold one too. */
  @Override
  public String toString() {
    return "DatabaseConfig[user=" + user + ", pool=" + poolSize + ", shards=" + shardCount + "]";
  }
}
