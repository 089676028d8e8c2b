package org.smartrouting.server.mcp;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import java.time.Duration;
import java.util.Map;

/** Clients of the Model Context Protocol for tests. */
final class McpClients {
  private McpClients() {}

  /** A client over HTTP that has said hello. */
  static McpSyncClient http(int port) {
    return connect(
        HttpClientStreamableHttpTransport.builder("http://127.0.0.1:" + port)
            .endpoint(RouterMcp.PATH)
            .build());
  }

  /** A client that has said hello. */
  static McpSyncClient connect(McpClientTransport transport) {
    McpSyncClient client =
        McpClient.sync(transport)
            .clientInfo(Implementation.builder("test", "1").build())
            .requestTimeout(Duration.ofSeconds(60))
            .initializationTimeout(Duration.ofSeconds(60))
            .build();
    client.initialize();
    return client;
  }

  /** A call of a tool. */
  static CallToolRequest request(String tool, Map<String, Object> arguments) {
    return CallToolRequest.builder(tool).arguments(arguments).build();
  }

  /** Calls a tool that is expected to succeed. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> succeed(
      McpSyncClient client, String tool, Map<String, Object> arguments) {
    CallToolResult result = client.callTool(request(tool, arguments));
    if (Boolean.TRUE.equals(result.isError())) {
      throw new AssertionError(tool + " failed: " + result.content());
    }
    return (Map<String, Object>) result.structuredContent();
  }

  /** Calls a tool that is expected to be refused, and returns the error. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> refused(
      McpSyncClient client, String tool, Map<String, Object> arguments) {
    CallToolResult result = client.callTool(request(tool, arguments));
    if (!Boolean.TRUE.equals(result.isError())) {
      throw new AssertionError(tool + " was not refused: " + result.content());
    }
    return (Map<String, Object>) ((Map<String, Object>) result.structuredContent()).get("error");
  }
}
