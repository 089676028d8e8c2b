package org.smartrouting.core.orchestration;

/**
 * Something that a completion stored, without its content.
 *
 * @param name name within the task
 * @param version number of the version, from 1
 * @param type what it is
 * @param mediaType media type of the content
 * @param path file that it stands for; empty for none
 * @param size size of the content in bytes
 * @param createdMicros when it was stored, microseconds since the epoch
 */
public record Artifact(
    String name,
    int version,
    ArtifactType type,
    String mediaType,
    String path,
    long size,
    long createdMicros) {}
