package org.smartrouting.server.lifecycle;

import com.google.protobuf.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.smartrouting.core.shard.Shard;
import org.smartrouting.core.shard.ShardStatus;
import org.smartrouting.core.shard.Shards;
import org.smartrouting.core.store.ShardStore;
import org.smartrouting.v1.HealthComponent;
import org.smartrouting.v1.HealthStatus;

/**
 * Finds out how the parts of the server are, by using them. Blocks on the database. Thread-safe.
 */
public final class HealthProbe {
  private static final Logger log = LoggerFactory.getLogger(HealthProbe.class);
  private static final long SLOW_COMMIT_MICROS = TimeUnit.SECONDS.toMicros(2);

  private record Finding(HealthStatus status, String detail) {}

  private final ShardStore store;
  private final Shards shards;
  private volatile boolean stopping;

  /** Probes these. */
  public HealthProbe(ShardStore store, Shards shards) {
    this.store = store;
    this.shards = shards;
  }

  /** From now on the server is not serving, whatever the probes say. */
  public void stopping() {
    stopping = true;
  }

  /** Probes everything. */
  public List<HealthComponent> probe() {
    List<HealthComponent> components = new ArrayList<>();
    components.add(measured("lifecycle", this::lifecycle));
    components.add(measured("database", this::database));
    components.add(measured("shards", this::shards));
    components.add(measured("journal", this::journal));
    return components;
  }

  /** The worst of the parts. */
  public static HealthStatus worst(List<HealthComponent> components) {
    HealthStatus worst = HealthStatus.HEALTH_STATUS_SERVING;
    for (HealthComponent component : components) {
      if (component.getStatusValue() > worst.getNumber()) {
        worst = component.getStatus();
      }
    }
    return worst;
  }

  private Finding lifecycle() {
    return stopping
        ? new Finding(HealthStatus.HEALTH_STATUS_NOT_SERVING, "stopping")
        : new Finding(HealthStatus.HEALTH_STATUS_SERVING, "running");
  }

  private Finding database() {
    try {
      store.probe();
      return new Finding(HealthStatus.HEALTH_STATUS_SERVING, "answers and takes writes");
    } catch (RuntimeException e) {
      log.warn("the database does not answer: {}", e.getMessage());
      // What exactly is wrong is for the log; it can name hosts and users.
      return new Finding(HealthStatus.HEALTH_STATUS_NOT_SERVING, "does not answer");
    }
  }

  private Finding shards() {
    long serving =
        shards.all().stream()
            .filter(shard -> shard.status().phase() == ShardStatus.Phase.SERVING)
            .count();
    int all = shards.all().size();
    return new Finding(
        serving == all
            ? HealthStatus.HEALTH_STATUS_SERVING
            : HealthStatus.HEALTH_STATUS_NOT_SERVING,
        serving + " of " + all + " serve");
  }

  private Finding journal() {
    long lag = 0;
    for (Shard shard : shards.all()) {
      lag = Math.max(lag, shard.status().journalLagMicros());
    }
    return new Finding(
        lag < SLOW_COMMIT_MICROS
            ? HealthStatus.HEALTH_STATUS_SERVING
            : HealthStatus.HEALTH_STATUS_DEGRADED,
        "the longest commit has been under way for " + lag / 1_000 + " ms");
  }

  private static HealthComponent measured(String name, Supplier<Finding> part) {
    long begin = System.nanoTime();
    Finding finding = part.get();
    long nanos = System.nanoTime() - begin;
    return HealthComponent.newBuilder()
        .setName(name)
        .setStatus(finding.status())
        .setDetail(finding.detail())
        .setLatency(
            Duration.newBuilder()
                .setSeconds(nanos / 1_000_000_000)
                .setNanos((int) (nanos % 1_000_000_000)))
        .build();
  }
}
