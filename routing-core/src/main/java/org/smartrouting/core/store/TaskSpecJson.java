package org.smartrouting.core.store;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.smartrouting.core.assignment.RetryOverrides;
import org.smartrouting.core.task.Affinity;
import org.smartrouting.core.task.Bytes;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;

/** The JSON text of a {@link TaskSpec} without its payload, which has a column of its own. */
final class TaskSpecJson {
  private String title = "";
  private String taskType = TaskSpec.DEFAULT_TYPE;
  private Requirement requirement = Requirement.ANYBODY;
  private Priority priority = Priority.NORMAL;
  private long deadline = TaskSpec.NEVER;
  private long runAfter;
  private String payloadType = "";
  private Map<String, String> labels = Map.of();
  private RetryOverrides retry = RetryOverrides.NONE;
  private List<TaskId> dependencies = List.of();
  private long executionTimeout = TaskSpec.NEVER;
  private String fairnessKey = "";
  private String session = "";
  private Affinity affinity = Affinity.NONE;
  private boolean preemptible;

  private TaskSpecJson() {}

  static String write(TaskSpec spec) {
    return Json.write(out -> writeFields(out, spec));
  }

  static TaskSpec read(String json, Bytes payload) {
    TaskSpecJson draft = new TaskSpecJson();
    Json.read(json, draft::readField);
    return draft.build(payload);
  }

  private static void writeFields(JsonWriter out, TaskSpec spec) throws IOException {
    Json.text(out, "title", spec.title());
    if (!spec.taskType().equals(TaskSpec.DEFAULT_TYPE)) {
      out.name("type").value(spec.taskType());
    }
    RequirementJson.write(out, "requirement", spec.requirement());
    if (spec.priority() != Priority.NORMAL) {
      out.name("priority").value(spec.priority().name());
    }
    Json.number(out, "deadline", spec.deadlineMicros(), TaskSpec.NEVER);
    Json.number(out, "run_after", spec.runAfterMicros(), 0);
    Json.text(out, "payload_type", spec.payloadType());
    Json.labels(out, "labels", spec.labels());
    RetryJson.write(out, "retry", spec.retry());
    Json.texts(out, "dependencies", spec.dependencies());
    Json.number(out, "execution_timeout", spec.executionTimeoutMicros(), TaskSpec.NEVER);
    Json.text(out, "fairness_key", spec.fairnessKey());
    Json.text(out, "session", spec.session());
    AffinityJson.write(out, "affinity", spec.affinity());
    if (spec.preemptible()) {
      out.name("preemptible").value(true);
    }
  }

  private void readField(String name, JsonReader in) throws IOException {
    switch (name) {
      case "title" -> title = in.nextString();
      case "type" -> taskType = in.nextString();
      case "requirement" -> requirement = RequirementJson.read(in);
      case "priority" -> priority = Priority.valueOf(in.nextString());
      case "deadline" -> deadline = in.nextLong();
      case "run_after" -> runAfter = in.nextLong();
      case "payload_type" -> payloadType = in.nextString();
      case "labels" -> labels = Json.labels(in);
      case "retry" -> retry = RetryJson.readOverrides(in);
      case "dependencies" -> dependencies = Json.list(in, id -> TaskId.parse(id.nextString()));
      case "execution_timeout" -> executionTimeout = in.nextLong();
      case "fairness_key" -> fairnessKey = in.nextString();
      case "session" -> session = in.nextString();
      case "affinity" -> affinity = AffinityJson.read(in);
      case "preemptible" -> preemptible = in.nextBoolean();
      default -> in.skipValue();
    }
  }

  private TaskSpec build(Bytes payload) {
    return new TaskSpec(
        title,
        taskType,
        requirement,
        priority,
        deadline,
        runAfter,
        payload,
        payloadType,
        labels,
        retry,
        dependencies,
        executionTimeout,
        fairnessKey,
        session,
        affinity,
        preemptible);
  }
}
