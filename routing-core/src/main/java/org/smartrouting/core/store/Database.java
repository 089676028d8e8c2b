package org.smartrouting.core.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open database: the door to what outlives the process. Holds connections until it is closed.
 * Safe for use by many threads.
 */
public final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  private final HikariDataSource connections;
  private final DatabaseProduct product;
  private final ShardStore shards;
  private final TaskReader tasks;
  private final PlanReader plans;

  private Database(
      HikariDataSource connections,
      DatabaseProduct product,
      ShardStore shards,
      TaskReader tasks,
      PlanReader plans) {
    this.connections = connections;
    this.product = product;
    this.shards = shards;
    this.tasks = tasks;
    this.plans = plans;
  }

  /**
   * Opens a database: connects, checks that the product is supported, warns in the log when its
   * settings can lose commits, and makes the tables and shards if they are missing.
   *
   * @throws StoreUnavailableException if it cannot be reached
   * @throws IllegalStateException if it is not a supported product, has another number of shards
   *     than configured, or its tables cannot be or must not be made
   * @throws IllegalArgumentException if the URL is of no supported product
   */
  public static Database open(DatabaseConfig config) {
    HikariDataSource connections = connect(config);
    try {
      Jdbi jdbi = Jdbi.create(connections);
      DatabaseProduct product = probe(jdbi);
      migrate(config, product);
      Transactions transactions = new Transactions(jdbi);
      int shardCount = shards(transactions, config.shardCount());
      TaskLookup lookup = new TaskLookup(product.kind());
      return new Database(
          connections,
          product,
          new JdbiShardStore(transactions, product.kind(), shardCount),
          new JdbiTaskReader(transactions, lookup),
          new JdbiPlanReader(transactions, lookup));
    } catch (RuntimeException e) {
      connections.close();
      throw e;
    }
  }

  /** The shards. */
  public ShardStore shards() {
    return shards;
  }

  /** The committed tasks. */
  public TaskReader tasks() {
    return tasks;
  }

  /** The committed tasks of sessions. */
  public PlanReader plans() {
    return plans;
  }

  /** Product and version for people, for example {@code MySQL 8.0.31}. */
  public String product() {
    return product.toString();
  }

  /** The connections, for measuring them. */
  public DataSource connections() {
    return connections;
  }

  /** Closes the connections. Idempotent. */
  @Override
  public void close() {
    connections.close();
  }

  private static HikariDataSource connect(DatabaseConfig config) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("routing");
    pool.setJdbcUrl(JdbcUrl.complete(config));
    pool.setUsername(config.user());
    pool.setPassword(config.password());
    pool.setMaximumPoolSize(config.poolSize());
    pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    pool.setConnectionTimeout(config.connectTimeout().toMillis());
    pool.setValidationTimeout(Math.min(2_000, config.connectTimeout().toMillis()));
    pool.setExceptionOverride(new BrokenConnection());
    try {
      return new HikariDataSource(pool);
    } catch (RuntimeException e) {
      throw new StoreUnavailableException("cannot connect to the database", e);
    }
  }

  private static DatabaseProduct probe(Jdbi jdbi) {
    try (Handle handle = jdbi.open()) {
      DatabaseProduct product = DatabaseProduct.of(handle.getConnection().getMetaData());
      if (product.kind() != DatabaseProduct.Kind.H2) {
        DurabilitySettings.read(handle).warnings().forEach(LOG::warn);
      }
      return product;
    } catch (SQLException e) {
      throw new StoreUnavailableException("cannot ask the database for its version", e);
    }
  }

  private static void migrate(DatabaseConfig config, DatabaseProduct product) {
    Flyway flyway =
        Flyway.configure(Database.class.getClassLoader())
            .dataSource(JdbcUrl.completeForMigrations(config), config.user(), config.password())
            .locations("classpath:db/migration")
            .load();
    try {
      if (config.migrations() == DatabaseConfig.Migrations.RUN) {
        flyway.migrate();
        return;
      }
      int pending = flyway.info().pending().length;
      if (pending > 0) {
        throw new IllegalStateException(
            pending + " migrations of the database are missing; run them first");
      }
    } catch (FlywayException e) {
      throw new IllegalStateException("cannot make the tables on " + product, e);
    }
  }

  private static int shards(Transactions transactions, int configured) {
    int present = transactions.read("count the shards", ShardTable::count);
    if (present == 0) {
      present = makeShards(transactions, configured);
    }
    if (present != configured) {
      throw new IllegalStateException(
          "the database has "
              + present
              + " shards and the configuration says "
              + configured
              + "; the number is fixed when a database is first opened");
    }
    return present;
  }

  private static int makeShards(Transactions transactions, int shards) {
    try {
      transactions.write(
          "make the shards",
          handle -> {
            ShardTable.create(handle, shards);
            return shards;
          });
      return shards;
    } catch (IllegalStateException e) {
      // Another instance made them at the same time, maybe another number of them.
      return transactions.read("count the shards", ShardTable::count);
    }
  }
}
