package org.smartrouting.loadtests.target;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say which server a run uses. Not thread-safe. */
public final class TargetOptions {
  @Option(names = "--target", paramLabel = "HOST:PORT", description = "A server that runs already.")
  private @Nullable String address;

  @Option(
      names = "--embedded",
      description = "A server in this process; so it is without --target too.")
  private boolean embedded;

  @Option(
      names = "--db-url",
      paramLabel = "URL",
      description =
          "Database of the embedded server, with SMART_ROUTING_DATABASE_PASSWORD; default: H2 in a"
              + " temporary directory.")
  private @Nullable String databaseUrl;

  @Option(names = "--db-user", paramLabel = "USER", description = "User of that database.")
  private @Nullable String databaseUser;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "One setting of the embedded server, such as database.shards=1; repeatable.")
  private Map<String, String> settings = new LinkedHashMap<>();

  /** Made by the command line. */
  public TargetOptions() {}

  /**
   * Starts the embedded server, or only names the one that runs.
   *
   * @throws IOException if the embedded server cannot be started
   * @throws IllegalArgumentException if the options contradict each other
   */
  public Target open() throws IOException {
    if (address == null) {
      return Target.embedded(flags(), System.getenv());
    }
    if (embedded || databaseUrl != null || databaseUser != null || !settings.isEmpty()) {
      throw new IllegalArgumentException(
          "--target is a server that runs already: no --embedded, --db-url, --db-user or --set");
    }
    return Target.running(address);
  }

  private Map<String, String> flags() {
    Map<String, String> flags = new LinkedHashMap<>();
    if (databaseUrl != null) {
      flags.put("database.url", databaseUrl);
    }
    if (databaseUser != null) {
      flags.put("database.user", databaseUser);
    }
    flags.putAll(settings);
    return flags;
  }
}
