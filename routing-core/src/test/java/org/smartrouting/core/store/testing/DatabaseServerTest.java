package org.smartrouting.core.store.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class DatabaseServerTest {

  @Test
  void it_serves_until_its_input_ends() throws IOException, InterruptedException, SQLException {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DatabaseServer.class.getName(),
                "mariadb")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = program.inputReader()) {
      String url = output.readLine();
      String user = after("user ", output.readLine());
      String password = after("password ", output.readLine());
      long pid = Long.parseLong(after("pid ", output.readLine()));
      try (Connection connection = DriverManager.getConnection(url, user, password)) {
        assertThat(connection.isValid(10)).isTrue();
      }

      program.getOutputStream().close();

      assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(program.exitValue()).isZero();
      assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    } finally {
      program.destroy();
    }
  }

  private static String after(String label, String line) {
    assertThat(line).startsWith(label);
    return line.substring(label.length());
  }
}
