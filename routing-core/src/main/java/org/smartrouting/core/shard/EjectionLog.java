package org.smartrouting.core.shard;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.smartrouting.core.engine.Ejected;
import org.smartrouting.core.pool.PoolKey;

/** Logs at INFO which specialists get no new work for a while. Thread-safe. */
final class EjectionLog {
  private static final Logger log = LoggerFactory.getLogger(EjectionLog.class);

  private EjectionLog() {}

  static void write(List<Ejected> ejected) {
    ejected.forEach(EjectionLog::write);
  }

  private static void write(Ejected ejected) {
    PoolKey pool = ejected.specialist().pool();
    log.info(
        "specialist {} of pool {} of {} gets no new work until {}: {} % of its recent results are"
            + " successes",
        ejected.specialist().id(),
        pool.pool(),
        pool.tenant(),
        Instant.EPOCH.plus(ejected.untilMicros(), ChronoUnit.MICROS),
        String.format(Locale.ROOT, "%.0f", 100 * ejected.rate()));
  }
}
