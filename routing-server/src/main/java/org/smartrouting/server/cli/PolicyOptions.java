package org.smartrouting.server.cli;

import com.google.gson.JsonObject;
import com.google.protobuf.FieldMask;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.smartrouting.v1.PoolPolicy;
import picocli.CommandLine.Option;

/** Rules of a pool, each given by the path of its field. */
final class PolicyOptions {
  private static final int DEEPEST = 2;

  @Option(
      names = "--set",
      paramLabel = "FIELD=VALUE",
      description =
          "Sets one field of PoolPolicy, such as target_waits.high=5s, score_weights.price=2 or"
              + " assignment_mode=ASSIGNMENT_MODE_LONGEST_IDLE; can be repeated.")
  private Map<String, String> values = new LinkedHashMap<>();

  /** The rules that are given. */
  PoolPolicy values() {
    JsonObject json = new JsonObject();
    values.forEach((path, value) -> put(json, path, value));
    PoolPolicy.Builder policy = PoolPolicy.newBuilder();
    try {
      JsonFormat.parser().merge(json.toString(), policy);
    } catch (InvalidProtocolBufferException e) {
      throw new UnusableArgumentException("--set: " + e.getMessage());
    }
    return policy.build();
  }

  /** The fields that are given. */
  FieldMask mask() {
    return FieldMask.newBuilder().addAllPaths(values.keySet()).build();
  }

  private static void put(JsonObject json, String path, String value) {
    String[] names = path.split("\\.", -1);
    if (names.length > DEEPEST) {
      throw new UnusableArgumentException("--set: '" + path + "' has more than two names");
    }
    if (names.length == 1) {
      json.addProperty(path, value);
      return;
    }
    if (!json.has(names[0])) {
      json.add(names[0], new JsonObject());
    }
    if (!json.get(names[0]).isJsonObject()) {
      throw new UnusableArgumentException("--set: '" + names[0] + "' is set as a whole, too");
    }
    json.getAsJsonObject(names[0]).addProperty(names[1], value);
  }
}
