package org.smartrouting.core.store.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunDirectoryTest {
  /** Above the largest pid Linux can give. */
  private static final long NOBODY = 1L << 23;

  @Test
  void a_process_of_a_dead_owner_is_killed_and_its_directory_removed(@TempDir Path root)
      throws IOException, InterruptedException {
    Path leftover = Files.createDirectory(root.resolve("run-" + NOBODY + "-1-left"));
    Files.writeString(leftover.resolve("data"), "x");
    Process server = new ProcessBuilder("cat", "-", leftover + "/data").start();
    try {
      RunDirectory.removeLeftovers(root);

      assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(server.exitValue()).isEqualTo(128 + 9);
      assertThat(leftover).doesNotExist();
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void a_reused_pid_does_not_protect_a_directory(@TempDir Path root) throws IOException {
    long self = ProcessHandle.current().pid();
    Path leftover = Files.createDirectory(root.resolve("run-" + self + "-1-left"));

    RunDirectory.removeLeftovers(root);

    assertThat(leftover).doesNotExist();
  }

  @Test
  void what_belongs_to_a_living_owner_or_to_no_run_stays(@TempDir Path root) throws IOException {
    Path binaries = Files.createDirectory(root.resolve("mariadb-11.4.5-data"));
    RunDirectory mine = RunDirectory.create();
    try {
      RunDirectory.removeLeftovers(mine.path().getParent());
      RunDirectory.removeLeftovers(root);

      assertThat(mine.path()).isDirectory();
      assertThat(binaries).isDirectory();
    } finally {
      mine.delete();
    }
  }
}
