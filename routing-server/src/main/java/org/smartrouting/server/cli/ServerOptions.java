package org.smartrouting.server.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.smartrouting.server.config.ConfigSources;
import picocli.CommandLine.Option;

/** Options of the commands that need the settings of a server. */
public final class ServerOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "${env:SMART_ROUTING_CONFIG}",
      description = "File with settings; also SMART_ROUTING_CONFIG.")
  private @Nullable Path config;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "One setting, such as grpc.port=7000; can be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--host", paramLabel = "ADDRESS", description = "Same as --set grpc.host=...")
  private @Nullable String host;

  @Option(names = "--port", paramLabel = "PORT", description = "Same as --set grpc.port=...")
  private @Nullable String port;

  @Option(
      names = "--db-url",
      paramLabel = "URL",
      description = "Same as --set database.url=...; the password comes from the environment.")
  private @Nullable String databaseUrl;

  @Option(names = "--db-user", paramLabel = "USER", description = "Same as --set database.user=...")
  private @Nullable String databaseUser;

  /** Made by the command line. */
  public ServerOptions() {}

  /**
   * Where the settings come from.
   *
   * @param environment the environment of the process
   */
  public ConfigSources sources(Map<String, String> environment) {
    Map<String, String> flags = new LinkedHashMap<>(settings);
    if (host != null) {
      flags.put("grpc.host", host);
    }
    if (port != null) {
      flags.put("grpc.port", port);
    }
    if (databaseUrl != null) {
      flags.put("database.url", databaseUrl);
    }
    if (databaseUser != null) {
      flags.put("database.user", databaseUser);
    }
    return new ConfigSources(Optional.ofNullable(config), environment, flags);
  }
}
