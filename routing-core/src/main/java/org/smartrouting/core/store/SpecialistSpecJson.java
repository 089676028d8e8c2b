package org.smartrouting.core.store;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.smartrouting.core.specialist.SpecialistSpec;

/** The JSON text of a {@link SpecialistSpec}. */
final class SpecialistSpecJson {
  private String displayName = "";
  private String role = "";
  private String instructions = "";
  private final Map<String, Integer> skills = new HashMap<>();
  private Map<String, String> labels = Map.of();
  private int slots = 1;
  private double costPerSecond;

  private SpecialistSpecJson() {}

  static String write(SpecialistSpec spec) {
    return Json.write(out -> writeFields(out, spec));
  }

  static SpecialistSpec read(String json) {
    SpecialistSpecJson draft = new SpecialistSpecJson();
    Json.read(json, draft::readField);
    return new SpecialistSpec(
        draft.displayName,
        draft.role,
        draft.instructions,
        draft.skills,
        draft.labels,
        draft.slots,
        draft.costPerSecond);
  }

  private static void writeFields(JsonWriter out, SpecialistSpec spec) throws IOException {
    Json.text(out, "display_name", spec.displayName());
    Json.text(out, "role", spec.role());
    Json.text(out, "instructions", spec.instructions());
    out.name("skills").beginObject();
    for (Map.Entry<String, Integer> skill : new TreeMap<>(spec.skills()).entrySet()) {
      out.name(skill.getKey()).value(skill.getValue());
    }
    out.endObject();
    Json.labels(out, "labels", spec.labels());
    Json.number(out, "slots", spec.slots(), 1);
    Json.number(out, "cost_per_second", spec.costPerSecond(), 0.0);
  }

  private void readField(String name, JsonReader in) throws IOException {
    switch (name) {
      case "display_name" -> displayName = in.nextString();
      case "role" -> role = in.nextString();
      case "instructions" -> instructions = in.nextString();
      case "skills" -> Json.object(in, (skill, level) -> skills.put(skill, level.nextInt()));
      case "labels" -> labels = Json.labels(in);
      case "slots" -> slots = in.nextInt();
      case "cost_per_second" -> costPerSecond = in.nextDouble();
      default -> in.skipValue();
    }
  }
}
