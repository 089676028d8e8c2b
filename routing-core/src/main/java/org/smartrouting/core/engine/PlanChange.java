package org.smartrouting.core.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.orchestration.PlanSpec;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;

/**
 * A change of a planned task.
 *
 * @param patch what changes of its description
 * @param status what changes of where it is
 * @param reason why it is blocked; can be empty
 * @param waived dependencies not to wait for any more
 * @param waiveReason why
 * @param actor who says so; can be empty
 * @param deferMicros not to begin before this time, microseconds since the epoch; 0 for no change
 */
public record PlanChange(
    Patch patch,
    Move status,
    String reason,
    List<TaskId> waived,
    String waiveReason,
    String actor,
    long deferMicros) {
  /** Copies the list. */
  public PlanChange {
    waived = List.copyOf(waived);
  }

  /** Where a task is moved by hand. */
  public enum Move {
    /** Nowhere. */
    NONE,
    /** A blocked task goes on. */
    UNBLOCK,
    /** A task that nobody holds is blocked. */
    BLOCK
  }

  /**
   * The description of a task.
   *
   * @param spec what is asked for
   * @param plan what is planned
   */
  public record Described(TaskSpec spec, PlanSpec plan) {}

  /** A change of a description. Must be a pure function. */
  @FunctionalInterface
  public interface Patch {
    /** Leaves everything as it is. */
    Patch NONE = base -> base;

    /** The description after the change. */
    Described over(Described base);
  }

  /** Only a change of the description. */
  public static PlanChange of(Patch patch) {
    return new PlanChange(patch, Move.NONE, "", List.of(), "", "", 0);
  }

  /** Only a time before which not to begin. */
  public static PlanChange deferred(long untilMicros) {
    return new PlanChange(Patch.NONE, Move.NONE, "", List.of(), "", "", untilMicros);
  }

  /** The dependencies after the change when they are others than before; null otherwise. */
  @Nullable List<TaskId> dependencies(Described before, Described after) {
    List<TaskId> next = after.spec().dependencies();
    boolean same = next.equals(before.spec().dependencies()) && waived.isEmpty();
    return same && status != Move.UNBLOCK ? null : next;
  }
}
