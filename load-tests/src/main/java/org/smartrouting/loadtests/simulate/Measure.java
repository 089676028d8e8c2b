package org.smartrouting.loadtests.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.smartrouting.core.task.Priority;
import org.smartrouting.loadtests.report.GroupReport;
import org.smartrouting.loadtests.report.Observation;
import org.smartrouting.loadtests.report.RunReport;

/**
 * One figure by which policies are held against each other. Immutable.
 *
 * @param name what it is, with its unit; also the key in reports
 * @param format how people read it
 * @param moreIsBetter whether a greater figure is the better one
 * @param of takes it from a run
 */
record Measure(String name, String format, boolean moreIsBetter, ToDoubleFunction<Run> of) {
  private static final double MILLIS_PER_SECOND = 1e3;

  /**
   * What a policy gave under one seed.
   *
   * @param report the report
   * @param seen what was seen of each task
   */
  record Run(RunReport report, List<Observation> seen) {
    private double onTime() {
      List<Observation> due = seen.stream().filter(each -> each.task().hasDeadline()).toList();
      return due.isEmpty()
          ? 1
          : (double) due.stream().filter(Observation::isOnTime).count() / due.size();
    }

    private double attempts() {
      return seen.stream().mapToInt(each -> each.attempts().size()).average().orElse(0);
    }

    private double meanWait() {
      var waits = report.waitMs();
      return waits == null ? 0 : waits.mean() / MILLIS_PER_SECOND;
    }

    private double p99(Priority priority) {
      Map<String, GroupReport> groups = report.byPriority();
      GroupReport group = groups.get(priority.name());
      return group == null || group.waitMs() == null ? 0 : group.waitMs().p99() / MILLIS_PER_SECOND;
    }
  }

  /** All of them: waits, what was done and when, and what it cost. */
  static List<Measure> all() {
    List<Measure> all = new ArrayList<>();
    for (Priority priority : Priority.values()) {
      String name = "wait_p99_s_" + priority.name().toLowerCase(Locale.ROOT);
      all.add(new Measure(name, "%.1f", false, run -> run.p99(priority)));
    }
    all.add(new Measure("wait_mean_s", "%.2f", false, Run::meanWait));
    all.add(new Measure("on_time_share", "%.4f", true, Run::onTime));
    all.add(new Measure("success_share", "%.4f", true, run -> run.report().successShare()));
    all.add(new Measure("attempts_per_task", "%.3f", false, Run::attempts));
    all.add(new Measure("cost", "%.0f", false, run -> run.report().cost()));
    return all;
  }

  /** Whether one figure is better than another. */
  boolean isBetter(double one, double other) {
    return moreIsBetter ? one > other : one < other;
  }

  /** The figure for people. */
  String text(double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
