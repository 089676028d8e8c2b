package org.smartrouting.core.store;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.score.Decision;
import org.smartrouting.core.task.Attempt;
import org.smartrouting.core.task.Bytes;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskResult;
import org.smartrouting.core.task.TaskStatus;

/**
 * The part of a {@link TaskStatus} that has no columns of its own, as JSON text. The output of the
 * result is not in it.
 */
final class TaskDetailJson {
  private double progress;
  private String reason = "";
  private List<Attempt> attempts = List.of();
  private List<TaskId> openDependencies = List.of();
  private long notBefore;
  private String avoided = "";
  private long avoidUntil;
  private @Nullable TaskResult result;
  private @Nullable Decision decision;
  private double onTime = TaskStatus.NOT_JUDGED;

  private TaskDetailJson() {}

  static String write(TaskStatus status) {
    return Json.write(out -> writeFields(out, status));
  }

  static TaskDetailJson read(String json) {
    TaskDetailJson detail = new TaskDetailJson();
    Json.read(json, detail::readField);
    return detail;
  }

  double progress() {
    return progress;
  }

  String reason() {
    return reason;
  }

  List<Attempt> attempts() {
    return attempts;
  }

  List<TaskId> openDependencies() {
    return openDependencies;
  }

  long notBeforeMicros() {
    return notBefore;
  }

  String avoidedSpecialistId() {
    return avoided;
  }

  long avoidUntilMicros() {
    return avoidUntil;
  }

  @Nullable TaskResult result(Bytes output) {
    return result == null ? null : new TaskResult(output, result.outputType(), result.summary());
  }

  @Nullable Decision decision() {
    return decision;
  }

  double onTimeProbability() {
    return onTime;
  }

  private static void writeFields(JsonWriter out, TaskStatus status) throws IOException {
    Json.number(out, "progress", status.progress(), 0.0);
    Json.text(out, "reason", status.reason());
    if (!status.attempts().isEmpty()) {
      out.name("attempts").beginArray();
      for (Attempt attempt : status.attempts()) {
        AttemptJson.write(out, attempt);
      }
      out.endArray();
    }
    Json.texts(out, "open_dependencies", status.openDependencies());
    Json.number(out, "not_before", status.notBeforeMicros(), 0);
    Json.text(out, "avoided", status.avoidedSpecialistId());
    Json.number(out, "avoid_until", status.avoidUntilMicros(), 0);
    TaskResult result = status.result();
    if (result != null) {
      out.name("result").beginObject();
      Json.text(out, "type", result.outputType());
      Json.text(out, "summary", result.summary());
      out.endObject();
    }
    DecisionJson.write(out, "decision", status.decision());
    Json.number(out, "on_time", status.onTimeProbability(), TaskStatus.NOT_JUDGED);
  }

  private void readField(String name, JsonReader in) throws IOException {
    switch (name) {
      case "progress" -> progress = in.nextDouble();
      case "reason" -> reason = in.nextString();
      case "attempts" -> attempts = Json.list(in, AttemptJson::read);
      case "open_dependencies" ->
          openDependencies = Json.list(in, id -> TaskId.parse(id.nextString()));
      case "not_before" -> notBefore = in.nextLong();
      case "avoided" -> avoided = in.nextString();
      case "avoid_until" -> avoidUntil = in.nextLong();
      case "result" -> result = readResult(in);
      case "decision" -> decision = DecisionJson.read(in);
      case "on_time" -> onTime = in.nextDouble();
      default -> in.skipValue();
    }
  }

  private static TaskResult readResult(JsonReader in) throws IOException {
    String type = "";
    String summary = "";
    in.beginObject();
    while (in.hasNext()) {
      switch (in.nextName()) {
        case "type" -> type = in.nextString();
        case "summary" -> summary = in.nextString();
        default -> in.skipValue();
      }
    }
    in.endObject();
    return new TaskResult(Bytes.EMPTY, type, summary);
  }
}
