package org.smartrouting.core.store;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.pool.AssignmentMode;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.core.pool.ShadowPolicy;
import org.smartrouting.core.score.LearningPolicy;
import org.smartrouting.core.score.ScoreWeights;

/** The JSON text of a {@link ShadowPolicy}; nothing is written of none. */
final class ShadowJson {
  private ScoreWeights weights = PoolPolicy.DEFAULT.scoreWeights();
  private @Nullable LearningPolicy learning;
  private AssignmentMode assignment = PoolPolicy.DEFAULT.assignment();

  private ShadowJson() {}

  static void write(JsonWriter out, String name, @Nullable ShadowPolicy policy) throws IOException {
    if (policy == null) {
      return;
    }
    out.name(name).beginObject();
    ScoreWeightsJson.write(out, "score_weights", policy.weights());
    if (policy.learning() != null) {
      LearningJson.write(out, "learning", policy.learning());
    }
    out.name("assignment").value(policy.assignment().name());
    out.endObject();
  }

  static ShadowPolicy read(JsonReader in) throws IOException {
    ShadowJson draft = new ShadowJson();
    Json.object(in, draft::readField);
    return new ShadowPolicy(draft.weights, draft.learning, draft.assignment);
  }

  private void readField(String name, JsonReader in) throws IOException {
    switch (name) {
      case "score_weights" -> weights = ScoreWeightsJson.read(in);
      case "learning" -> learning = LearningJson.read(in);
      case "assignment" -> assignment = AssignmentMode.valueOf(in.nextString());
      default -> in.skipValue();
    }
  }
}
