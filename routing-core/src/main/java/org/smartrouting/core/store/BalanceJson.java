package org.smartrouting.core.store;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import org.smartrouting.core.pool.BalancePolicy;

/** The JSON text of a {@link BalancePolicy}. */
final class BalanceJson {
  private double utilizationCeiling = BalancePolicy.DEFAULT.utilizationCeiling();
  private double staleAfter = BalancePolicy.DEFAULT.staleAfter();
  private double outAfter = BalancePolicy.DEFAULT.outAfter();
  private int slowStartResults = BalancePolicy.DEFAULT.slowStartResults();
  private long batchWindow = BalancePolicy.DEFAULT.batchWindowMicros();

  private int prefetch = BalancePolicy.DEFAULT.prefetch();

  private BalanceJson() {}

  static void write(JsonWriter out, String name, BalancePolicy policy) throws IOException {
    out.name(name).beginObject();
    out.name("utilization_ceiling").value(policy.utilizationCeiling());
    out.name("stale_after").value(policy.staleAfter());
    out.name("out_after").value(policy.outAfter());
    out.name("slow_start_results").value(policy.slowStartResults());
    out.name("batch_window").value(policy.batchWindowMicros());
    out.name("prefetch").value(policy.prefetch());
    out.endObject();
  }

  static BalancePolicy read(JsonReader in) throws IOException {
    BalanceJson draft = new BalanceJson();
    Json.object(in, draft::readField);
    return new BalancePolicy(
        draft.utilizationCeiling,
        draft.staleAfter,
        draft.outAfter,
        draft.slowStartResults,
        draft.batchWindow,
        draft.prefetch);
  }

  private void readField(String name, JsonReader in) throws IOException {
    switch (name) {
      case "utilization_ceiling" -> utilizationCeiling = in.nextDouble();
      case "stale_after" -> staleAfter = in.nextDouble();
      case "out_after" -> outAfter = in.nextDouble();
      case "slow_start_results" -> slowStartResults = in.nextInt();
      case "prefetch" -> prefetch = in.nextInt();
      case "batch_window" -> batchWindow = in.nextLong();
      default -> in.skipValue();
    }
  }
}
