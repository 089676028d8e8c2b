package org.smartrouting.loadtests.report;

import org.jspecify.annotations.Nullable;

/**
 * The tasks that arrived in one stretch of the trace. Immutable.
 *
 * @param startS beginning of the stretch, seconds of trace time
 * @param arrivals number of tasks that arrived in it
 * @param waitMs their waits; null when none of them was started
 */
public record Bucket(double startS, int arrivals, @Nullable Times waitMs) {}
