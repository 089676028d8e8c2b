package org.smartrouting.core.store;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.orchestration.CompletionPolicy;
import org.smartrouting.core.orchestration.Complexity;
import org.smartrouting.core.orchestration.DependencyPolicy;
import org.smartrouting.core.orchestration.PlanSpec;
import org.smartrouting.core.orchestration.SessionId;
import org.smartrouting.core.orchestration.SpecialistType;
import org.smartrouting.core.task.TaskId;

/** The JSON text of a {@link PlanSpec} without what has columns of its own. */
final class PlanSpecJson {
  private String description = "";
  private String effort = "";
  private long duration;
  private String context = "";
  private String instructions = "";
  private List<String> criteria = List.of();
  private String focusArea = "";
  private DependencyPolicy dependencyPolicy = DependencyPolicy.BLOCK;
  private CompletionPolicy completionPolicy = CompletionPolicy.MANUAL;

  private PlanSpecJson() {}

  static String write(PlanSpec spec) {
    return Json.write(out -> writeFields(out, spec));
  }

  static PlanSpec read(
      String json,
      SessionId session,
      @Nullable TaskId parent,
      long sequence,
      SpecialistType specialistType,
      Complexity complexity) {
    PlanSpecJson draft = new PlanSpecJson();
    Json.read(json, draft::readField);
    return new PlanSpec(
        session,
        parent,
        sequence,
        specialistType,
        complexity,
        draft.brief(),
        draft.dependencyPolicy,
        draft.completionPolicy);
  }

  private static void writeFields(JsonWriter out, PlanSpec spec) throws IOException {
    PlanSpec.Brief brief = spec.brief();
    Json.text(out, "description", brief.description());
    Json.text(out, "effort", brief.effort());
    Json.number(out, "duration", brief.durationMicros(), 0);
    Json.text(out, "context", brief.context());
    Json.text(out, "instructions", brief.instructions());
    Json.texts(out, "criteria", brief.criteria());
    Json.text(out, "focus_area", brief.focusArea());
    if (spec.dependencyPolicy() != DependencyPolicy.BLOCK) {
      out.name("dependency_policy").value(spec.dependencyPolicy().name());
    }
    if (spec.completionPolicy() != CompletionPolicy.MANUAL) {
      out.name("completion_policy").value(spec.completionPolicy().name());
    }
  }

  private void readField(String name, JsonReader in) throws IOException {
    switch (name) {
      case "description" -> description = in.nextString();
      case "effort" -> effort = in.nextString();
      case "duration" -> duration = in.nextLong();
      case "context" -> context = in.nextString();
      case "instructions" -> instructions = in.nextString();
      case "criteria" -> criteria = Json.list(in, JsonReader::nextString);
      case "focus_area" -> focusArea = in.nextString();
      case "dependency_policy" -> dependencyPolicy = DependencyPolicy.valueOf(in.nextString());
      case "completion_policy" -> completionPolicy = CompletionPolicy.valueOf(in.nextString());
      default -> in.skipValue();
    }
  }

  private PlanSpec.Brief brief() {
    return new PlanSpec.Brief(
        description, effort, duration, context, instructions, criteria, focusArea);
  }
}
