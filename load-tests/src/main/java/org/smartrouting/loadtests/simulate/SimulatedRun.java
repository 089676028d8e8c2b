package org.smartrouting.loadtests.simulate;

import java.util.List;
import org.smartrouting.loadtests.report.Observation;

/**
 * What a simulation gave. Immutable.
 *
 * @param observations what was seen of each task, in the order of the trace
 * @param taskMicros sum over time of the number of tasks in the engine, as the engine counts them,
 *     task microseconds
 */
record SimulatedRun(List<Observation> observations, double taskMicros) {}
