package org.smartrouting.server.cli;

import org.smartrouting.v1.GetQueueStatsRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what waits and runs in a pool. */
@Command(
    name = "stats",
    description = "Shows what waits and runs in a pool, and what came of the rules that it tries.",
    mixinStandardHelpOptions = true)
final class PoolStats implements Runnable {
  @Mixin private Connection connection;
  @Mixin private Output output;

  @Option(names = "--pool", defaultValue = "", description = "Pool. Default: default.")
  private String pool;

  @Override
  public void run() {
    GetQueueStatsRequest request = GetQueueStatsRequest.newBuilder().setPool(pool).build();
    connection.routing(
        routing -> PoolPrinting.stats(output, connection.timed(routing).getQueueStats(request)));
  }
}
