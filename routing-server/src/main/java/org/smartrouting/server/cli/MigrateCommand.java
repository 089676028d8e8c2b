package org.smartrouting.server.cli;

import java.util.concurrent.Callable;
import org.smartrouting.core.store.Database;
import org.smartrouting.core.store.DatabaseConfig;
import org.smartrouting.server.RoutingServer;
import org.smartrouting.server.config.ConfigReader;
import org.smartrouting.server.config.ServerConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes the tables of a database, or brings them up to date, and does nothing else. */
@Command(
    name = "migrate",
    description = "Makes the tables of the database, or brings them up to date.",
    mixinStandardHelpOptions = true)
public final class MigrateCommand implements Callable<Integer> {
  @Mixin private ServerOptions options = new ServerOptions();
  @Spec private CommandSpec spec;

  /** Made by the command line. */
  public MigrateCommand() {}

  @Override
  public Integer call() {
    ServerConfig config = ConfigReader.read(options.sources(System.getenv()));
    config.logLevel().apply();
    DatabaseConfig settings =
        RoutingServer.databaseConfig(config.database())
            .withMigrations(DatabaseConfig.Migrations.RUN);
    try (Database database = Database.open(settings)) {
      spec.commandLine()
          .getOut()
          .println(
              database.product()
                  + ": the tables are up to date, "
                  + database.shards().shardCount()
                  + " shards");
    }
    return 0;
  }
}
