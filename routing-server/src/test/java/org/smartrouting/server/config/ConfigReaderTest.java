package org.smartrouting.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigReaderTest {
  private static final String DEFAULTS =
      """
      admin.allow-plaintext-beyond-loopback = false
      admin.allowed-hosts =
      admin.allowed-origins =
      admin.enabled = true
      admin.host = 127.0.0.1
      admin.max-calls = 256
      admin.port = 8080
      database.answer-timeout = 10s
      database.connect-timeout = 5s
      database.migrate-at-start = true
      database.password =
      database.pool-size = 10
      database.shards = 8
      database.url = jdbc:h2:file:./data/router
      database.user = sa
      engine.mailbox-capacity = 65536
      engine.max-task-bytes = 0
      grpc.allow-plaintext-beyond-loopback = false
      grpc.host = 127.0.0.1
      grpc.port = 50051
      grpc.reflection = false
      journal.max-batch-rows = 500
      limits.flow-control-window = 1MiB
      limits.handshake-timeout = 10s
      limits.keepalive-time = 60s
      limits.keepalive-timeout = 20s
      limits.max-concurrent-calls-per-connection = 1024
      limits.max-connection-age = 30m
      limits.max-connection-age-grace = 5m
      limits.max-connection-idle = 15m
      limits.max-message-bytes = 2MiB
      limits.max-metadata-bytes = 8KiB
      limits.max-resets = 200
      limits.max-resets-window = 30s
      limits.permit-keepalive-time = 30s
      limits.permit-keepalive-without-calls = true
      log.level = INFO
      server.owner-name =
      shutdown.drain-timeout = 10s
      """;

  @TempDir private Path directory;

  @Test
  void these_are_all_settings_and_their_defaults() {
    String defaults =
        ConfigReader.defaults().entrySet().stream()
            .map(entry -> entry.getKey() + " = " + entry.getValue().unwrapped())
            .map(String::stripTrailing)
            .sorted()
            .collect(Collectors.joining("\n", "", "\n"));

    assertThat(defaults).isEqualTo(DEFAULTS);
  }

  @Test
  void the_defaults_make_this_configuration() {
    assertThat(ConfigReader.read(ConfigSources.NONE))
        .isEqualTo(
            new ServerConfig(
                "",
                new GrpcConfig("127.0.0.1", 50_051, false, false),
                new AdminConfig(true, "127.0.0.1", 8_080, false, List.of(), List.of(), 256),
                new LimitsConfig(
                    2 << 20,
                    8 << 10,
                    1024,
                    200,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(30),
                    true,
                    Duration.ofMinutes(15),
                    Duration.ofMinutes(30),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(10),
                    1 << 20),
                new DatabaseSettings(
                    "jdbc:h2:file:./data/router",
                    "sa",
                    "",
                    10,
                    8,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    true),
                new EngineConfig(65_536, 0),
                new JournalConfig(500),
                new ShutdownConfig(Duration.ofSeconds(10)),
                LogLevel.INFO));
  }

  @Test
  void every_setting_is_explained_in_the_file_of_defaults() throws IOException {
    try (var in = ConfigReader.class.getResourceAsStream("/reference.conf")) {
      String text = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      assertThat(text.lines().filter(line -> line.matches("    [a-z].* = .*")).count())
          .isEqualTo(ConfigReader.defaults().entrySet().size());
    }
  }

  @Test
  void the_later_source_wins() throws IOException {
    Path file =
        write("smart-routing { grpc.port = 1, grpc.host = localhost, journal.max-batch-rows = 3 }");
    Map<String, String> environment =
        Map.of(
            "SMART_ROUTING_GRPC_PORT",
            "2",
            "SMART_ROUTING_DATABASE_PASSWORD",
            "s3cret",
            "HOME",
            "/");
    Map<String, String> flags = Map.of("grpc.port", "3", "limits.max-message-bytes", "4 MiB");

    ServerConfig config =
        ConfigReader.read(new ConfigSources(Optional.of(file), environment, flags));

    assertThat(config.grpc()).isEqualTo(new GrpcConfig("localhost", 3, false, false));
    assertThat(config.journal().maxBatchRows()).isEqualTo(3);
    assertThat(config.database().password()).isEqualTo("s3cret");
    assertThat(config.limits().maxMessageBytes()).isEqualTo(4 << 20);
    assertThat(readWith(Map.of(), environment).grpc().port()).isEqualTo(2);
  }

  @Test
  void every_setting_has_a_variable() {
    Map<String, String> environment = new TreeMap<>();
    for (Map.Entry<String, ConfigValue> entry : ConfigReader.defaults().entrySet()) {
      String variable = entry.getKey().toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_");
      environment.put("SMART_ROUTING_" + variable, entry.getValue().unwrapped().toString());
    }

    assertThat(readWith(Map.of(), environment)).isEqualTo(ConfigReader.read(ConfigSources.NONE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "smart-routing.grpc.prot = 1 | there is no setting grpc.prot",
        "smart-routing.grcp { port = 1 } | there is no setting grcp",
        "smart-routing.grpc.port.number = 1 | grpc.port has type OBJECT rather than NUMBER",
        "smart-routing.grpc = 7 | grpc is a section",
        "smart-routng.grpc.port = 1 | settings are below smart-routing, not smart-routng",
        "smart-routing = 5 | settings are below smart-routing",
      })
  void an_unknown_name_in_the_file_is_refused_with_its_place(String line, String message)
      throws IOException {
    Path file = write("# a comment\n" + line.replace(" |", "") + "\n");

    assertThatThrownBy(
            () -> ConfigReader.read(new ConfigSources(Optional.of(file), Map.of(), Map.of())))
        .isInstanceOf(ConfigRefusedException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("server.conf: 2");
  }

  @Test
  void an_unknown_name_elsewhere_is_refused() {
    assertThatThrownBy(() -> readWith(Map.of("grpc.prot", "1"), Map.of()))
        .hasMessage("there is no setting grpc.prot (command line)");
    assertThatThrownBy(() -> readWith(Map.of(), Map.of("SMART_ROUTING_GRPC_PROT", "1")))
        .hasMessage("there is no setting SMART_ROUTING_GRPC_PROT (environment)");
  }

  @Test
  void variables_that_a_cluster_sets_are_no_settings() {
    Map<String, String> environment =
        Map.of(
            "SMART_ROUTING_PORT", "tcp://10.0.0.1:50051",
            "SMART_ROUTING_PORT_50051_TCP", "tcp://10.0.0.1:50051",
            "SMART_ROUTING_SERVICE_HOST", "10.0.0.1",
            "SMART_ROUTING_CONFIG", "/etc/smart-routing.conf");

    assertThat(readWith(Map.of(), environment)).isEqualTo(ConfigReader.read(ConfigSources.NONE));
  }

  @ParameterizedTest
  @CsvSource({
    "grpc.port, 65536",
    "grpc.port, many",
    "grpc.host, ''",
    "grpc.reflection, perhaps",
    "limits.max-message-bytes, 1TiB",
    "limits.max-message-bytes, 1",
    "limits.keepalive-time, 0s",
    "limits.keepalive-time, soon",
    "limits.max-connection-age, -1s",
    "database.url, jdbc:oracle:thin:scott/tiger@x",
    "database.pool-size, 1",
    "database.shards, 0",
    "engine.mailbox-capacity, 0",
    "engine.max-task-bytes, -1",
    "journal.max-batch-rows, 0",
    "shutdown.drain-timeout, 2h",
    "log.level, LOUD"
  })
  void a_value_that_a_setting_cannot_have_is_refused(String key, String value) {
    assertThatThrownBy(() -> readWith(Map.of(key, value), Map.of()))
        .isInstanceOf(ConfigRefusedException.class)
        .message()
        .contains(key.substring(key.indexOf('.') + 1))
        .doesNotContain("tiger");
  }

  @Test
  void a_file_that_is_missing_or_broken_is_refused() throws IOException {
    Path broken = write("smart-routing {");

    for (Path file : java.util.List.of(directory.resolve("none.conf"), broken)) {
      assertThatThrownBy(
              () -> ConfigReader.read(new ConfigSources(Optional.of(file), Map.of(), Map.of())))
          .isInstanceOf(ConfigRefusedException.class)
          .hasMessageContaining(file.getFileName().toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7"})
  void plaintext_beyond_loopback_needs_a_word(String host) {
    assertThatThrownBy(() -> readWith(Map.of("grpc.host", host), Map.of()))
        .hasMessageContaining("grpc.allow-plaintext-beyond-loopback=true");
    assertThat(
            readWith(
                    Map.of("grpc.host", host, "grpc.allow-plaintext-beyond-loopback", "true"),
                    Map.of())
                .grpc()
                .host())
        .isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "localhost"})
  void loopback_needs_no_word(String host) {
    assertThat(readWith(Map.of("grpc.host", host), Map.of()).grpc().host()).isEqualTo(host);
  }

  @Test
  void tasks_may_take_a_quarter_of_the_heap_unless_said_otherwise() {
    assertThat(new EngineConfig(100, 0).maxTaskBytesOf(4_000)).isEqualTo(1_000);
    assertThat(new EngineConfig(100, 77).maxTaskBytesOf(4_000)).isEqualTo(77);
  }

  @Test
  void a_password_is_not_shown() {
    ServerConfig config =
        readWith(
            Map.of(
                "database.password",
                "s3cret",
                "database.url",
                "jdbc:mysql://db/router?password=s3cret"),
            Map.of());

    assertThat(config.toString()).doesNotContain("s3cret");
  }

  private static ServerConfig readWith(Map<String, String> flags, Map<String, String> environment) {
    return ConfigReader.read(new ConfigSources(Optional.empty(), environment, flags));
  }

  private Path write(String content) throws IOException {
    return Files.writeString(directory.resolve("server.conf"), content);
  }
}
