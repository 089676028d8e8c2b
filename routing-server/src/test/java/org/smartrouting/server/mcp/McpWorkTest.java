package org.smartrouting.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.smartrouting.server.RoutingServer;
import org.smartrouting.server.config.ConfigReader;
import org.smartrouting.server.config.ConfigSources;

@Timeout(120)
final class McpWorkTest {
  private static final Map<String, Object> SKILLED =
      Map.of("skills", List.of(Map.of("skill", "java", "level", 4)), "slots", 2);

  @TempDir private Path directory;

  private final ExecutorService agents = Executors.newFixedThreadPool(6);
  private RoutingServer server;
  private McpSyncClient client;

  @BeforeEach
  void start() throws IOException {
    Map<String, String> flags =
        Map.of(
            "grpc.port", "0",
            "admin.port", "0",
            "admin.max-calls", "8",
            "shutdown.drain-timeout", "0s",
            "database.url", "jdbc:h2:file:" + directory.resolve("router").toAbsolutePath());
    server =
        RoutingServer.start(
            ConfigReader.read(new ConfigSources(Optional.empty(), Map.of(), flags)));
    client = McpClients.http(server.adminPort().orElseThrow());
    while (!isServing()) {
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
    agents.shutdown();
  }

  @Test
  void an_agent_registers_waits_for_work_and_gives_the_result_back() {
    register("ada");
    String taskId = submit("Fix the build", "make it green");

    Map<String, Object> work = onlyAssignment(work("ada", 10));
    assertThat(object(work.get("task")))
        .containsEntry("task_id", taskId)
        .containsEntry("state", "running")
        .containsKey("lease_expire_time");
    assertThat(object(object(work.get("task")).get("spec")))
        .containsEntry("payload", "make it green");

    Map<String, Object> held =
        Map.of("task_id", taskId, "assignment_token", work.get("assignment_token"));
    assertThat(McpClients.succeed(client, "specialist_renew", Map.of("assignment", held)))
        .containsKey("lease_expire_time");
    McpClients.succeed(
        client,
        "specialist_complete",
        Map.of("assignment", held, "result", Map.of("output", "green"), "quality", 0.9));

    assertThat(McpClients.succeed(client, "task_explain", Map.of("task_id", taskId)))
        .containsEntry("state", "succeeded");
  }

  @Test
  void an_agent_can_say_that_it_failed() {
    register("ada");
    String taskId = submit("Fix the build", "make it green");
    Map<String, Object> work = onlyAssignment(work("ada", 10));

    Map<String, Object> answer =
        McpClients.succeed(
            client,
            "specialist_fail",
            Map.of(
                "assignment",
                Map.of("task_id", taskId, "assignment_token", work.get("assignment_token")),
                "failure",
                Map.of("kind", "permanent", "reason", "no compiler")));

    assertThat(answer).containsEntry("state", "failed");
  }

  @Test
  void a_wait_that_ends_without_work_is_an_empty_list() {
    register("ada");

    assertThat(work("ada", 0)).containsEntry("assignments", List.of());
  }

  @Test
  void the_router_says_what_is_wrong_with_a_request() {
    assertThat(McpClients.refused(client, "specialist_work", Map.of("specialist_id", "nobody")))
        .containsEntry("code", "NOT_FOUND")
        .containsEntry("reason", "SPECIALIST_NOT_FOUND");
    Map<String, Object> error =
        McpClients.refused(client, "task_submit", Map.of("spec", Map.of("title", "x".repeat(300))));
    assertThat(error).containsEntry("reason", "INVALID_FIELD");
    assertThat((List<?>) error.get("field_violations"))
        .singleElement()
        .asString()
        .contains("spec.title");
  }

  @Test
  void agents_that_wait_hold_up_nobody() {
    List<CompletableFuture<CallToolResult>> waiting = sixAgentsWait();

    for (int i = 0; i < 6; i++) {
      submit("task " + i, "x");
    }

    assertThat(waiting)
        .allSatisfy(
            agent ->
                assertThat((List<?>) object(agent.join().structuredContent()).get("assignments"))
                    .hasSize(1));
  }

  @Test
  void agents_that_wait_are_told_when_the_server_stops() {
    List<CompletableFuture<CallToolResult>> waiting = sixAgentsWait();

    server.close();

    assertThat(waiting)
        .allSatisfy(
            agent -> {
              CallToolResult answer = agent.join();
              assertThat(answer.isError() || FakeRouter.text(answer, 0).equals("No assignments."))
                  .isTrue();
            });
  }

  // Six of the eight calls may wait; once they do, the next is refused.
  private List<CompletableFuture<CallToolResult>> sixAgentsWait() {
    register("late");
    List<CompletableFuture<CallToolResult>> waiting = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String name = "agent-" + i;
      register(name);
      McpSyncClient own = McpClients.http(server.adminPort().orElseThrow());
      waiting.add(CompletableFuture.supplyAsync(() -> waitWithPlace(own, name), agents));
    }
    CallToolResult late = wait(client, "late", 0.001);
    while (!isOverloaded(late)) {
      late = wait(client, "late", 0.001);
    }
    assertThat(object(object(late.structuredContent()).get("error")))
        .containsKey("retry_after_seconds");
    return waiting;
  }

  // The one that is late takes a place for a moment, too.
  private static CallToolResult waitWithPlace(McpSyncClient client, String name) {
    CallToolResult answer = wait(client, name, 60);
    while (isOverloaded(answer)) {
      answer = wait(client, name, 60);
    }
    return answer;
  }

  private static boolean isOverloaded(CallToolResult answer) {
    return answer.isError()
        && "OVERLOADED"
            .equals(object(object(answer.structuredContent()).get("error")).get("reason"));
  }

  private static CallToolResult wait(McpSyncClient client, String name, double seconds) {
    return client.callTool(
        McpClients.request(
            "specialist_work", Map.of("specialist_id", name, "wait_timeout", seconds)));
  }

  private boolean isServing() {
    return !Boolean.TRUE.equals(
        client
            .callTool(
                McpClients.request(
                    "specialist_register", Map.of("specialist_id", "first", "spec", Map.of())))
            .isError());
  }

  private void register(String name) {
    McpClients.succeed(
        client, "specialist_register", Map.of("specialist_id", name, "spec", SKILLED));
  }

  private String submit(String title, String payload) {
    Map<String, Object> requirement = Map.of("skills", List.of(Map.of("skill", "java")));
    Map<String, Object> answer =
        McpClients.succeed(
            client,
            "task_submit",
            Map.of("spec", Map.of("title", title, "payload", payload, "requirement", requirement)));
    return (String) object(answer.get("task")).get("task_id");
  }

  private Map<String, Object> work(String name, int seconds) {
    return McpClients.succeed(
        client, "specialist_work", Map.of("specialist_id", name, "wait_timeout", seconds));
  }

  private static Map<String, Object> onlyAssignment(Map<String, Object> work) {
    assertThat((List<?>) work.get("assignments")).hasSize(1);
    return object(((List<?>) work.get("assignments")).get(0));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object json) {
    return (Map<String, Object>) json;
  }
}
