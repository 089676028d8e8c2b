package org.smartrouting.core.store.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ServerHomeTest {
  private final Script script = new Script("script-" + UUID.randomUUID());

  @AfterEach
  void remove_the_script() throws IOException {
    RunDirectory.delete(RunDirectory.root().resolve(script.version()));
  }

  @Test
  void a_program_that_lacks_a_library_is_unavailable_and_says_so() {
    assertThat(ServerHome.runs(script))
        .isInstanceOfSatisfying(
            Availability.Unavailable.class,
            unavailable -> assertThat(unavailable.reason()).contains("no libaio.so.1", "127"));
  }

  @Test
  void the_files_are_unpacked_once() throws IOException {
    ServerHome first = ServerHome.of(script);
    Files.writeString(first.path().resolve("mark"), "kept");

    ServerHome second = ServerHome.of(script);

    assertThat(second.path().resolve("mark")).hasContent("kept");
  }

  /** Fails as the dynamic linker does. */
  private record Script(String version) implements ServerDistribution {

    @Override
    public Path program(Path home) {
      return home.resolve("program");
    }

    @Override
    public List<String> options(Path home) {
      return List.of();
    }

    @Override
    public void unpack(Path home) throws IOException {
      Files.writeString(program(home), "#!/bin/sh\necho no libaio.so.1\nexit 127\n");
      ServerCommand.makeExecutable(program(home));
    }

    @Override
    public void initialize(Path home, List<String> base, Path log) {}
  }
}
