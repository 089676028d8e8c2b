package org.smartrouting.core.score;

import org.smartrouting.core.task.Requirement;

/**
 * What a task asks for, as far as it says who does it best.
 *
 * @param requirement what is demanded and preferred at present
 * @param slackSeconds time until its deadline, negative after it; infinite without one
 */
public record Demand(Requirement requirement, double slackSeconds) {}
