package org.smartrouting.core.store;

import org.smartrouting.core.task.Bytes;
import org.smartrouting.core.task.TaskId;

/**
 * The content of one version of an artifact, to be written.
 *
 * @param task the task that it belongs to
 * @param name its name
 * @param version number of the version
 * @param content the content
 */
public record ArtifactWrite(TaskId task, String name, int version, Bytes content) {}
