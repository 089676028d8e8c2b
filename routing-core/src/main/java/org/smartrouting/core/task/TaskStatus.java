package org.smartrouting.core.task;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.Lease;
import org.smartrouting.core.score.Decision;

/**
 * All that changes while a task lives. Times are microseconds since the epoch, 0 for not yet.
 *
 * @param state where the task is in its life
 * @param version number of changes so far, from 1
 * @param changeSeq number of the last change among all changes of the shard
 * @param attempt number of the current or last attempt, from 1; 0 before the first
 * @param lease the hold of the current or last attempt; null before the first assignment, and while
 *     the task waits
 * @param progress fraction done as last reported, 0..1
 * @param result what came out, in SUCCEEDED only
 * @param reason why the state is what it is; can be empty
 * @param attempts the attempts that ended, oldest first, at most {@link #MAX_ATTEMPTS_KEPT}
 * @param openDependencies the dependencies that have not succeeded yet
 * @param notBeforeMicros in PENDING, when the wait ends; 0 when only dependencies are waited for
 * @param avoidedSpecialistId who failed the last attempt and is avoided; empty for nobody
 * @param avoidUntilMicros until when
 * @param queuedMicros when the task first became QUEUED
 * @param virtualDeadlineMicros key by which it is ordered while it waits; 0 before QUEUED
 * @param assignedMicros when the current or last attempt was assigned
 * @param startedMicros when the current or last attempt was accepted
 * @param finishedMicros when the task reached a final state
 * @param retainUntilMicros until when it is kept, in a final state
 * @param decision why the current or last specialist was chosen; null before the first choice
 * @param onTimeProbability with what probability it would be finished by its deadline, as it was
 *     judged when it was submitted, 0..1; {@link #NOT_JUDGED} when it was not
 */
public record TaskStatus(
    TaskState state,
    long version,
    long changeSeq,
    int attempt,
    @Nullable Lease lease,
    double progress,
    @Nullable TaskResult result,
    String reason,
    List<Attempt> attempts,
    List<TaskId> openDependencies,
    long notBeforeMicros,
    String avoidedSpecialistId,
    long avoidUntilMicros,
    long queuedMicros,
    long virtualDeadlineMicros,
    long assignedMicros,
    long startedMicros,
    long finishedMicros,
    long retainUntilMicros,
    @Nullable Decision decision,
    double onTimeProbability) {
  /** Of a task without deadline, or of which too little was known. */
  public static final double NOT_JUDGED = -1;

  /** How many attempts that ended are kept with a task. */
  public static final int MAX_ATTEMPTS_KEPT = 20;

  /** Copies the lists. */
  public TaskStatus {
    attempts = List.copyOf(attempts);
    openDependencies = List.copyOf(openDependencies);
  }
}
