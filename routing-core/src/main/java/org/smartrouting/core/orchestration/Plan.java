package org.smartrouting.core.orchestration;

/**
 * What makes a task one of a session. Immutable.
 *
 * @param spec what was planned
 * @param state what changes
 */
public record Plan(PlanSpec spec, PlanState state) {}
