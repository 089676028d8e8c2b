package org.smartrouting.server.orchestration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.smartrouting.core.engine.SpecialistView;
import org.smartrouting.core.orchestration.SessionId;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.orchestration.v1.RebalancingSuggestion;
import org.smartrouting.orchestration.v1.SpecialistReport;

/**
 * How full specialists are.
 *
 * @param reports one for each
 */
record Loads(List<SpecialistReport> reports) {
  /** Stands for a session where there is none. */
  static final SessionId NO_SESSION = new SessionId(new TaskId(0, 0));

  private static final double OVERLOADED = 0.9;
  private static final double HIGH = 0.7;
  private static final double MODERATE = 0.4;
  private static final double ROOM = 0.3;

  Loads {
    reports = List.copyOf(reports);
  }

  static Loads of(List<SpecialistReport> reports) {
    return new Loads(reports);
  }

  static SpecialistReport report(SpecialistView view) {
    int slots = view.specialist().spec().slots();
    double utilization = Math.min(1, (double) view.inFlight() / slots);
    return SpecialistReport.newBuilder()
        .setSpecialistId(view.specialist().key().id())
        .setRole(view.specialist().spec().role())
        .setSlots(slots)
        .setInFlight(view.inFlight())
        .setUtilization(utilization)
        .setWorkload(band(utilization))
        .build();
  }

  private static String band(double utilization) {
    if (utilization >= OVERLOADED) {
      return "overloaded";
    }
    if (utilization >= HIGH) {
      return "high";
    }
    return utilization >= MODERATE ? "moderate" : "available";
  }

  /** Whether there is any below a utilization. */
  boolean acceptWork(double threshold) {
    return reports.stream().anyMatch(report -> report.getUtilization() < threshold);
  }

  /** Standard deviation of the utilizations. */
  double imbalance() {
    double mean =
        reports.stream().mapToDouble(SpecialistReport::getUtilization).average().orElse(0);
    double squares =
        reports.stream()
            .mapToDouble(report -> Math.pow(report.getUtilization() - mean, 2))
            .average()
            .orElse(0);
    return Math.sqrt(squares);
  }

  /** From each above a utilization to the one that has most room. */
  List<RebalancingSuggestion> suggestions(double threshold) {
    List<RebalancingSuggestion> all = new ArrayList<>();
    for (SpecialistReport from : reports) {
      for (SpecialistReport to : reports) {
        boolean fits =
            from.getUtilization() > threshold
                && to.getUtilization() < ROOM
                && from.getRole().equals(to.getRole());
        if (fits) {
          suggestion(from, to).ifPresent(all::add);
        }
      }
    }
    return all;
  }

  private static Optional<RebalancingSuggestion> suggestion(
      SpecialistReport from, SpecialistReport to) {
    int best = 0;
    double before = Math.max(from.getUtilization(), to.getUtilization());
    double after = before;
    for (int tasks = 1; tasks <= from.getInFlight(); tasks++) {
      double left = (double) (from.getInFlight() - tasks) / from.getSlots();
      double taken = (double) (to.getInFlight() + tasks) / to.getSlots();
      if (Math.max(left, taken) < after) {
        after = Math.max(left, taken);
        best = tasks;
      }
    }
    return best == 0
        ? Optional.empty()
        : Optional.of(
            RebalancingSuggestion.newBuilder()
                .setFromSpecialistId(from.getSpecialistId())
                .setToSpecialistId(to.getSpecialistId())
                .setTasks(best)
                .setExpectedImprovement(before - after)
                .build());
  }

  String inWords() {
    int slots = reports.stream().mapToInt(SpecialistReport::getSlots).sum();
    int taken = reports.stream().mapToInt(SpecialistReport::getInFlight).sum();
    return String.format(
        Locale.ROOT, "%d specialists have %d of %d slots taken", reports.size(), taken, slots);
  }
}
