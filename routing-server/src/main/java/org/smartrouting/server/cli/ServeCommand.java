package org.smartrouting.server.cli;

import java.util.concurrent.Callable;
import org.smartrouting.server.RoutingServer;
import org.smartrouting.server.config.ConfigReader;
import org.smartrouting.server.config.ServerConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs a server until it is told to stop by SIGTERM or SIGINT. */
@Command(
    name = "serve",
    description = "Runs a server until SIGTERM or SIGINT.",
    mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
  @Mixin private ServerOptions options = new ServerOptions();
  @Spec private CommandSpec spec;

  /** Made by the command line. */
  public ServeCommand() {}

  @Override
  public Integer call() throws Exception {
    ServerConfig config = ConfigReader.read(options.sources(System.getenv()));
    config.logLevel().apply();
    RoutingServer server = RoutingServer.start(config);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-by-signal"));
    // One line on standard output, for scripts that wait for it; the log is on standard error.
    spec.commandLine().getOut().println("serving on " + server.address());
    server
        .adminPort()
        .ifPresent(
            port ->
                spec.commandLine()
                    .getOut()
                    .println("admin on " + config.admin().host() + ":" + port));
    spec.commandLine().getOut().flush();
    return server.awaitStop() ? 0 : 1;
  }
}
