package org.smartrouting.core.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.smartrouting.core.engine.RouteCommand.Rejected;
import org.smartrouting.core.engine.RouteCommand.Rejection;

/** Counts who could not take a task, by reason and by what exactly was missing. */
final class RejectionTally {
  private static final int MAX_EXAMPLES = 5;
  private static final int MAX_DETAILS = 100;

  private record Cause(Rejection reason, String detail) {}

  private static final class Group {
    private final List<String> examples = new ArrayList<>();
    private int count;
  }

  private final Map<Cause, Group> groups = new LinkedHashMap<>();

  void add(Rejection reason, String detail, String specialistId) {
    Cause cause = new Cause(reason, detail);
    if (groups.size() >= MAX_DETAILS && !groups.containsKey(cause)) {
      cause = new Cause(reason, "other");
    }
    Group group = groups.computeIfAbsent(cause, unused -> new Group());
    group.count++;
    if (group.examples.size() < MAX_EXAMPLES) {
      group.examples.add(specialistId);
    }
  }

  /** The groups by reason, within a reason the greatest first. */
  List<Rejected> entries() {
    return groups.entrySet().stream()
        .map(
            entry ->
                new Rejected(
                    entry.getKey().reason(),
                    entry.getValue().count,
                    entry.getValue().examples,
                    entry.getKey().detail()))
        .sorted(
            Comparator.comparing(Rejected::reason)
                .thenComparing(Comparator.comparingInt(Rejected::count).reversed()))
        .toList();
  }
}
