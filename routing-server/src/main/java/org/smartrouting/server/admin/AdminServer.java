package org.smartrouting.server.admin;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.OptionalInt;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.smartrouting.server.config.AdminConfig;
import org.smartrouting.server.mcp.HttpAccess;
import org.smartrouting.server.mcp.RouterMcp;

/**
 * Serves HTTP beside gRPC. It calls the router over gRPC like anybody else, so what it does and
 * what it refuses is the same. Not safe for use by several threads.
 */
public final class AdminServer {
  private static final Logger log = LoggerFactory.getLogger(AdminServer.class);

  // Jetty's own, for accepting, selecting and refusing.
  private static final int OWN_THREADS = 16;
  private static final int MAX_WAITING_REQUESTS = 1_024;
  private static final Duration MAX_WAIT = Duration.ofSeconds(10);
  // Longer than the longest wait that a call can ask for.
  private static final Duration IDLE = Duration.ofMinutes(7);
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);
  private static final int MAX_ANSWER_BYTES = 64 << 20;

  private final AdminConfig config;
  private final Server router;
  private @Nullable ManagedChannel channel;
  private org.eclipse.jetty.server.@Nullable Server http;

  /**
   * Will serve.
   *
   * @param router the gRPC server, which listens before this one is started
   */
  public AdminServer(AdminConfig config, Server router) {
    this.config = config;
    this.router = router;
  }

  /**
   * Listens, unless it is switched off.
   *
   * @throws IOException if the address cannot be listened on
   */
  public void start() throws IOException {
    if (!config.enabled()) {
      return;
    }
    ManagedChannel toRouter =
        Grpc.newChannelBuilder(routerAddress(), InsecureChannelCredentials.create())
            .maxInboundMessageSize(MAX_ANSWER_BYTES)
            .build();
    channel = toRouter;
    HttpAccess access = HttpAccess.loopbackAnd(config.allowedHosts(), config.allowedOrigins());
    org.eclipse.jetty.server.Server server =
        server(RouterMcp.servlet(toRouter, access, config.maxCalls()));
    http = server;
    try {
      server.start();
    } catch (Exception e) {
      stop();
      throw new IOException(
          "admin.host "
              + config.host()
              + " and admin.port "
              + config.port()
              + " cannot be listened on; use another port, or admin.enabled=false",
          e);
    }
    log.info("listening for HTTP on {}:{}", config.host(), port().orElse(0));
  }

  /** The port it listens on; empty when it does not. */
  public OptionalInt port() {
    org.eclipse.jetty.server.Server server = http;
    if (server == null || !(server.getConnectors()[0] instanceof ServerConnector connector)) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(connector.getLocalPort());
  }

  /** Breaks off what waits and stops listening. Idempotent. */
  public void stop() {
    ManagedChannel toRouter = channel;
    if (toRouter != null) {
      toRouter.shutdownNow();
    }
    org.eclipse.jetty.server.Server server = http;
    if (server != null) {
      try {
        server.stop();
      } catch (Exception e) {
        log.warn("the HTTP server did not stop in order", e);
      }
    }
  }

  private org.eclipse.jetty.server.Server server(HttpServlet mcp) {
    QueuedThreadPool threads = new QueuedThreadPool(config.maxCalls() + OWN_THREADS);
    threads.setName("http");
    threads.setDaemon(true);
    org.eclipse.jetty.server.Server server = new org.eclipse.jetty.server.Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(config.host());
    connector.setPort(config.port());
    connector.setIdleTimeout(IDLE.toMillis());
    server.addConnector(connector);
    ServletContextHandler servlets = new ServletContextHandler();
    servlets.addServlet(new ServletHolder("mcp", mcp), RouterMcp.PATH);
    QoSHandler bounded = new QoSHandler(servlets);
    bounded.setMaxRequestCount(config.maxCalls());
    bounded.setMaxSuspendedRequestCount(MAX_WAITING_REQUESTS);
    bounded.setMaxSuspend(MAX_WAIT);
    server.setHandler(new GracefulHandler(bounded));
    server.setStopTimeout(LAST_ANSWERS.toMillis());
    return server;
  }

  private String routerAddress() {
    InetSocketAddress address =
        router.getListenSockets().stream()
            .filter(InetSocketAddress.class::isInstance)
            .map(InetSocketAddress.class::cast)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("the gRPC server does not listen"));
    boolean any = address.getAddress().isAnyLocalAddress();
    String host = any ? "127.0.0.1" : address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }
}
