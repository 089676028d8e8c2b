package org.smartrouting.server.config;

import java.time.Duration;

/**
 * How the server stops.
 *
 * @param drainTimeout how long calls have to end
 */
public record ShutdownConfig(Duration drainTimeout) {
  /** Checks the range. */
  public ShutdownConfig {
    Range.check("shutdown.drain-timeout", drainTimeout, Duration.ZERO, Duration.ofHours(1));
  }
}
