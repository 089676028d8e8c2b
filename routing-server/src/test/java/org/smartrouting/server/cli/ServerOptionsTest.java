package org.smartrouting.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.smartrouting.server.config.ConfigSources;
import picocli.CommandLine;

final class ServerOptionsTest {
  @Test
  void flags_become_settings() {
    ConfigSources sources =
        parse(
            "--config=a.conf",
            "--set",
            "journal.max-batch-rows=7",
            "--set=database.url=jdbc:h2:x=y",
            "--port=0",
            "--host=::1");

    assertThat(sources.file()).contains(Path.of("a.conf"));
    assertThat(sources.flags())
        .isEqualTo(
            Map.of(
                "journal.max-batch-rows", "7",
                "database.url", "jdbc:h2:x=y",
                "grpc.port", "0",
                "grpc.host", "::1"));
    assertThat(sources.environment()).containsEntry("A", "b");
  }

  @Test
  void without_flags_there_are_no_settings() {
    assertThat(parse().flags()).isEmpty();
  }

  private static ConfigSources parse(String... arguments) {
    return CommandLine.populateCommand(new ServerOptions(), arguments).sources(Map.of("A", "b"));
  }
}
