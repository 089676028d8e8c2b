package org.smartrouting.core.store;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.List;
import org.smartrouting.core.task.LabelConstraint;
import org.smartrouting.core.task.LabelOperator;
import org.smartrouting.core.task.LabelPreference;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.RequirementStep;
import org.smartrouting.core.task.SkillRequirement;

/** The JSON form of a {@link Requirement}. */
final class RequirementJson {
  private List<SkillRequirement> skills = List.of();
  private List<LabelConstraint> labels = List.of();
  private List<RequirementStep> steps = List.of();
  private List<LabelPreference> preferences = List.of();

  private RequirementJson() {}

  static void write(JsonWriter out, String name, Requirement requirement) throws IOException {
    if (requirement.equals(Requirement.ANYBODY)) {
      return;
    }
    out.name(name).beginObject();
    writeDemands(out, requirement.skills(), requirement.labelConstraints());
    if (!requirement.steps().isEmpty()) {
      out.name("steps").beginArray();
      for (RequirementStep step : requirement.steps()) {
        out.beginObject();
        writeDemands(out, step.skills(), step.labelConstraints());
        out.name("expires_after").value(step.expiresAfterMicros());
        out.endObject();
      }
      out.endArray();
    }
    writePreferences(out, requirement.preferences());
    out.endObject();
  }

  private static void writePreferences(JsonWriter out, List<LabelPreference> preferences)
      throws IOException {
    if (preferences.isEmpty()) {
      return;
    }
    out.name("preferences").beginArray();
    for (LabelPreference preference : preferences) {
      out.beginObject();
      writeConstraint(out, preference.constraint());
      Json.number(out, "weight", preference.weight(), 1.0);
      out.endObject();
    }
    out.endArray();
  }

  private static void writeDemands(
      JsonWriter out, List<SkillRequirement> skills, List<LabelConstraint> labels)
      throws IOException {
    out.name("skills").beginArray();
    for (SkillRequirement skill : skills) {
      Json.object(out, fields -> writeSkill(fields, skill));
    }
    out.endArray();
    out.name("labels").beginArray();
    for (LabelConstraint constraint : labels) {
      Json.object(out, fields -> writeConstraint(fields, constraint));
    }
    out.endArray();
  }

  static Requirement read(JsonReader in) throws IOException {
    RequirementJson draft = new RequirementJson();
    Json.object(in, draft::readField);
    return new Requirement(draft.skills, draft.labels, draft.steps, draft.preferences);
  }

  private void readField(String name, JsonReader in) throws IOException {
    switch (name) {
      case "skills" -> skills = Json.list(in, element -> new SkillDraft().read(element));
      case "labels" -> labels = Json.list(in, element -> new ConstraintDraft().read(element));
      case "steps" -> steps = Json.list(in, element -> new StepDraft().read(element));
      case "preferences" ->
          preferences = Json.list(in, element -> new ConstraintDraft().readPreference(element));
      default -> in.skipValue();
    }
  }

  private static void writeSkill(JsonWriter out, SkillRequirement skill) throws IOException {
    out.name("skill").value(skill.skill());
    Json.number(out, "min", skill.minLevel(), SkillRequirement.LOWEST_LEVEL);
    // A missing wish is the least level.
    Json.number(out, "wanted", skill.wantedLevel(), skill.minLevel());
    Json.number(out, "weight", skill.weight(), 1.0);
  }

  private static void writeConstraint(JsonWriter out, LabelConstraint constraint)
      throws IOException {
    out.name("key").value(constraint.key());
    out.name("operator").value(constraint.operator().name());
    Json.texts(out, "values", constraint.values());
  }

  private static final class StepDraft {
    private List<SkillRequirement> skills = List.of();
    private List<LabelConstraint> labels = List.of();
    private long expiresAfter;

    RequirementStep read(JsonReader in) throws IOException {
      Json.object(in, this::readField);
      return new RequirementStep(skills, labels, expiresAfter);
    }

    private void readField(String name, JsonReader in) throws IOException {
      switch (name) {
        case "skills" -> skills = Json.list(in, element -> new SkillDraft().read(element));
        case "labels" -> labels = Json.list(in, element -> new ConstraintDraft().read(element));
        case "expires_after" -> expiresAfter = in.nextLong();
        default -> in.skipValue();
      }
    }
  }

  private static final class SkillDraft {
    private String skill = "";
    private int min = SkillRequirement.LOWEST_LEVEL;
    private int wanted;
    private double weight = 1;

    SkillRequirement read(JsonReader in) throws IOException {
      Json.object(in, this::readField);
      return new SkillRequirement(skill, min, Math.max(min, wanted), weight);
    }

    private void readField(String name, JsonReader in) throws IOException {
      switch (name) {
        case "skill" -> skill = in.nextString();
        case "min" -> min = in.nextInt();
        case "wanted" -> wanted = in.nextInt();
        case "weight" -> weight = in.nextDouble();
        default -> in.skipValue();
      }
    }
  }

  private static final class ConstraintDraft {
    private String key = "";
    private LabelOperator operator = LabelOperator.EXISTS;
    private List<String> values = List.of();
    private double weight = 1;

    LabelConstraint read(JsonReader in) throws IOException {
      Json.object(in, this::readField);
      return new LabelConstraint(key, operator, values);
    }

    LabelPreference readPreference(JsonReader in) throws IOException {
      LabelConstraint constraint = read(in);
      return new LabelPreference(constraint, weight);
    }

    private void readField(String name, JsonReader in) throws IOException {
      switch (name) {
        case "key" -> key = in.nextString();
        case "operator" -> operator = LabelOperator.valueOf(in.nextString());
        case "values" -> values = Json.list(in, JsonReader::nextString);
        case "weight" -> weight = in.nextDouble();
        default -> in.skipValue();
      }
    }
  }
}
