package org.smartrouting.core.store;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.List;
import org.smartrouting.core.orchestration.Artifact;
import org.smartrouting.core.orchestration.ArtifactType;
import org.smartrouting.core.orchestration.CriterionResult;
import org.smartrouting.core.orchestration.Waiver;
import org.smartrouting.core.task.TaskId;

/** The JSON forms of what is listed in the state of a plan. */
final class ArtifactJson {
  private String name = "";
  private int version = 1;
  private ArtifactType type = ArtifactType.GENERAL;
  private String mediaType = "";
  private String path = "";
  private long size;
  private long created;
  private String note = "";
  private boolean passed;
  private String actor = "";

  private ArtifactJson() {}

  static void write(JsonWriter out, String field, List<Artifact> artifacts) throws IOException {
    if (artifacts.isEmpty()) {
      return;
    }
    out.name(field).beginArray();
    for (Artifact artifact : artifacts) {
      out.beginObject();
      out.name("name").value(artifact.name());
      Json.number(out, "version", artifact.version(), 1);
      if (artifact.type() != ArtifactType.GENERAL) {
        out.name("type").value(artifact.type().name());
      }
      Json.text(out, "media_type", artifact.mediaType());
      Json.text(out, "path", artifact.path());
      Json.number(out, "size", artifact.size(), 0);
      Json.number(out, "created", artifact.createdMicros(), 0);
      out.endObject();
    }
    out.endArray();
  }

  static Artifact read(JsonReader in) throws IOException {
    ArtifactJson draft = draft(in);
    return new Artifact(
        draft.name,
        draft.version,
        draft.type,
        draft.mediaType,
        draft.path,
        draft.size,
        draft.created);
  }

  static void writeResult(JsonWriter out, CriterionResult result) throws IOException {
    out.beginObject();
    out.name("name").value(result.criterion());
    out.name("passed").value(result.passed());
    Json.text(out, "note", result.note());
    out.endObject();
  }

  static CriterionResult readResult(JsonReader in) throws IOException {
    ArtifactJson draft = draft(in);
    return new CriterionResult(draft.name, draft.passed, draft.note);
  }

  static void writeWaivers(JsonWriter out, String field, List<Waiver> waivers) throws IOException {
    if (waivers.isEmpty()) {
      return;
    }
    out.name(field).beginArray();
    for (Waiver waiver : waivers) {
      out.beginObject();
      out.name("name").value(waiver.dependency().toString());
      Json.text(out, "actor", waiver.actor());
      Json.text(out, "note", waiver.reason());
      Json.number(out, "created", waiver.micros(), 0);
      out.endObject();
    }
    out.endArray();
  }

  static Waiver readWaiver(JsonReader in) throws IOException {
    ArtifactJson draft = draft(in);
    return new Waiver(TaskId.parse(draft.name), draft.actor, draft.note, draft.created);
  }

  private static ArtifactJson draft(JsonReader in) throws IOException {
    ArtifactJson draft = new ArtifactJson();
    Json.object(in, draft::readField);
    return draft;
  }

  private void readField(String field, JsonReader in) throws IOException {
    switch (field) {
      case "name" -> name = in.nextString();
      case "version" -> version = in.nextInt();
      case "type" -> type = ArtifactType.valueOf(in.nextString());
      case "media_type" -> mediaType = in.nextString();
      case "path" -> path = in.nextString();
      case "size" -> size = in.nextLong();
      case "created" -> created = in.nextLong();
      case "note" -> note = in.nextString();
      case "passed" -> passed = in.nextBoolean();
      case "actor" -> actor = in.nextString();
      default -> in.skipValue();
    }
  }
}
