package org.smartrouting.core.store;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import org.smartrouting.core.task.Affinity;
import org.smartrouting.core.task.AffinityMode;

/** The JSON form of an {@link Affinity}. */
final class AffinityJson {
  private String specialist = "";
  private String key = "";
  private AffinityMode mode = AffinityMode.SOFT;
  private long stickyWait;

  private AffinityJson() {}

  static void write(JsonWriter out, String name, Affinity affinity) throws IOException {
    if (!affinity.isPresent()) {
      return;
    }
    out.name(name).beginObject();
    Json.text(out, "specialist", affinity.specialistId());
    Json.text(out, "key", affinity.key());
    if (affinity.mode() != AffinityMode.SOFT) {
      out.name("mode").value(affinity.mode().name());
    }
    Json.number(out, "sticky_wait", affinity.stickyWaitMicros(), 0);
    out.endObject();
  }

  static Affinity read(JsonReader in) throws IOException {
    AffinityJson draft = new AffinityJson();
    Json.object(in, draft::readField);
    return new Affinity(draft.specialist, draft.key, draft.mode, draft.stickyWait);
  }

  private void readField(String name, JsonReader in) throws IOException {
    switch (name) {
      case "specialist" -> specialist = in.nextString();
      case "key" -> key = in.nextString();
      case "mode" -> mode = AffinityMode.valueOf(in.nextString());
      case "sticky_wait" -> stickyWait = in.nextLong();
      default -> in.skipValue();
    }
  }
}
