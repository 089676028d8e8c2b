package org.smartrouting.server.cli;

import java.util.List;
import java.util.Locale;
import org.smartrouting.v1.ShadowExpectation;
import org.smartrouting.v1.ShadowStats;

/** How rules that are tried look in a terminal. */
final class ShadowPrinting {
  private ShadowPrinting() {}

  /** Prints what came of them. */
  static void print(Output output, ShadowStats shadow) {
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
