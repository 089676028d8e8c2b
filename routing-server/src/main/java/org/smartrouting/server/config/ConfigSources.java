package org.smartrouting.server.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where settings come from besides their defaults.
 *
 * @param file file in HOCON or JSON
 * @param environment the environment, of which only {@code SMART_ROUTING_*} is looked at
 * @param flags settings of the command line, by names such as {@code grpc.port}
 */
public record ConfigSources(
    Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
  /** Defaults only. */
  public static final ConfigSources NONE = new ConfigSources(Optional.empty(), Map.of(), Map.of());

  /** Copies the maps. */
  public ConfigSources {
    environment = Map.copyOf(environment);
    flags = Map.copyOf(flags);
  }
}
