package org.smartrouting.server.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.smartrouting.v1.GetQueueStatsResponse;
import org.smartrouting.v1.PriorityStats;
import org.smartrouting.v1.ShadowExpectation;
import org.smartrouting.v1.ShadowStats;

/** How pools look in a terminal. */
final class PoolPrinting {
  private static final List<String> HEADER =
      List.of("PRIORITY", "PENDING", "QUEUED", "IN FLIGHT", "BLOCKED");

  private PoolPrinting() {}

  /** Prints what waits and runs. */
  static void stats(Output output, GetQueueStatsResponse stats) {
    if (output.isJson()) {
      output.json(stats);
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    stats.getPrioritiesList().forEach(priority -> rows.add(row(priority)));
    output.table(rows);
    output.line(
        String.format(
            Locale.ROOT,
            "%d specialists, %d of %d slots free",
            stats.getConnectedSpecialists(),
            stats.getFreeSlots(),
            stats.getSlots()));
    if (stats.hasShadow()) {
      shadow(output, stats.getShadow());
    }
  }

  private static List<String> row(PriorityStats priority) {
    return List.of(
        priority.getPriority().name().replace("PRIORITY_", ""),
        Long.toString(priority.getPending()),
        Long.toString(priority.getQueued()),
        Long.toString(priority.getInFlight()),
        Long.toString(priority.getBlocked()));
  }

  private static void shadow(Output output, ShadowStats shadow) {
    output.line(
        String.format(
            Locale.ROOT,
            "other rules, tried in %d decisions: %.1f %% the same, %.3f credits more each",
            shadow.getDecisions(),
            100 * shadow.getAgreedShare(),
            shadow.getMeanCostDifference()));
    output.table(
        List.of(
            List.of("EXPECTED", "SECONDS", "SUCCESS", "PRICE"),
            row("in use", shadow.getActive()),
            row("tried", shadow.getShadow())));
  }

  private static List<String> row(String name, ShadowExpectation means) {
    return List.of(
        name, number(means.getSeconds()), number(means.getSuccess()), number(means.getPrice()));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
