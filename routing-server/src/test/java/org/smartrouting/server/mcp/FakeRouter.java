package org.smartrouting.server.mcp;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.io.IOException;
import java.util.Map;

/** The tools over a fake orchestration in this process. */
final class FakeRouter implements AutoCloseable {
  private final FakeOrchestration orchestration = new FakeOrchestration();
  private final Server server;
  private final ManagedChannel channel;

  FakeRouter() throws IOException {
    String name = InProcessServerBuilder.generateName();
    server =
        InProcessServerBuilder.forName(name)
            .directExecutor()
            .addService(orchestration)
            .build()
            .start();
    channel = InProcessChannelBuilder.forName(name).directExecutor().build();
  }

  FakeOrchestration orchestration() {
    return orchestration;
  }

  ManagedChannel channel() {
    return channel;
  }

  /** Calls a tool. */
  CallToolResult call(String tool, Map<String, Object> arguments) {
    return new Tools(channel, new Waiting(1), McpJsonDefaults.getMapper())
        .all().stream()
            .filter(each -> each.description().name().equals(tool))
            .findFirst()
            .orElseThrow()
            .call(arguments);
  }

  /** A text of a result. */
  static String text(CallToolResult result, int index) {
    return ((TextContent) result.content().get(index)).text();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
  }
}
