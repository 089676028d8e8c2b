package org.smartrouting.core.score;

import org.smartrouting.core.specialist.SpecialistSpec;

/**
 * What a specialist has to offer for a task.
 *
 * @param specialistId who
 * @param specialist what is said of it; it meets the requirement
 * @param estimate what is expected of it
 * @param utilization share of its slots that is taken, 0..1 and above
 * @param scarcity price of its skills that the task does not need, 0..1
 */
public record Offer(
    String specialistId,
    SpecialistSpec specialist,
    Estimate estimate,
    double utilization,
    double scarcity) {}
