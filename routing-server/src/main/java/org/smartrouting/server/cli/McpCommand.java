package org.smartrouting.server.cli;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.smartrouting.server.RoutingServer;
import org.smartrouting.server.config.ConfigReader;
import org.smartrouting.server.config.ConfigSources;
import org.smartrouting.server.config.ServerConfig;
import org.smartrouting.server.mcp.RouterMcp;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Speaks the Model Context Protocol on standard input and output, until the input ends: for a
 * server that runs, or for one of its own in this process. The log is on standard error.
 */
@Command(
    name = "mcp",
    description = {
      "Speaks the Model Context Protocol on standard input and output.",
      "Without --server it runs a router of its own, on any free port unless --port says which."
    },
    mixinStandardHelpOptions = true)
public final class McpCommand implements Callable<Integer> {
  private static final int MAX_ANSWER_BYTES = 64 << 20;
  private static final long START_SECONDS = 30;
  private static final long POLL_MILLIS = 20;

  @Option(
      names = "--server",
      paramLabel = "HOST:PORT",
      description = "A server that runs, by its gRPC address.")
  private @Nullable String server;

  @Option(
      names = "--data",
      paramLabel = "DIRECTORY",
      description = "Where the embedded database is; ./data otherwise. One process at a time.")
  private @Nullable Path data;

  @Mixin private ServerOptions options = new ServerOptions();
  @Spec private CommandSpec spec;

  /** Made by the command line. */
  public McpCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    ConfigSources sources = sources();
    String remote = server;
    if (remote != null && (!sources.flags().isEmpty() || sources.file().isPresent())) {
      throw new ParameterException(
          spec.commandLine(), "with --server there is no router here that could have settings");
    }
    // What anything else prints would break the protocol.
    PrintStream answers = System.out;
    System.setOut(System.err);
    if (remote != null) {
      serve(remote, answers);
      return 0;
    }
    ServerConfig config = ConfigReader.read(embedded(sources));
    config.logLevel().apply();
    try (RoutingServer router = RoutingServer.start(config)) {
      Runtime.getRuntime().addShutdownHook(new Thread(router::close, "stop-by-signal"));
      serve(router.address(), answers);
    }
    return 0;
  }

  private ConfigSources sources() {
    ConfigSources given = options.sources(System.getenv());
    if (data == null) {
      return given;
    }
    Map<String, String> flags = new LinkedHashMap<>(given.flags());
    String url = "jdbc:h2:file:" + data.toAbsolutePath().resolve("router");
    if (flags.putIfAbsent("database.url", url) != null) {
      throw new ParameterException(
          spec.commandLine(), "--data and a database.url cannot be given together");
    }
    return new ConfigSources(given.file(), given.environment(), flags);
  }

  private static ConfigSources embedded(ConfigSources given) {
    Map<String, String> flags = new LinkedHashMap<>(given.flags());
    flags.putIfAbsent("grpc.port", "0");
    flags.putIfAbsent("admin.enabled", "false");
    return new ConfigSources(given.file(), given.environment(), flags);
  }

  private static void serve(String address, PrintStream answers) throws InterruptedException {
    ManagedChannel channel =
        Grpc.newChannelBuilder(address, InsecureChannelCredentials.create())
            .maxInboundMessageSize(MAX_ANSWER_BYTES)
            .build();
    try {
      awaitServing(channel);
      RouterMcp.serve(channel, System.in, answers);
    } finally {
      channel.shutdownNow();
    }
  }

  // Clients call as soon as they can; a router that begins would refuse what it could soon do. One
  // that does not come is told of by every call, so it is no reason to give up.
  private static void awaitServing(ManagedChannel channel) throws InterruptedException {
    HealthGrpc.HealthBlockingStub health = HealthGrpc.newBlockingStub(channel);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (System.nanoTime() < end) {
      try {
        ServingStatus status =
            health
                .withDeadlineAfter(1, TimeUnit.SECONDS)
                .check(HealthCheckRequest.getDefaultInstance())
                .getStatus();
        if (status == ServingStatus.SERVING) {
          return;
        }
      } catch (StatusRuntimeException e) {
        if (e.getStatus().getCode() == io.grpc.Status.Code.UNAVAILABLE) {
          return;
        }
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }
}
