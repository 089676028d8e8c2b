package org.smartrouting.loadtests.trace;

import java.util.random.RandomGenerator;

/** Arrivals of one tenant that submits much more than the others for a while. */
final class Flood {
  private final String tenant;
  private final double rate;
  private final double toSeconds;
  private final RandomGenerator chance;
  private double nextSeconds;

  /**
   * Begins a flood.
   *
   * @param rate arrivals a second; 0 for none at all
   */
  Flood(String tenant, double rate, double fromSeconds, double toSeconds, RandomGenerator chance) {
    this.tenant = tenant;
    this.rate = rate;
    this.toSeconds = toSeconds;
    this.chance = chance;
    this.nextSeconds = fromSeconds;
    advance();
  }

  String tenant() {
    return tenant;
  }

  /** When its next task arrives; infinite when it is over. */
  double nextSeconds() {
    return nextSeconds;
  }

  void advance() {
    double next = rate > 0 ? nextSeconds + chance.nextExponential() / rate : toSeconds;
    nextSeconds = next < toSeconds ? next : Double.POSITIVE_INFINITY;
  }
}
