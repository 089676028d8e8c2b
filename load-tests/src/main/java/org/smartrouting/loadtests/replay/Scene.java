package org.smartrouting.loadtests.replay;

import org.smartrouting.loadtests.trace.AttemptDraws;

/**
 * What all parts of a replay look at.
 *
 * @param tasks the tasks
 * @param clock where it is
 * @param scale how fast it goes
 * @param draws which attempts succeed
 * @param logbook what the specialists did
 */
record Scene(
    ReplayTasks tasks, ReplayClock clock, TimeScale scale, AttemptDraws draws, Logbook logbook) {}
