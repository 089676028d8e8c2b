package org.smartrouting.loadtests.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Shows reports to people. */
public final class ReportText {
  private static final int MAX_SPECIALISTS = 20;

  private record Line(String name, Function<RunReport, String> value) {}

  private static final List<Line> LINES =
      List.of(
          new Line("submitted", report -> Integer.toString(report.submitted())),
          new Line("refused", report -> Integer.toString(report.refused())),
          new Line("succeeded", report -> Integer.toString(report.succeeded())),
          new Line("failed", report -> Integer.toString(report.failed())),
          new Line("cancelled", report -> Integer.toString(report.cancelled())),
          new Line("expired", report -> Integer.toString(report.expired())),
          new Line("lost", report -> Integer.toString(report.lost())),
          new Line("duplicated", report -> Integer.toString(report.duplicated())),
          new Line("success share", report -> Figures.percent(report.successShare())),
          new Line("throughput /s", report -> Figures.of(report.throughputPerS())),
          new Line("makespan s", report -> Figures.of(report.makespanS())),
          new Line("cost", report -> Figures.of(report.cost())),
          new Line("wait mean ms", report -> Figures.millis(report.waitMs(), Times::mean)),
          new Line("wait p50 ms", report -> Figures.millis(report.waitMs(), Times::p50)),
          new Line("wait p90 ms", report -> Figures.millis(report.waitMs(), Times::p90)),
          new Line("wait p99 ms", report -> Figures.millis(report.waitMs(), Times::p99)),
          new Line("wait max ms", report -> Figures.millis(report.waitMs(), Times::max)),
          new Line("sojourn mean ms", report -> Figures.millis(report.sojournMs(), Times::mean)),
          new Line("sojourn p50 ms", report -> Figures.millis(report.sojournMs(), Times::p50)),
          new Line("sojourn p99 ms", report -> Figures.millis(report.sojournMs(), Times::p99)),
          new Line("busiest specialist", ReportText::busiest));

  private ReportText() {}

  /** Prints one report with its groups. */
  public static void print(RunReport report, PrintWriter out) {
    compare(List.of(report.run().policy()), List.of(report), out);
    groups("priority", report.byPriority(), out);
    groups("tenant", report.byTenant(), out);
    groups("skill", report.bySkill(), out);
    specialists(report.bySpecialist(), out);
  }

  /**
   * Prints reports side by side.
   *
   * @param names what to call each of them
   * @param reports as many reports
   */
  public static void compare(List<String> names, List<RunReport> reports, PrintWriter out) {
    TextTable table = new TextTable(row("", names));
    for (Line line : LINES) {
      table.row(row(line.name(), reports.stream().map(line.value()).toList()));
    }
    reports.stream()
        .flatMap(report -> report.byPriority().keySet().stream())
        .distinct()
        .forEach(priority -> table.row(row(priority + " p99 ms", p99(reports, priority))));
    table.print(out);
  }

  private static List<String> p99(List<RunReport> reports, String priority) {
    return reports.stream()
        .map(report -> report.byPriority().get(priority))
        .map(group -> Figures.millis(group == null ? null : group.waitMs(), Times::p99))
        .toList();
  }

  private static void groups(String what, Map<String, GroupReport> groups, PrintWriter out) {
    out.println();
    TextTable table =
        new TextTable(
            List.of(
                what,
                "tasks",
                "succeeded",
                "wait mean ms",
                "p50",
                "p90",
                "p99",
                "max",
                "sojourn p99 ms",
                "on time"));
    groups.forEach(
        (name, group) ->
            table.row(
                List.of(
                    name,
                    Integer.toString(group.count()),
                    Integer.toString(group.succeeded()),
                    Figures.millis(group.waitMs(), Times::mean),
                    Figures.millis(group.waitMs(), Times::p50),
                    Figures.millis(group.waitMs(), Times::p90),
                    Figures.millis(group.waitMs(), Times::p99),
                    Figures.millis(group.waitMs(), Times::max),
                    Figures.millis(group.sojournMs(), Times::p99),
                    Figures.percent(group.onTimeShare()))));
    table.print(out);
  }

  private static void specialists(Map<String, SpecialistReport> all, PrintWriter out) {
    out.println();
    TextTable table =
        new TextTable(List.of("specialist", "attempts", "busy", "most in flight", "slots"));
    all.entrySet().stream()
        .limit(MAX_SPECIALISTS)
        .forEach(
            entry ->
                table.row(
                    List.of(
                        entry.getKey(),
                        Integer.toString(entry.getValue().tasks()),
                        Figures.percent(entry.getValue().busyShare()),
                        Integer.toString(entry.getValue().maxInFlight()),
                        Integer.toString(entry.getValue().slots()))));
    table.print(out);
    if (all.size() > MAX_SPECIALISTS) {
      out.println("and " + (all.size() - MAX_SPECIALISTS) + " more");
      out.flush();
    }
  }

  private static String busiest(RunReport report) {
    return Figures.percent(
        report.bySpecialist().values().stream()
            .mapToDouble(SpecialistReport::busyShare)
            .max()
            .orElse(0));
  }

  private static List<String> row(String first, List<String> rest) {
    List<String> cells = new ArrayList<>();
    cells.add(first);
    cells.addAll(rest);
    return cells;
  }
}
