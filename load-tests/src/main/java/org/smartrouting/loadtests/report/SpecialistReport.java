package org.smartrouting.loadtests.report;

/**
 * What one specialist did. Immutable.
 *
 * @param tasks attempts it worked on
 * @param busyShare time its slots were taken / (slots x makespan), 0..1
 * @param maxInFlight most attempts at once
 * @param slots most attempts it may have at once
 */
public record SpecialistReport(int tasks, double busyShare, int maxInFlight, int slots) {}
