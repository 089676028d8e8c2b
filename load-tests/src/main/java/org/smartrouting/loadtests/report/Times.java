package org.smartrouting.loadtests.report;

/**
 * Times of many tasks, milliseconds of trace time. A quantile is the least time that as many tasks
 * do not exceed. Immutable.
 *
 * @param mean arithmetic mean
 * @param p50 half of the tasks took at most so long
 * @param p90 nine of ten took at most so long
 * @param p99 99 of 100 took at most so long
 * @param max the longest
 */
public record Times(double mean, double p50, double p90, double p99, double max) {}
