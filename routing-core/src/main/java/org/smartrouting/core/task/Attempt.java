package org.smartrouting.core.task;

import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.AssignmentToken;

/**
 * One attempt that ended.
 *
 * @param number number of the attempt, from 1
 * @param specialistId who had the task
 * @param token token that the attempt had, by which a repeated report is recognised
 * @param outcome how it ended
 * @param reason why, in words; empty for success
 * @param assignedMicros when it was assigned, microseconds since the epoch
 * @param startedMicros when it was accepted; 0 when it was not
 * @param endedMicros when it ended
 * @param quality how good the result is, 0..1; null when nothing was said of it
 */
public record Attempt(
    int number,
    String specialistId,
    AssignmentToken token,
    AttemptOutcome outcome,
    String reason,
    long assignedMicros,
    long startedMicros,
    long endedMicros,
    @Nullable Double quality) {}
