package org.smartrouting.server.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the settings: defaults, then file, then environment, then command line, of which the later
 * wins. The only class that knows where settings come from.
 */
public final class ConfigReader {
  private static final String ROOT = "smart-routing";

  private ConfigReader() {}

  /**
   * Reads all settings.
   *
   * @throws ConfigRefusedException if a setting is unknown, or has a value that it cannot have
   */
  public static ServerConfig read(ConfigSources sources) {
    try {
      Config defaults = defaults();
      KnownKeys known = new KnownKeys(defaults);
      Config merged =
          flags(sources, known)
              .withFallback(environment(sources, known))
              .withFallback(sources.file().map(file -> file(file, known)).orElse(empty()))
              .withFallback(defaults);
      ServerConfig config = server(merged);
      requireProtection("grpc", config.grpc().host(), config.grpc().allowPlaintextBeyondLoopback());
      if (config.admin().enabled()) {
        requireProtection(
            "admin", config.admin().host(), config.admin().allowPlaintextBeyondLoopback());
      }
      return config;
    } catch (ConfigException e) {
      throw new ConfigRefusedException(String.valueOf(e.getMessage()));
    }
  }

  /** The defaults of all settings, by their names below the root. */
  static Config defaults() {
    return ConfigFactory.parseResources(ConfigReader.class.getClassLoader(), "reference.conf")
        .getConfig(ROOT);
  }

  private static Config flags(ConfigSources sources, KnownKeys known) {
    sources.flags().keySet().forEach(known::requireFlag);
    return ConfigFactory.parseMap(sources.flags(), "command line");
  }

  private static Config environment(ConfigSources sources, KnownKeys known) {
    Map<String, String> settings = new TreeMap<>();
    sources
        .environment()
        .forEach(
            (variable, value) ->
                known.ofVariable(variable).ifPresent(key -> settings.put(key, value)));
    return ConfigFactory.parseMap(settings, "environment");
  }

  private static Config file(Path file, KnownKeys known) {
    Config content =
        ConfigFactory.parseFile(file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false))
            .resolve();
    for (Map.Entry<String, ConfigValue> entry : content.root().entrySet()) {
      if (!entry.getKey().equals(ROOT) || !(entry.getValue() instanceof ConfigObject)) {
        throw new ConfigRefusedException(
            "settings are below "
                + ROOT
                + ", not "
                + entry.getKey()
                + " ("
                + entry.getValue().origin().description()
                + ")");
      }
      known.requireOnlyKnown((ConfigObject) entry.getValue(), "");
    }
    return content.hasPath(ROOT) ? content.getConfig(ROOT) : empty();
  }

  private static Config empty() {
    return ConfigFactory.empty();
  }

  private static ServerConfig server(Config config) {
    return new ServerConfig(
        config.getString("server.owner-name"),
        new GrpcConfig(
            config.getString("grpc.host"),
            config.getInt("grpc.port"),
            config.getBoolean("grpc.allow-plaintext-beyond-loopback"),
            config.getBoolean("grpc.reflection")),
        admin(config.getConfig("admin")),
        limits(config.getConfig("limits")),
        database(config.getConfig("database")),
        new EngineConfig(
            config.getInt("engine.mailbox-capacity"), config.getBytes("engine.max-task-bytes")),
        new JournalConfig(config.getInt("journal.max-batch-rows")),
        new ShutdownConfig(config.getDuration("shutdown.drain-timeout")),
        config.getEnum(LogLevel.class, "log.level"));
  }

  private static AdminConfig admin(Config admin) {
    return new AdminConfig(
        admin.getBoolean("enabled"),
        admin.getString("host"),
        admin.getInt("port"),
        admin.getBoolean("allow-plaintext-beyond-loopback"),
        names(admin.getString("allowed-hosts")),
        names(admin.getString("allowed-origins")),
        admin.getInt("max-calls"));
  }

  // A text and no list, so that the environment and the command line can say it, too.
  private static List<String> names(String separatedByCommas) {
    return Arrays.stream(separatedByCommas.split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private static LimitsConfig limits(Config limits) {
    return new LimitsConfig(
        bytes(limits, "max-message-bytes"),
        bytes(limits, "max-metadata-bytes"),
        limits.getInt("max-concurrent-calls-per-connection"),
        limits.getInt("max-resets"),
        limits.getDuration("max-resets-window"),
        limits.getDuration("keepalive-time"),
        limits.getDuration("keepalive-timeout"),
        limits.getDuration("permit-keepalive-time"),
        limits.getBoolean("permit-keepalive-without-calls"),
        limits.getDuration("max-connection-idle"),
        limits.getDuration("max-connection-age"),
        limits.getDuration("max-connection-age-grace"),
        limits.getDuration("handshake-timeout"),
        bytes(limits, "flow-control-window"));
  }

  private static DatabaseSettings database(Config database) {
    return new DatabaseSettings(
        database.getString("url"),
        database.getString("user"),
        database.getString("password"),
        database.getInt("pool-size"),
        database.getInt("shards"),
        database.getDuration("connect-timeout"),
        database.getDuration("answer-timeout"),
        database.getBoolean("migrate-at-start"));
  }

  // What does not fit is beyond every limit, and is refused as such.
  private static int bytes(Config config, String key) {
    return (int) Math.min(config.getBytes(key), Integer.MAX_VALUE);
  }

  private static void requireProtection(String section, String host, boolean allowed) {
    if (!allowed && !isLoopback(section, host)) {
      throw new ConfigRefusedException(
          section
              + ".host is "
              + host
              + ", which other machines can reach, and connections are not encrypted: set "
              + section
              + ".allow-plaintext-beyond-loopback=true if the network is protected");
    }
  }

  private static boolean isLoopback(String section, String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new ConfigRefusedException(
          section + ".host is " + host + ", which is no known address");
    }
  }
}
