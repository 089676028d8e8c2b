package org.smartrouting.core.store;

import org.smartrouting.core.score.Performance;
import org.smartrouting.core.specialist.SpecialistKey;

/**
 * What is known of one specialist at one type of task.
 *
 * @param specialist the specialist
 * @param taskType the type
 * @param performance what is known now
 */
public record PerformanceWrite(
    SpecialistKey specialist, String taskType, Performance performance) {}
