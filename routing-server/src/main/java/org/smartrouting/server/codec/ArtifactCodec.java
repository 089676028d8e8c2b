package org.smartrouting.server.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.smartrouting.core.orchestration.Artifact;
import org.smartrouting.core.orchestration.ArtifactType;
import org.smartrouting.core.orchestration.CriterionResult;
import org.smartrouting.core.orchestration.NewArtifact;
import org.smartrouting.core.task.Bytes;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.orchestration.v1.CompleteTaskRequest;
import org.smartrouting.orchestration.v1.ValidationResult;

/** What tasks store, and what is said of it. */
public final class ArtifactCodec {
  /** Name of the artifact that holds the work itself. */
  public static final String WORK = "work";

  private static final String PLAIN_TEXT = "text/plain";

  private ArtifactCodec() {}

  /** Writes what an artifact is. */
  public static org.smartrouting.orchestration.v1.Artifact toMessage(
      TaskId task, Artifact artifact) {
    return org.smartrouting.orchestration.v1.Artifact.newBuilder()
        .setTaskId(task.toString())
        .setName(artifact.name())
        .setVersion(artifact.version())
        .setArtifactType(
            org.smartrouting.orchestration.v1.ArtifactType.valueOf(
                "ARTIFACT_TYPE_" + artifact.type().name()))
        .setMediaType(artifact.mediaType())
        .setPath(artifact.path())
        .setSize(artifact.size())
        .setCreatedAt(TimeCodec.timestamp(artifact.createdMicros()))
        .build();
  }

  /** What a completion wants stored, the work itself first. */
  public static List<NewArtifact> toStore(CompleteTaskRequest request) {
    List<NewArtifact> artifacts = new ArrayList<>();
    if (!request.getDetailedWork().isEmpty()) {
      byte[] work = request.getDetailedWork().getBytes(StandardCharsets.UTF_8);
      artifacts.add(
          new NewArtifact(WORK, type(request.getArtifactType()), PLAIN_TEXT, "", Bytes.of(work)));
    }
    for (org.smartrouting.orchestration.v1.NewArtifact artifact : request.getArtifactsList()) {
      artifacts.add(
          new NewArtifact(
              artifact.getName(),
              type(artifact.getArtifactType()),
              artifact.getMediaType().isEmpty() ? PLAIN_TEXT : artifact.getMediaType(),
              artifact.getPath(),
              Bytes.of(artifact.getContent().toByteArray())));
    }
    return artifacts;
  }

  /** What a completion says of the criteria. */
  public static List<CriterionResult> results(CompleteTaskRequest request) {
    return request.getValidationResultsList().stream()
        .map(each -> new CriterionResult(each.getCriterion(), each.getPassed(), each.getNote()))
        .toList();
  }

  /** Writes what was said of one criterion. */
  static ValidationResult toMessage(CriterionResult result) {
    return ValidationResult.newBuilder()
        .setCriterion(result.criterion())
        .setPassed(result.passed())
        .setNote(result.note())
        .build();
  }

  private static ArtifactType type(org.smartrouting.orchestration.v1.ArtifactType type) {
    String name = type.name().substring("ARTIFACT_TYPE_".length());
    return name.equals("UNSPECIFIED") ? ArtifactType.GENERAL : ArtifactType.valueOf(name);
  }
}
