package org.smartrouting.core.orchestration;

import org.smartrouting.core.task.Bytes;

/**
 * Something to be stored.
 *
 * @param name name within the task; one that is there already gets the next version
 * @param type what it is
 * @param mediaType media type of the content
 * @param path file that it stands for; empty for none
 * @param content the content
 */
public record NewArtifact(
    String name, ArtifactType type, String mediaType, String path, Bytes content) {}
