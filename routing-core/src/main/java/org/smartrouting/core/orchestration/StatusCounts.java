package org.smartrouting.core.orchestration;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Numbers of tasks by status. Immutable. */
public final class StatusCounts {
  /** No tasks. */
  public static final StatusCounts NONE = new StatusCounts(new long[PlanStatus.values().length]);

  private final long[] counts;

  private StatusCounts(long[] counts) {
    this.counts = counts;
  }

  /**
   * Reads the text form.
   *
   * @throws NumberFormatException if it is not one
   */
  public static StatusCounts parse(String text) {
    long[] counts = Arrays.stream(text.split(",")).mapToLong(Long::parseLong).toArray();
    return new StatusCounts(Arrays.copyOf(counts, NONE.counts.length));
  }

  /** Number of tasks in a status. */
  public long of(PlanStatus status) {
    return counts[status.ordinal()];
  }

  /** The same with so many more in a status; less than none when negative. */
  public StatusCounts plus(PlanStatus status, long more) {
    long[] next = counts.clone();
    next[status.ordinal()] += more;
    return new StatusCounts(next);
  }

  /** Number of all tasks. */
  public long total() {
    return Arrays.stream(counts).sum();
  }

  /** Number of tasks that are not finished. */
  public long open() {
    long open = 0;
    for (PlanStatus status : PlanStatus.values()) {
      open += status.isOpen() ? of(status) : 0;
    }
    return open;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StatusCounts that && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts);
  }

  /** The numbers in the order of the statuses, with commas between them. */
  @Override
  public String toString() {
    return Arrays.stream(counts).mapToObj(Long::toString).collect(Collectors.joining(","));
  }
}
