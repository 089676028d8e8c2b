package org.smartrouting.client;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.smartrouting.v1.LoadReport;

/**
 * Makes heartbeats and load reports fall due while a connection stands. Not thread-safe: its owner
 * guards it; what falls due runs on the timer.
 */
final class Pulse {
  private static final Logger log = LoggerFactory.getLogger(Pulse.class);

  private final Surroundings surroundings;
  private final Optional<Loads> loads;
  private final Beat beat;
  private @Nullable Runnable stopHeartbeats;
  private @Nullable Runnable stopLoads;

  /** Where load comes from, and how often it is reported. */
  record Loads(Supplier<LoadReport> source, Duration interval) {}

  /** What falls due. */
  interface Beat {
    /** A heartbeat. */
    void heartbeat();

    /** A load report, without its number. */
    void load(LoadReport report);
  }

  Pulse(Surroundings surroundings, Optional<Loads> loads, Beat beat) {
    this.surroundings = surroundings;
    this.loads = loads;
    this.beat = beat;
  }

  /** Begins; the first load report is due at once. */
  void start(Duration heartbeatInterval) {
    stop();
    if (!heartbeatInterval.isZero() && !heartbeatInterval.isNegative()) {
      stopHeartbeats = surroundings.every(heartbeatInterval.toNanos(), beat::heartbeat);
    }
    loads.ifPresent(
        found -> {
          surroundings.after(0, () -> report(found));
          stopLoads = surroundings.every(found.interval().toNanos(), () -> report(found));
        });
  }

  /** Stops until the next start. */
  void stop() {
    if (stopHeartbeats != null) {
      stopHeartbeats.run();
      stopHeartbeats = null;
    }
    if (stopLoads != null) {
      stopLoads.run();
      stopLoads = null;
    }
  }

  private void report(Loads found) {
    try {
      beat.load(found.source().get());
    } catch (RuntimeException broken) {
      // Thrown on, it would end the reports for good.
      log.warn("The load of the specialist could not be read.", broken);
    }
  }
}
