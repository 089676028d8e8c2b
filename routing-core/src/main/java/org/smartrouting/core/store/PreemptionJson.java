package org.smartrouting.core.store;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import org.smartrouting.core.pool.PreemptionPolicy;

/** The JSON text of a {@link PreemptionPolicy}. */
final class PreemptionJson {
  private boolean enabled = PreemptionPolicy.DEFAULT.enabled();
  private long minRun = PreemptionPolicy.DEFAULT.minRunMicros();
  private double percentPerMinute = PreemptionPolicy.DEFAULT.percentPerMinute();

  private PreemptionJson() {}

  static void write(JsonWriter out, String name, PreemptionPolicy policy) throws IOException {
    out.name(name).beginObject();
    out.name("enabled").value(policy.enabled());
    out.name("min_run").value(policy.minRunMicros());
    out.name("percent_per_minute").value(policy.percentPerMinute());
    out.endObject();
  }

  static PreemptionPolicy read(JsonReader in) throws IOException {
    PreemptionJson draft = new PreemptionJson();
    Json.object(in, draft::readField);
    return new PreemptionPolicy(draft.enabled, draft.minRun, draft.percentPerMinute);
  }

  private void readField(String name, JsonReader in) throws IOException {
    switch (name) {
      case "enabled" -> enabled = in.nextBoolean();
      case "min_run" -> minRun = in.nextLong();
      case "percent_per_minute" -> percentPerMinute = in.nextDouble();
      default -> in.skipValue();
    }
  }
}
