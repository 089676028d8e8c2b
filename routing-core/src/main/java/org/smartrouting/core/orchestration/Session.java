package org.smartrouting.core.orchestration;

import org.smartrouting.core.pool.PoolKey;

/**
 * A body of work, as the store keeps it. Times are microseconds since the epoch. Immutable.
 *
 * @param id its identity
 * @param pool tenant and pool of its tasks
 * @param workingDirectory the directory, or any other name, of the project that it is about
 * @param clientKey what tells sessions of one directory apart; can be empty
 * @param focusArea what the work is about; can be empty
 * @param createdMicros when it was opened first
 * @param activityMicros when it, or one of its tasks, last changed
 * @param nextSequence number of the next task that is planned, from 1
 * @param counts its tasks by status
 * @param removed whether it is gone, and its rows are still to be deleted
 */
public record Session(
    SessionId id,
    PoolKey pool,
    String workingDirectory,
    String clientKey,
    String focusArea,
    long createdMicros,
    long activityMicros,
    long nextSequence,
    StatusCounts counts,
    boolean removed) {}
