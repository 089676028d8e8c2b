package org.smartrouting.server.cli;

import org.smartrouting.v1.GetPoolRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the rules of one pool. */
@Command(
    name = "get",
    description = "Prints a pool with all its rules, as JSON.",
    mixinStandardHelpOptions = true)
final class PoolGet implements Runnable {
  @Mixin private Connection connection;
  @Mixin private Output output;

  @Parameters(
      paramLabel = "POOL",
      arity = "0..1",
      defaultValue = "",
      description = "Which pool. Default: default.")
  private String pool;

  @Override
  public void run() {
    GetPoolRequest request = GetPoolRequest.newBuilder().setPool(pool).build();
    connection.pools(pools -> output.document(connection.timed(pools).getPool(request).getPool()));
  }
}
