package org.smartrouting.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.TypeRef;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.smartrouting.orchestration.v1.CancelTaskRequest;

@Timeout(60)
final class StdioTransportTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";

  private FakeRouter router;

  @BeforeEach
  void start() throws IOException {
    router = new FakeRouter();
  }

  @AfterEach
  void stop() {
    router.close();
  }

  @Test
  void every_request_is_answered_though_the_input_has_ended() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      lines.append(call(i, "orchestrator_health_check", "{}"));
    }

    Map<String, Map<String, Object>> answers = answers(lines.toString());

    assertThat(answers).hasSize(200);
    assertThat(answers.values()).allSatisfy(answer -> assertThat(answer).containsKey("result"));
  }

  @Test
  void a_client_says_hello_and_gets_the_version_it_asked_for() throws IOException {
    String hello =
        """
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": \
        "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}}
        {"jsonrpc": "2.0", "method": "notifications/initialized"}
        {"jsonrpc": "2.0", "id": 2, "method": "ping"}
        """;

    Map<String, Map<String, Object>> answers = answers(hello);

    assertThat(answers.keySet()).containsExactlyInAnyOrder("1", "2");
    assertThat(answers.get("1").get("result").toString())
        .contains("protocolVersion=2025-06-18", "name=smart-routing");
    assertThat(answers.get("2")).containsKey("result");
  }

  @Test
  void a_line_that_is_no_message_does_not_end_the_conversation() throws IOException {
    Map<String, Map<String, Object>> answers =
        answers("what?\n\n" + call(1, "orchestrator_health_check", "{}"));

    assertThat(answers.get("null").get("error").toString()).contains("-32700");
    assertThat(answers.get("1")).containsKey("result");
  }

  @Test
  void a_line_that_is_too_long_is_refused_and_the_next_one_read() throws IOException {
    Map<String, Map<String, Object>> answers =
        answers("x".repeat(9 << 20) + "\n" + call(1, "orchestrator_health_check", "{}"));

    assertThat(answers.get("null").get("error").toString()).contains("at most 8388608 bytes");
    assertThat(answers.get("1")).containsKey("result");
  }

  @Test
  void texts_are_utf_8_whatever_the_platform_says() throws IOException {
    answers(
        call(
            1,
            "orchestrator_cancel_task",
            "{\"task_id\": \"" + ID + "\", \"reason\": \"größer als 雪\"}"));

    assertThat(((CancelTaskRequest) router.orchestration().requests().get(0)).getReason())
        .isEqualTo("größer als 雪");
  }

  private static String call(int id, String tool, String arguments) {
    return "{\"jsonrpc\": \"2.0\", \"id\": "
        + id
        + ", \"method\": \"tools/call\", \"params\": {\"name\": \""
        + tool
        + "\", \"arguments\": "
        + arguments
        + "}}\n";
  }

  // What comes back, by the ids of the requests.
  private Map<String, Map<String, Object>> answers(String lines) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RouterMcp.serve(
        router.channel(), new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), out);
    Map<String, Map<String, Object>> answers = new LinkedHashMap<>();
    for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
      Map<String, Object> answer =
          McpJsonDefaults.getMapper().readValue(line, new TypeRef<Map<String, Object>>() {});
      answers.put(String.valueOf(answer.get("id")), answer);
    }
    return answers;
  }
}
