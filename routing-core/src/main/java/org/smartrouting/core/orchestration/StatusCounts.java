package org.smartrouting.core.orchestration;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Numbers of tasks by status. Immutable.
 *
 * @param byStatus the number of each status of which there is any task
 */
public record StatusCounts(Map<PlanStatus, Long> byStatus) {
  /** No tasks. */
  public static final StatusCounts NONE = new StatusCounts(Map.of());

  /** Copies the map. */
  public StatusCounts {
    byStatus = Map.copyOf(byStatus);
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException if it is not one
   */
  public static StatusCounts parse(String text) {
    Map<PlanStatus, Long> counts = new EnumMap<>(PlanStatus.class);
    for (String entry : text.isEmpty() ? new String[0] : text.split(",")) {
      int middle = entry.indexOf('=');
      if (middle < 0) {
        throw new IllegalArgumentException("not a count: " + entry);
      }
      PlanStatus status = PlanStatus.valueOf(entry.substring(0, middle));
      counts.put(status, Long.parseLong(entry.substring(middle + 1)));
    }
    return new StatusCounts(counts);
  }

  /** Number of tasks in a status. */
  public long of(PlanStatus status) {
    return byStatus.getOrDefault(status, 0L);
  }

  /** The same with so many more in a status; less than none when negative. */
  public StatusCounts plus(PlanStatus status, long more) {
    Map<PlanStatus, Long> next = new EnumMap<>(PlanStatus.class);
    next.putAll(byStatus);
    long count = of(status) + more;
    if (count == 0) {
      next.remove(status);
    } else {
      next.put(status, count);
    }
    return new StatusCounts(next);
  }

  /** Number of all tasks. */
  public long total() {
    return byStatus.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Number of tasks that are not finished. */
  public long open() {
    return byStatus.entrySet().stream()
        .filter(entry -> entry.getKey().isOpen())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** The text form: the numbers that are not 0 with the names of their statuses. */
  @Override
  public String toString() {
    return byStatus.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(","));
  }
}
