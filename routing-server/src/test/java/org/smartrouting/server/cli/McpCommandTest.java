package org.smartrouting.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.smartrouting.server.Main;

@Timeout(180)
final class McpCommandTest {
  private static final String SUBMIT =
      """
      {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "task_submit", \
      "arguments": {"request_id": "r-1", "spec": {"title": "Größe 雪"}}}}
      """;

  @TempDir private Path directory;

  @Test
  void a_router_of_its_own_answers_until_the_input_ends_and_keeps_what_it_was_told()
      throws Exception {
    String first = ask("mcp", "--data", directory.toString());
    String second = ask("mcp", "--data", directory.toString());

    assertThat(first).contains("Größe 雪").contains("\"repeated_request\":false");
    assertThat(second).contains("\"repeated_request\":true");
  }

  @Test
  void options_of_a_router_have_no_place_beside_the_address_of_another() {
    StringWriter error = new StringWriter();

    int status =
        CommandLines.of(new McpCommand())
            .setErr(new PrintWriter(error))
            .execute("--server", "127.0.0.1:1", "--port", "7000");

    assertThat(status).isEqualTo(2);
    assertThat(error.toString()).contains("no router here that could have settings");
  }

  // One call of a process of its own, in a locale without any letter beyond ASCII.
  private String ask(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", "C");
    // What the build is told is no setting of a router.
    builder.environment().keySet().removeIf(name -> name.startsWith("SMART_ROUTING_"));
    Path errors = directory.resolve("errors");
    builder.redirectError(errors.toFile());
    Process process = builder.start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      try (BufferedWriter in = process.outputWriter(StandardCharsets.UTF_8)) {
        in.write(SUBMIT);
      }
      String answer = out.readLine();
      assertThat(out.readLine()).isNull();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
      return answer;
    } finally {
      process.destroyForcibly();
    }
  }
}
