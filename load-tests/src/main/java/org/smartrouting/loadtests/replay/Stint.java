package org.smartrouting.loadtests.replay;

/**
 * One run of a handler, as its specialist saw it.
 *
 * @param specialistId who worked
 * @param attempt number of the attempt, from 1
 * @param startMicros when it began, trace time
 * @param endMicros when it ended or was broken off, trace time
 * @param done whether it is reported as done
 */
record Stint(String specialistId, int attempt, long startMicros, long endMicros, boolean done) {}
