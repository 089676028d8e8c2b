package org.smartrouting.loadtests.drive;

import java.time.Duration;
import org.smartrouting.v1.Durability;

/**
 * What to drive.
 *
 * @param mode how the tasks go
 * @param durability when the router answers
 * @param inFlight tasks that are submitted and not completed at any moment, 1..100,000
 * @param specialists specialists, at least 1
 * @param slots slots of each, at least 1
 * @param payloadBytes size of each payload, 0..1 MiB
 * @param connections connections over which submitters and specialists are spread, at least 1
 * @param callbacks which threads handle answers
 * @param requestIds whether requests carry a request_id
 * @param warmUp time that is not counted
 * @param duration time that is counted
 */
record DriveSettings(
    Mode mode,
    Durability durability,
    int inFlight,
    int specialists,
    int slots,
    int payloadBytes,
    int connections,
    Callbacks callbacks,
    boolean requestIds,
    Duration warmUp,
    Duration duration) {
  /** Checks the ranges. */
  DriveSettings {
    require("--in-flight", inFlight, 1, 100_000);
    require("--specialists", specialists, 1, 100_000);
    require("--slots", slots, 1, 10_000);
    require("--payload-bytes", payloadBytes, 0, 1 << 20);
    require("--connections", connections, 1, 1_000);
    if (mode == Mode.STREAM && callbacks == Callbacks.TRANSPORT) {
      throw new IllegalArgumentException("--callbacks transport is not for --mode stream");
    }
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException("--duration must be above zero");
    }
  }

  private static void require(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(name + " must be " + min + ".." + max + ": " + value);
    }
  }
}
