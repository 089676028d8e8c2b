package org.smartrouting.server.mcp;

import io.grpc.Channel;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.transport.DefaultServerTransportSecurityValidator;
import io.modelcontextprotocol.server.transport.HttpServletStatelessServerTransport;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import jakarta.servlet.http.HttpServlet;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.smartrouting.server.role.Roles;

/**
 * The router as a server of the Model Context Protocol. It is stateless: nothing is kept between
 * calls, so a client goes on after a restart without beginning again.
 */
public final class RouterMcp {
  /** Where the servlet is to be found. */
  public static final String PATH = "/mcp";

  private static final int MAX_REQUEST_BYTES = 8 << 20;
  private static final int STDIO_CALLS = 64;
  private static final String INSTRUCTIONS =
      """
      A task router. Begin with orchestrator_initialize_session, plan tasks with orchestrator_plan_task, \
      take one with orchestrator_execute_task, work in the role that it returns, and give the result \
      back with orchestrator_complete_task and the assignment_token; put the parts of a task together \
      with orchestrator_synthesize_results. To wait for work of others: specialist_register, then \
      specialist_work. A refused call has changed nothing; its error says why, and when to come back. \
      What is empty is left out of results.""";

  private RouterMcp() {}

  /**
   * Serves over HTTP. Each call keeps its thread until it is answered.
   *
   * @param channel leads to the router
   * @param access who may call
   * @param maxCalls calls that can run at the same time; three quarters of them may wait for work
   */
  public static HttpServlet servlet(Channel channel, HttpAccess access, int maxCalls) {
    HttpServletStatelessServerTransport transport =
        HttpServletStatelessServerTransport.builder()
            .jsonMapper(McpJsonDefaults.getMapper())
            .messageEndpoint(PATH)
            .maxRequestSize(MAX_REQUEST_BYTES)
            .httpHeaderValidator(
                DefaultServerTransportSecurityValidator.builder()
                    .allowedHosts(access.hosts())
                    .allowedOrigins(access.origins())
                    .build())
            .build();
    serve(transport, channel, maxCalls);
    return transport;
  }

  /**
   * Serves on two streams, one message a line, until the first one ends and what was asked is
   * answered.
   *
   * @param channel leads to the router
   */
  public static void serve(Channel channel, InputStream in, OutputStream out) {
    StdioTransport transport =
        new StdioTransport(McpJsonDefaults.getMapper(), out, STDIO_CALLS, MAX_REQUEST_BYTES);
    serve(transport, channel, STDIO_CALLS);
    transport.run(in);
  }

  private static void serve(McpStatelessServerTransport transport, Channel channel, int maxCalls) {
    McpJsonMapper json = McpJsonDefaults.getMapper();
    Waiting waiting = new Waiting(Math.max(1, maxCalls * 3 / 4));
    List<SyncToolSpecification> tools =
        new Tools(channel, waiting, json)
            .all().stream()
                .map(
                    tool ->
                        new SyncToolSpecification(
                            tool.description(),
                            (context, request) -> tool.call(request.arguments())))
                .toList();
    McpServer.sync(transport)
        .serverInfo("smart-routing", version())
        .instructions(INSTRUCTIONS)
        .capabilities(
            ServerCapabilities.builder()
                .tools(false)
                .prompts(false)
                .resources(false, false)
                .build())
        .jsonMapper(json)
        // Arguments are checked here in the words of the API, and all at once.
        .validateToolInputs(false)
        // The default hands calls to a few threads that everything in the process shares.
        .immediateExecution(true)
        .tools(tools)
        .prompts(RolePrompts.of(Roles.read(null)))
        .resourceTemplates(new RouterResources(channel, json).templates())
        .build();
  }

  private static String version() {
    String version = RouterMcp.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
