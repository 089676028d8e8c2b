package org.smartrouting.loadtests.drive;

import java.time.Duration;
import org.smartrouting.v1.Durability;

/**
 * Has a server route tasks in a pool of its own, so that it is compiled and its caches are full.
 */
public final class WarmUp {
  private static final int IN_FLIGHT = 64;
  private static final int SPECIALISTS = 20;
  private static final int SLOTS = 8;

  private WarmUp() {}

  /**
   * Runs.
   *
   * @param address where the server listens
   * @param duration how long; nothing is done when it is zero
   */
  public static void run(String address, Duration duration) throws InterruptedException {
    if (duration.isZero()) {
      return;
    }
    DriveSettings settings =
        new DriveSettings(
            Mode.STREAM,
            Durability.DURABILITY_COMMITTED,
            IN_FLIGHT,
            SPECIALISTS,
            SLOTS,
            0,
            1,
            Callbacks.CACHED,
            true,
            Duration.ZERO,
            duration);
    var unused = new DriveRun(settings).against(address, "warm-up");
  }
}
