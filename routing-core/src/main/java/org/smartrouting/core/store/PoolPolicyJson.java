package org.smartrouting.core.store;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.RetryPolicy;
import org.smartrouting.core.pool.AssignmentMode;
import org.smartrouting.core.pool.BalancePolicy;
import org.smartrouting.core.pool.Durability;
import org.smartrouting.core.pool.Fairness;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.core.pool.PreemptionPolicy;
import org.smartrouting.core.pool.QueuePolicy;
import org.smartrouting.core.pool.ShadowPolicy;
import org.smartrouting.core.pool.TargetWaits;
import org.smartrouting.core.score.LearningPolicy;
import org.smartrouting.core.score.ScoreWeights;

/**
 * The JSON text of a {@link PoolPolicy}. Every field that there is is written, because a policy
 * that was set must not follow a later version's defaults.
 */
final class PoolPolicyJson {
  private static final PoolPolicy DEFAULT = PoolPolicy.DEFAULT;

  private final Map<String, Long> targetWaits = new HashMap<>();
  private ScoreWeights scoreWeights = DEFAULT.scoreWeights();
  private RetryPolicy retry = DEFAULT.retry();
  private long acceptTimeout = DEFAULT.acceptTimeoutMicros();
  private long lease = DEFAULT.leaseMicros();
  private long sessionTimeout = DEFAULT.sessionTimeoutMicros();
  private long retryElsewhere = DEFAULT.retryElsewhereMicros();
  private int maxUnfinishedTasks = DEFAULT.maxUnfinishedTasks();
  private long retention = DEFAULT.retentionMicros();
  private Durability durability = DEFAULT.durability();
  private Fairness fairness = DEFAULT.fairness();
  private LearningPolicy learning = DEFAULT.learning();
  private QueuePolicy queue = DEFAULT.queue();
  private AssignmentMode assignment = DEFAULT.assignment();
  private BalancePolicy balance = DEFAULT.balance();
  private @Nullable ShadowPolicy shadow;
  private PreemptionPolicy preemption = DEFAULT.preemption();

  private PoolPolicyJson() {}

  static String write(PoolPolicy policy) {
    return Json.write(out -> writeFields(out, policy));
  }

  static PoolPolicy read(String json) {
    PoolPolicyJson draft = new PoolPolicyJson();
    Json.read(json, draft::readField);
    return draft.build();
  }

  private static void writeFields(JsonWriter out, PoolPolicy policy) throws IOException {
    TargetWaits waits = policy.targetWaits();
    out.name("target_waits").beginObject();
    out.name("critical").value(waits.criticalMicros());
    out.name("high").value(waits.highMicros());
    out.name("normal").value(waits.normalMicros());
    out.name("low").value(waits.lowMicros());
    out.name("bulk").value(waits.bulkMicros());
    out.endObject();
    ScoreWeightsJson.write(out, "score_weights", policy.scoreWeights());
    RetryJson.write(out, "retry", policy.retry());
    out.name("accept_timeout").value(policy.acceptTimeoutMicros());
    out.name("lease").value(policy.leaseMicros());
    out.name("session_timeout").value(policy.sessionTimeoutMicros());
    out.name("retry_elsewhere").value(policy.retryElsewhereMicros());
    out.name("max_unfinished_tasks").value(policy.maxUnfinishedTasks());
    out.name("retention").value(policy.retentionMicros());
    out.name("durability").value(policy.durability().name());
    FairnessJson.write(out, "fairness", policy.fairness());
    LearningJson.write(out, "learning", policy.learning());
    QueuePolicyJson.write(out, "queue", policy.queue());
    out.name("assignment").value(policy.assignment().name());
    BalanceJson.write(out, "balance", policy.balance());
    ShadowJson.write(out, "shadow", policy.shadow());
    PreemptionJson.write(out, "preemption", policy.preemption());
  }

  private void readField(String name, JsonReader in) throws IOException {
    switch (name) {
      case "target_waits" ->
          Json.object(in, (priority, micros) -> targetWaits.put(priority, micros.nextLong()));
      case "score_weights" -> scoreWeights = ScoreWeightsJson.read(in);
      case "retry" -> retry = RetryJson.readPolicy(in);
      case "accept_timeout" -> acceptTimeout = in.nextLong();
      case "lease" -> lease = in.nextLong();
      case "session_timeout" -> sessionTimeout = in.nextLong();
      case "retry_elsewhere" -> retryElsewhere = in.nextLong();
      case "max_unfinished_tasks" -> maxUnfinishedTasks = in.nextInt();
      case "retention" -> retention = in.nextLong();
      case "durability" -> durability = Durability.valueOf(in.nextString());
      case "fairness" -> fairness = FairnessJson.read(in);
      case "learning" -> learning = LearningJson.read(in);
      case "assignment" -> assignment = AssignmentMode.valueOf(in.nextString());
      case "shadow" -> shadow = ShadowJson.read(in);
      case "preemption" -> preemption = PreemptionJson.read(in);
      case "balance" -> balance = BalanceJson.read(in);
      case "queue" -> queue = QueuePolicyJson.read(in);
      default -> in.skipValue();
    }
  }

  private PoolPolicy build() {
    TargetWaits waits = DEFAULT.targetWaits();
    return new PoolPolicy(
        new TargetWaits(
            targetWaits.getOrDefault("critical", waits.criticalMicros()),
            targetWaits.getOrDefault("high", waits.highMicros()),
            targetWaits.getOrDefault("normal", waits.normalMicros()),
            targetWaits.getOrDefault("low", waits.lowMicros()),
            targetWaits.getOrDefault("bulk", waits.bulkMicros())),
        scoreWeights,
        retry,
        acceptTimeout,
        lease,
        sessionTimeout,
        retryElsewhere,
        maxUnfinishedTasks,
        retention,
        durability,
        fairness,
        learning,
        queue,
        assignment,
        balance,
        shadow,
        preemption);
  }
}
