package org.smartrouting.core.score;

/**
 * How many tasks and slots were matched together.
 *
 * @param tasks tasks
 * @param slots free slots that could be had for any of them
 */
public record BatchSize(int tasks, int slots) {}
