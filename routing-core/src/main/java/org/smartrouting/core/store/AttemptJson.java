package org.smartrouting.core.store;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.AssignmentToken;
import org.smartrouting.core.task.Attempt;
import org.smartrouting.core.task.AttemptOutcome;

/** The JSON form of an {@link Attempt}. */
final class AttemptJson {
  private int number;
  private String specialist = "";
  private AssignmentToken token = new AssignmentToken(0, 0);
  private AttemptOutcome outcome = AttemptOutcome.FAILED;
  private String reason = "";
  private long assigned;
  private long started;
  private long ended;
  private @Nullable Double quality;

  private AttemptJson() {}

  static void write(JsonWriter out, Attempt attempt) throws IOException {
    out.beginObject();
    out.name("number").value(attempt.number());
    out.name("specialist").value(attempt.specialistId());
    out.name("token").value(attempt.token().toHex());
    out.name("outcome").value(attempt.outcome().name());
    Json.text(out, "reason", attempt.reason());
    Json.number(out, "assigned", attempt.assignedMicros(), 0);
    Json.number(out, "started", attempt.startedMicros(), 0);
    Json.number(out, "ended", attempt.endedMicros(), 0);
    if (attempt.quality() != null) {
      out.name("quality").value(attempt.quality());
    }
    out.endObject();
  }

  static Attempt read(JsonReader in) throws IOException {
    AttemptJson draft = new AttemptJson();
    Json.object(in, draft::readField);
    return new Attempt(
        draft.number,
        draft.specialist,
        draft.token,
        draft.outcome,
        draft.reason,
        draft.assigned,
        draft.started,
        draft.ended,
        draft.quality);
  }

  private void readField(String name, JsonReader in) throws IOException {
    switch (name) {
      case "number" -> number = in.nextInt();
      case "specialist" -> specialist = in.nextString();
      case "token" -> token = AssignmentToken.ofHex(in.nextString());
      case "outcome" -> outcome = AttemptOutcome.valueOf(in.nextString());
      case "reason" -> reason = in.nextString();
      case "assigned" -> assigned = in.nextLong();
      case "started" -> started = in.nextLong();
      case "ended" -> ended = in.nextLong();
      case "quality" -> quality = in.nextDouble();
      default -> in.skipValue();
    }
  }
}
