package org.smartrouting.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smartrouting.orchestration.v1.GetArtifactRequest;
import org.smartrouting.server.admin.AdminServer;
import org.smartrouting.server.config.AdminConfig;
import org.smartrouting.server.role.Roles;

@Timeout(120)
final class McpHttpTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";

  private final FakeOrchestration orchestration = new FakeOrchestration();
  private Server router;
  private AdminServer admin;

  @BeforeEach
  void start() throws IOException {
    router =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                InsecureServerCredentials.create())
            .addService(orchestration)
            .build()
            .start();
    admin = new AdminServer(config(0), router);
    admin.start();
  }

  @AfterEach
  void stop() {
    admin.stop();
    router.shutdownNow();
  }

  @Test
  void a_client_finds_all_tools_and_calls_them() {
    try (McpSyncClient client = McpClients.http(port())) {
      assertThat(client.getServerInfo().name()).isEqualTo("smart-routing");
      assertThat(client.getServerInstructions()).contains("orchestrator_initialize_session");
      assertThat(client.listTools().tools())
          .extracting(Tool::name)
          .containsExactlyElementsOf(ToolTable.ALL.stream().map(ToolTable.Entry::name).toList());

      for (ToolTable.Entry entry : ToolTable.ALL) {
        if (entry.name().startsWith("orchestrator_")) {
          Map<String, Object> arguments = MessageWriter.write(Filled.of(entry.rpc().request()));
          arguments.remove("update_mask");
          assertThat(McpClients.succeed(client, entry.name(), arguments)).isNotEmpty();
        }
      }
      assertThat(orchestration.requests()).hasSize(23);
    }
  }

  @Test
  void a_refusal_reaches_the_client_with_its_code() {
    orchestration.refuse("ListSessions", Status.UNAVAILABLE.asRuntimeException());
    try (McpSyncClient client = McpClients.http(port())) {
      assertThat(McpClients.refused(client, "orchestrator_list_sessions", Map.of()))
          .containsEntry("code", "UNAVAILABLE");
      assertThat(McpClients.refused(client, "orchestrator_list_sessions", Map.of("limt", 1)))
          .containsEntry("reason", "INVALID_FIELD");
    }
  }

  @Test
  void roles_are_prompts() {
    try (McpSyncClient client = McpClients.http(port())) {
      assertThat(client.listPrompts().prompts())
          .extracting(Prompt::name)
          .containsExactlyInAnyOrderElementsOf(Roles.BUILT_IN);
      TextContent text =
          (TextContent)
              client
                  .getPrompt(
                      GetPromptRequest.builder("coder")
                          .arguments(Map.of("task", "Fix the build"))
                          .build())
                  .messages()
                  .get(0)
                  .content();
      assertThat(text.text()).startsWith("You are the ").endsWith("The task:\nFix the build\n");
      assertThatThrownBy(
              () ->
                  client.getPrompt(
                      GetPromptRequest.builder("coder").arguments(Map.of("tusk", "x")).build()))
          .isInstanceOf(McpError.class)
          .hasMessageContaining("tusk");
    }
  }

  @Test
  void sessions_and_artifacts_are_resources() {
    try (McpSyncClient client = McpClients.http(port())) {
      assertThat(client.listResourceTemplates().resourceTemplates())
          .extracting(ResourceTemplate::uriTemplate)
          .containsExactlyInAnyOrder(
              "session://{session_id}", "task://{task_id}", "artifact://{task_id}/{name}");
      assertThat(read(client, "session://" + ID).text()).contains("\"progress\":1");
      assertThat(read(client, "artifact://" + ID + "/a%20b%2Fc+d").text()).isEqualTo("Grüße\n");
      assertThat(orchestration.requests())
          .contains(GetArtifactRequest.newBuilder().setTaskId(ID).setName("a b/c+d").build());
      orchestration.refuse("GetArtifact", Status.NOT_FOUND.asRuntimeException());
      assertThatThrownBy(() -> read(client, "artifact://" + ID + "/x"))
          .isInstanceOfSatisfying(
              McpError.class,
              error -> assertThat(error.getJsonRpcError().code()).isEqualTo(-32002));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, , 200",
    "localhost, , 200",
    "localhost:1234, http://localhost:3000, 200",
    "[::1]:8080, , 200",
    "router.test, , 200",
    "127.0.0.1, https://console.test, 200",
    "evil.example, , 421",
    "localhost.evil.example, , 421",
    "127.0.0.1, http://evil.example, 403",
    "127.0.0.1, http://localhost.evil.example, 403",
    "127.0.0.1, null, 403"
  })
  void only_this_machine_and_those_that_are_named_may_ask(String host, String origin, int status)
      throws IOException {
    String headers =
        "Host: " + host + "\r\n" + (origin == null ? "" : "Origin: " + origin + "\r\n");

    assertThat(statusOf(headers)).isEqualTo(status);
  }

  @Test
  void a_client_goes_on_after_a_restart() throws IOException {
    try (McpSyncClient client = McpClients.http(port())) {
      int port = port();
      admin.stop();
      admin = new AdminServer(config(port), router);
      admin.start();

      assertThat(McpClients.succeed(client, "orchestrator_health_check", Map.of())).isNotEmpty();
    }
  }

  @Test
  void a_port_that_is_taken_is_named() throws IOException {
    AdminServer second = new AdminServer(config(port()), router);

    assertThatThrownBy(second::start)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("admin.port " + port());
    assertThat(McpClients.http(port()).listTools().tools()).isNotEmpty();
  }

  @Test
  void what_is_switched_off_does_not_listen() throws IOException {
    AdminConfig off = new AdminConfig(false, "127.0.0.1", 0, false, List.of(), List.of(), 4);
    AdminServer server = new AdminServer(off, router);
    server.start();

    assertThat(server.port()).isEmpty();
    server.stop();
  }

  private static TextResourceContents read(McpSyncClient client, String uri) {
    return (TextResourceContents)
        client.readResource(ReadResourceRequest.builder(uri).build()).contents().get(0);
  }

  // The JDK's client does not let callers choose the host.
  private int statusOf(String headers) throws IOException {
    String body = "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ping\"}";
    String request =
        "POST /mcp HTTP/1.1\r\n"
            + headers
            + "Accept: application/json, text/event-stream\r\nContent-Type: application/json\r\n"
            + "Connection: close\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      String status = answer.readLine();
      int code = status.indexOf(' ') + 1;
      return Integer.parseInt(status.substring(code, code + 3));
    }
  }

  private int port() {
    return admin.port().orElseThrow();
  }

  private static AdminConfig config(int port) {
    return new AdminConfig(
        true,
        "127.0.0.1",
        port,
        false,
        List.of("router.test"),
        List.of("https://console.test"),
        32);
  }
}
