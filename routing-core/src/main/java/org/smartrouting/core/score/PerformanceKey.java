package org.smartrouting.core.score;

import org.smartrouting.core.specialist.SpecialistKey;

/**
 * Names what is known of a specialist at one type of task.
 *
 * @param specialist the specialist; the empty id stands for the pool as a whole
 * @param taskType the type
 */
public record PerformanceKey(SpecialistKey specialist, String taskType) {}
