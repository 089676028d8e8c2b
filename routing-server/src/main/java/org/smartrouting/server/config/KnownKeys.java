package org.smartrouting.server.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The names of all settings, which are those that have defaults. */
final class KnownKeys {
  private static final String ENVIRONMENT_PREFIX = "SMART_ROUTING_";

  /** Names the file itself, and is no setting in it. */
  private static final String FILE_VARIABLE = ENVIRONMENT_PREFIX + "CONFIG";

  private final Set<String> keys = new TreeSet<>();
  private final Map<String, String> byVariable = new TreeMap<>();

  /**
   * Collects the names.
   *
   * @param defaults the defaults, below their root
   */
  KnownKeys(Config defaults) {
    for (Map.Entry<String, ConfigValue> entry : defaults.entrySet()) {
      String key = entry.getKey();
      keys.add(key);
      byVariable.put(
          ENVIRONMENT_PREFIX + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT),
          key);
    }
  }

  /** All names in order. */
  Set<String> all() {
    return keys;
  }

  /** Refuses a name of the command line that is no setting. */
  void requireFlag(String key) {
    if (!keys.contains(key)) {
      throw new ConfigRefusedException("there is no setting " + key + " (command line)");
    }
  }

  /**
   * The setting of an environment variable; empty when the variable is not about settings.
   *
   * @throws ConfigRefusedException if it looks like a setting and is none
   */
  Optional<String> ofVariable(String variable) {
    if (!variable.startsWith(ENVIRONMENT_PREFIX)
        || variable.equals(FILE_VARIABLE)
        || isServiceLink(variable)) {
      return Optional.empty();
    }
    String key = byVariable.get(variable);
    if (key == null) {
      throw new ConfigRefusedException("there is no setting " + variable + " (environment)");
    }
    return Optional.of(key);
  }

  /**
   * Refuses a file in which any name is no setting.
   *
   * @param content everything in the file, or in one section of it
   * @param path name of that section with a dot behind it; empty for the root
   */
  void requireOnlyKnown(ConfigObject content, String path) {
    for (Map.Entry<String, ConfigValue> entry : content.entrySet()) {
      String key = path + entry.getKey();
      ConfigValue value = entry.getValue();
      boolean isSection = keys.stream().anyMatch(known -> known.startsWith(key + "."));
      if (isSection && value instanceof ConfigObject section) {
        requireOnlyKnown(section, key + ".");
      } else if (!keys.contains(key)) {
        throw new ConfigRefusedException(
            (isSection ? key + " is a section of settings" : "there is no setting " + key)
                + " ("
                + value.origin().description()
                + ")");
      }
    }
  }

  // Kubernetes puts the addresses of a service called smart-routing into variables of such names.
  private static boolean isServiceLink(String variable) {
    String rest = variable.substring(ENVIRONMENT_PREFIX.length());
    return rest.equals("PORT") || rest.startsWith("PORT_") || rest.startsWith("SERVICE_");
  }
}
