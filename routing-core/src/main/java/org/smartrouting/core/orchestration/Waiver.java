package org.smartrouting.core.orchestration;

import org.smartrouting.core.task.TaskId;

/**
 * A dependency that is not waited for, though it is not done.
 *
 * @param dependency the dependency
 * @param actor who said so; can be empty
 * @param reason why
 * @param micros when, microseconds since the epoch
 */
public record Waiver(TaskId dependency, String actor, String reason, long micros) {}
