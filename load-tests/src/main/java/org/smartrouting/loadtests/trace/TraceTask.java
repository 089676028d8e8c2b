package org.smartrouting.loadtests.trace;

import org.smartrouting.core.task.Priority;

/**
 * One task of a trace: when it comes, what it asks for, and how long it takes. Immutable.
 *
 * @param arrivalMicros when it is submitted, microseconds from the beginning of the trace
 * @param taskType kind of work, by which the router learns
 * @param skills demanded skills with their least levels
 * @param priority how urgent it is
 * @param serviceMicros time of an attempt at a specialist of speed 1, microseconds
 * @param tenant on whose behalf it is; can be empty
 * @param deadlineMicros by when it must be done, microseconds from its arrival; {@link
 *     #NO_DEADLINE} for whenever
 * @param payloadBytes size of its payload
 */
public record TraceTask(
    long arrivalMicros,
    String taskType,
    SkillLevels skills,
    Priority priority,
    long serviceMicros,
    String tenant,
    long deadlineMicros,
    int payloadBytes) {
  /** Of a task that may be done whenever. */
  public static final long NO_DEADLINE = Long.MAX_VALUE;

  /** Task type of a task that names none. */
  public static final String DEFAULT_TYPE = "default";

  /** A task for anybody, of normal priority, that says no more than it must. */
  public static TraceTask of(long arrivalMicros, long serviceMicros) {
    return new TraceTask(
        arrivalMicros,
        DEFAULT_TYPE,
        SkillLevels.NONE,
        Priority.NORMAL,
        serviceMicros,
        "",
        NO_DEADLINE,
        0);
  }

  /** Whether it must be done by some time. */
  public boolean hasDeadline() {
    return deadlineMicros != NO_DEADLINE;
  }
}
