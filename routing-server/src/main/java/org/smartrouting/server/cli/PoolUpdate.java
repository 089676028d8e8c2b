package org.smartrouting.server.cli;

import org.smartrouting.v1.UpdatePoolRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Changes some of the rules of one pool. */
@Command(
    name = "update",
    description = "Changes the rules of a pool that are given by --set; all others stay.",
    mixinStandardHelpOptions = true)
final class PoolUpdate implements Runnable {
  @Mixin private Connection connection;
  @Mixin private Output output;
  @Mixin private PolicyOptions policy;
  @Mixin private PoolName pool;

  @Option(
      names = "--etag",
      defaultValue = "",
      description = "Changes nothing if the pool has another etag by now.")
  private String etag;

  @Override
  public void run() {
    UpdatePoolRequest request =
        UpdatePoolRequest.newBuilder()
            .setPool(pool.value())
            .setPolicy(policy.values())
            .setUpdateMask(policy.mask())
            .setEtag(etag)
            .build();
    connection.pools(
        pools -> output.document(connection.timed(pools).updatePool(request).getPool()));
  }
}
