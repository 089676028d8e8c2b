package org.smartrouting.core.store;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.smartrouting.core.pool.Fairness;
import org.smartrouting.core.pool.FairnessMeasure;

/** The JSON text of {@link Fairness}. */
final class FairnessJson {
  private final Map<String, Double> weights = new HashMap<>();
  private double defaultWeight = Fairness.DEFAULT.defaultWeight();
  private FairnessMeasure measure = Fairness.DEFAULT.measure();
  private int maxInFlight;
  private int maxWaiting;

  private FairnessJson() {}

  static void write(JsonWriter out, String name, Fairness fairness) throws IOException {
    out.name(name).beginObject();
    out.name("weights").beginObject();
    for (Map.Entry<String, Double> entry : fairness.weights().entrySet()) {
      out.name(entry.getKey()).value(entry.getValue());
    }
    out.endObject();
    out.name("default_weight").value(fairness.defaultWeight());
    out.name("measure").value(fairness.measure().name());
    out.name("max_in_flight").value(fairness.maxInFlight());
    out.name("max_waiting").value(fairness.maxWaiting());
    out.endObject();
  }

  static Fairness read(JsonReader in) throws IOException {
    FairnessJson draft = new FairnessJson();
    Json.object(in, draft::readField);
    return new Fairness(
        draft.weights, draft.defaultWeight, draft.measure, draft.maxInFlight, draft.maxWaiting);
  }

  private void readField(String name, JsonReader in) throws IOException {
    switch (name) {
      case "weights" -> Json.object(in, (key, weight) -> weights.put(key, weight.nextDouble()));
      case "default_weight" -> defaultWeight = in.nextDouble();
      case "measure" -> measure = FairnessMeasure.valueOf(in.nextString());
      case "max_in_flight" -> maxInFlight = in.nextInt();
      case "max_waiting" -> maxWaiting = in.nextInt();
      default -> in.skipValue();
    }
  }
}
