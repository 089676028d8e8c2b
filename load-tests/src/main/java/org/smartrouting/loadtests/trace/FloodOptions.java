package org.smartrouting.loadtests.trace;

import java.util.random.RandomGenerator;
import picocli.CommandLine.Option;

/** Options about a tenant that submits much more than the others for a while. */
final class FloodOptions {
  @Option(
      names = "--flood-rate",
      defaultValue = "0",
      description = "Arrivals a second of a tenant that floods, on top of the others; 0 for none.")
  private double rate;

  @Option(
      names = "--flood-tenant",
      defaultValue = "flood",
      description = "Its name. Default: ${DEFAULT-VALUE}.")
  private String tenant = "";

  @Option(
      names = "--flood-from-s",
      defaultValue = "0",
      description = "When it begins, seconds. Default: ${DEFAULT-VALUE}.")
  private double fromSeconds;

  @Option(
      names = "--flood-to-s",
      defaultValue = "1e9",
      description = "When it ends, seconds; it ends with the trace in any case.")
  private double toSeconds;

  /** Begins the flood, or nothing when there is none. */
  Flood begin(RandomGenerator chance) {
    return new Flood(tenant, rate, fromSeconds, toSeconds, chance);
  }
}
