package org.smartrouting.core.store;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.smartrouting.core.score.ScoreWeights;

/** The JSON text of {@link ScoreWeights}. */
final class ScoreWeightsJson {
  private ScoreWeightsJson() {}

  static void write(JsonWriter out, String name, ScoreWeights weights) throws IOException {
    out.name(name).beginObject();
    out.name("price").value(weights.price());
    out.name("time").value(weights.time());
    out.name("failure").value(weights.failure());
    out.name("fit").value(weights.fit());
    out.name("load").value(weights.load());
    out.name("lateness").value(weights.lateness());
    out.name("scarcity").value(weights.scarcity());
    out.name("preference").value(weights.preference());
    out.endObject();
  }

  static ScoreWeights read(JsonReader in) throws IOException {
    Map<String, Double> read = new HashMap<>();
    Json.object(in, (term, weight) -> read.put(term, weight.nextDouble()));
    ScoreWeights base = ScoreWeights.DEFAULT;
    return new ScoreWeights(
        read.getOrDefault("price", base.price()),
        read.getOrDefault("time", base.time()),
        read.getOrDefault("failure", base.failure()),
        read.getOrDefault("fit", base.fit()),
        read.getOrDefault("load", base.load()),
        read.getOrDefault("lateness", base.lateness()),
        read.getOrDefault("scarcity", base.scarcity()),
        read.getOrDefault("preference", base.preference()));
  }
}
