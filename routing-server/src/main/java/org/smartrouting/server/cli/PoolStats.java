package org.smartrouting.server.cli;

import com.google.protobuf.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.smartrouting.v1.FairnessKeyStats;
import org.smartrouting.v1.GetQueueStatsRequest;
import org.smartrouting.v1.GetQueueStatsResponse;
import org.smartrouting.v1.PriorityStats;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what waits in one pool, and who could take it. */
@Command(
    name = "stats",
    description = "Shows what waits in a pool and what its specialists have free.",
    mixinStandardHelpOptions = true)
final class PoolStats implements Runnable {
  @Mixin private Connection connection;
  @Mixin private Output output;
  @Mixin private PoolName pool;

  @Override
  public void run() {
    GetQueueStatsRequest request = GetQueueStatsRequest.newBuilder().setPool(pool.value()).build();
    connection.routing(routing -> print(connection.timed(routing).getQueueStats(request)));
  }

  private void print(GetQueueStatsResponse stats) {
    if (output.isJson()) {
      output.json(stats);
      return;
    }
    output.line(
        String.format(
            Locale.ROOT,
            "%d specialists connected, %d of %d slots free",
            stats.getConnectedSpecialists(),
            stats.getFreeSlots(),
            stats.getSlots()));
    output.line("");
    output.table(priorities(stats.getPrioritiesList()));
    if (stats.getFairnessKeysCount() > 0) {
      output.line("");
      output.table(keys(stats.getFairnessKeysList()));
    }
    if (stats.hasShadow()) {
      output.line("");
      ShadowPrinting.print(output, stats.getShadow());
    }
  }

  private static List<List<String>> priorities(List<PriorityStats> priorities) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("PRIORITY", "PENDING", "QUEUED", "IN FLIGHT", "BLOCKED", "OLDEST WAIT"));
    for (PriorityStats each : priorities) {
      rows.add(
          List.of(
              each.getPriority().name().replace("PRIORITY_", ""),
              Long.toString(each.getPending()),
              Long.toString(each.getQueued()),
              Long.toString(each.getInFlight()),
              Long.toString(each.getBlocked()),
              each.hasOldestWait() ? seconds(each.getOldestWait()) : "-"));
    }
    return rows;
  }

  private static List<List<String>> keys(List<FairnessKeyStats> keys) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("FAIRNESS KEY", "QUEUED", "WEIGHT", "SHARE"));
    for (FairnessKeyStats each : keys) {
      rows.add(
          List.of(
              each.getFairnessKey().isEmpty() ? "(none)" : each.getFairnessKey(),
              Long.toString(each.getQueued()),
              Double.toString(each.getWeight()),
              String.format(Locale.ROOT, "%.1f %%", each.getSharePercent())));
    }
    return rows;
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.getSeconds() + time.getNanos() / 1e9);
  }
}
