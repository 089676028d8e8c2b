package org.smartrouting.server.cli;

import org.smartrouting.v1.GetPoolRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the rules of one pool. */
@Command(
    name = "get",
    description = "Prints a pool with all its rules, as JSON.",
    mixinStandardHelpOptions = true)
final class PoolGet implements Runnable {
  @Mixin private Connection connection;
  @Mixin private Output output;
  @Mixin private PoolName pool;

  @Override
  public void run() {
    GetPoolRequest request = GetPoolRequest.newBuilder().setPool(pool.value()).build();
    connection.pools(pools -> output.document(connection.timed(pools).getPool(request).getPool()));
  }
}
