package org.smartrouting.core.store;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.smartrouting.core.pool.AgingRates;
import org.smartrouting.core.pool.InfeasiblePolicy;
import org.smartrouting.core.pool.LatePolicy;
import org.smartrouting.core.pool.QueueOrder;
import org.smartrouting.core.pool.QueuePolicy;
import org.smartrouting.core.pool.SessionOrder;

/** The JSON text of {@link QueuePolicy}. */
final class QueuePolicyJson {
  private final Map<String, Double> rates = new HashMap<>();
  private QueueOrder order = QueuePolicy.DEFAULT.order();
  private LatePolicy late = QueuePolicy.DEFAULT.late();
  private InfeasiblePolicy infeasible = QueuePolicy.DEFAULT.infeasible();
  private SessionOrder sessionOrder = QueuePolicy.DEFAULT.sessionOrder();

  private QueuePolicyJson() {}

  static void write(JsonWriter out, String name, QueuePolicy policy) throws IOException {
    out.name(name).beginObject();
    out.name("order").value(policy.order().name());
    out.name("late").value(policy.late().name());
    out.name("infeasible").value(policy.infeasible().name());
    out.name("session_order").value(policy.sessionOrder().name());
    AgingRates rates = policy.agingRates();
    out.name("aging_rates").beginObject();
    out.name("critical").value(rates.critical());
    out.name("high").value(rates.high());
    out.name("normal").value(rates.normal());
    out.name("low").value(rates.low());
    out.name("bulk").value(rates.bulk());
    out.endObject();
    out.endObject();
  }

  static QueuePolicy read(JsonReader in) throws IOException {
    QueuePolicyJson draft = new QueuePolicyJson();
    Json.object(in, draft::readField);
    return draft.build();
  }

  private void readField(String name, JsonReader in) throws IOException {
    switch (name) {
      case "order" -> order = QueueOrder.valueOf(in.nextString());
      case "late" -> late = LatePolicy.valueOf(in.nextString());
      case "infeasible" -> infeasible = InfeasiblePolicy.valueOf(in.nextString());
      case "session_order" -> sessionOrder = SessionOrder.valueOf(in.nextString());
      case "aging_rates" -> Json.object(in, (key, rate) -> rates.put(key, rate.nextDouble()));
      default -> in.skipValue();
    }
  }

  private QueuePolicy build() {
    AgingRates base = AgingRates.DEFAULT;
    return new QueuePolicy(
        order,
        new AgingRates(
            rates.getOrDefault("critical", base.critical()),
            rates.getOrDefault("high", base.high()),
            rates.getOrDefault("normal", base.normal()),
            rates.getOrDefault("low", base.low()),
            rates.getOrDefault("bulk", base.bulk())),
        late,
        infeasible,
        sessionOrder);
  }
}
