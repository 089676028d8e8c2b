package org.smartrouting.core.queue;

/**
 * What is served before a task, as far as it takes slots that could serve the task.
 *
 * @param tasks number of tasks; those that only part of their slots could take from it count in
 *     part
 * @param seconds slot seconds that they are expected to take
 */
public record WorkAhead(double tasks, double seconds) {}
