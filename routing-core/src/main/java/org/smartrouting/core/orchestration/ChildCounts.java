package org.smartrouting.core.orchestration;

/**
 * Parts of a task, counted.
 *
 * @param open those that are not finished
 * @param completed those that are done
 * @param failed those that failed
 * @param cancelled those that were cancelled
 */
public record ChildCounts(int open, int completed, int failed, int cancelled) {
  /** No parts. */
  public static final ChildCounts NONE = new ChildCounts(0, 0, 0, 0);

  /** All of them. */
  public int total() {
    return open + completed + failed + cancelled;
  }

  /** The same with one more that is open. */
  public ChildCounts opened() {
    return new ChildCounts(open + 1, completed, failed, cancelled);
  }

  /** The same after an open one has ended. */
  public ChildCounts ended(PlanStatus how) {
    return switch (how) {
      case COMPLETED -> new ChildCounts(open - 1, completed + 1, failed, cancelled);
      case CANCELLED -> new ChildCounts(open - 1, completed, failed, cancelled + 1);
      default -> new ChildCounts(open - 1, completed, failed + 1, cancelled);
    };
  }
}
