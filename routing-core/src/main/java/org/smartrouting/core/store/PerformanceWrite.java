package org.smartrouting.core.store;

import org.smartrouting.core.score.Performance;
import org.smartrouting.core.specialist.SpecialistKey;

/**
 * What is known of one specialist at one type of task.
 *
 * @param specialist the specialist
 * @param taskType the type
 * @param performance what is known now
 * @param updatedMicros when it was learned, microseconds since the epoch
 */
public record PerformanceWrite(
    SpecialistKey specialist, String taskType, Performance performance, long updatedMicros) {}
