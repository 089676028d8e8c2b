package org.smartrouting.loadtests.report;

import org.jspecify.annotations.Nullable;

/**
 * What became of the tasks of one group. Immutable.
 *
 * @param count number of tasks
 * @param succeeded of those, how many were done
 * @param waitMs waits of those that were started; null for none
 * @param sojournMs sojourns of those that were started; null for none
 * @param onTimeShare of the tasks with a deadline, the share done by it, 0..1; null without such
 *     tasks
 */
public record GroupReport(
    int count,
    int succeeded,
    @Nullable Times waitMs,
    @Nullable Times sojournMs,
    @Nullable Double onTimeShare) {}
