package org.smartrouting.core.store;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import org.smartrouting.core.score.Ejection;
import org.smartrouting.core.score.Exploration;
import org.smartrouting.core.score.LearningPolicy;

/** The JSON text of a {@link LearningPolicy}. */
final class LearningJson {
  private Exploration exploration = LearningPolicy.DEFAULT.exploration();
  private double memory = LearningPolicy.DEFAULT.memory();
  private long idleHalfLife = LearningPolicy.DEFAULT.idleHalfLifeMicros();
  private double leastPrior = LearningPolicy.DEFAULT.leastPrior();
  private double greatestPrior = LearningPolicy.DEFAULT.greatestPrior();

  private Ejection ejection = Ejection.DEFAULT;
  private double newcomerShare = LearningPolicy.DEFAULT.newcomerShare();

  private LearningJson() {}

  static void write(JsonWriter out, String name, LearningPolicy policy) throws IOException {
    out.name(name).beginObject();
    out.name("exploration").value(policy.exploration().name());
    out.name("memory").value(policy.memory());
    out.name("idle_half_life").value(policy.idleHalfLifeMicros());
    out.name("least_prior").value(policy.leastPrior());
    out.name("greatest_prior").value(policy.greatestPrior());
    out.name("newcomer_share").value(policy.newcomerShare());
    EjectionJson.write(out, "ejection", policy.ejection());
    out.endObject();
  }

  static LearningPolicy read(JsonReader in) throws IOException {
    LearningJson draft = new LearningJson();
    Json.object(in, draft::readField);
    return new LearningPolicy(
        draft.exploration,
        draft.memory,
        draft.idleHalfLife,
        draft.leastPrior,
        draft.greatestPrior,
        draft.newcomerShare,
        draft.ejection);
  }

  private void readField(String name, JsonReader in) throws IOException {
    switch (name) {
      case "exploration" -> exploration = Exploration.valueOf(in.nextString());
      case "memory" -> memory = in.nextDouble();
      case "idle_half_life" -> idleHalfLife = in.nextLong();
      case "least_prior" -> leastPrior = in.nextDouble();
      case "greatest_prior" -> greatestPrior = in.nextDouble();
      case "newcomer_share" -> newcomerShare = in.nextDouble();
      case "ejection" -> ejection = EjectionJson.read(in);
      default -> in.skipValue();
    }
  }
}
