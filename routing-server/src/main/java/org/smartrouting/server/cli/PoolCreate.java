package org.smartrouting.server.cli;

import org.smartrouting.v1.CreatePoolRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Creates one pool. */
@Command(name = "create", description = "Creates a pool.", mixinStandardHelpOptions = true)
final class PoolCreate implements Runnable {
  @Mixin private Connection connection;
  @Mixin private Output output;
  @Mixin private PolicyOptions policy;

  @Parameters(paramLabel = "POOL", description = "Id of the pool.")
  private String pool;

  @Option(
      names = "--request-id",
      defaultValue = "",
      description = "Makes a repeat of the same command safe.")
  private String requestId;

  @Override
  public void run() {
    CreatePoolRequest request =
        CreatePoolRequest.newBuilder()
            .setRequestId(requestId)
            .setPool(pool)
            .setPolicy(policy.values())
            .build();
    connection.pools(
        pools -> output.document(connection.timed(pools).createPool(request).getPool()));
  }
}
