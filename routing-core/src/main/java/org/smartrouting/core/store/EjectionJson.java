package org.smartrouting.core.store;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import org.smartrouting.core.score.Ejection;

/** The JSON text of an {@link Ejection}. */
final class EjectionJson {
  private int leastResults = Ejection.DEFAULT.leastResults();
  private double failurePercent = Ejection.DEFAULT.failurePercent();
  private double deviations = Ejection.DEFAULT.deviations();
  private long base = Ejection.DEFAULT.baseMicros();
  private long longest = Ejection.DEFAULT.longestMicros();
  private double mostPercent = Ejection.DEFAULT.mostPercent();

  private EjectionJson() {}

  static void write(JsonWriter out, String name, Ejection ejection) throws IOException {
    out.name(name).beginObject();
    out.name("least_results").value(ejection.leastResults());
    out.name("failure_percent").value(ejection.failurePercent());
    out.name("deviations").value(ejection.deviations());
    out.name("base").value(ejection.baseMicros());
    out.name("longest").value(ejection.longestMicros());
    out.name("most_percent").value(ejection.mostPercent());
    out.endObject();
  }

  static Ejection read(JsonReader in) throws IOException {
    EjectionJson draft = new EjectionJson();
    Json.object(in, draft::readField);
    return new Ejection(
        draft.leastResults,
        draft.failurePercent,
        draft.deviations,
        draft.base,
        draft.longest,
        draft.mostPercent);
  }

  private void readField(String name, JsonReader in) throws IOException {
    switch (name) {
      case "least_results" -> leastResults = in.nextInt();
      case "failure_percent" -> failurePercent = in.nextDouble();
      case "deviations" -> deviations = in.nextDouble();
      case "base" -> base = in.nextLong();
      case "longest" -> longest = in.nextLong();
      case "most_percent" -> mostPercent = in.nextDouble();
      default -> in.skipValue();
    }
  }
}
