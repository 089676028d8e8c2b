package org.smartrouting.core.engine;

import org.smartrouting.core.score.Ejection;

/** The last results of a specialist, of all types together, and how often it was ejected. */
final class RecentResults {
  private double good;
  private double bad;
  private int times;
  private long endMicros;

  /** One more result, 0..1. */
  void add(double reward) {
    double weight = good + bad;
    double fade = weight + 1 > Ejection.RECENT ? (Ejection.RECENT - 1) / weight : 1;
    good = good * fade + reward;
    bad = bad * fade + 1 - reward;
  }

  double weight() {
    return good + bad;
  }

  /** Rate of success; there is a result. */
  double rate() {
    return good / (good + bad);
  }

  /** When the last ejection ends or ended; 0 when there was none. */
  long endMicros() {
    return endMicros;
  }

  boolean isEjected(long nowMicros) {
    return endMicros > nowMicros;
  }

  /** Gives no work for a while, and judges by what comes after it. */
  void eject(Ejection rules, long nowMicros) {
    long quiet = endMicros == 0 ? 0 : (nowMicros - endMicros) / rules.baseMicros();
    times = (int) Math.max(0, times - quiet) + 1;
    long lasts =
        rules.longestMicros() / rules.baseMicros() < times
            ? rules.longestMicros()
            : rules.baseMicros() * times;
    endMicros = nowMicros + lasts;
    good = 0;
    bad = 0;
  }
}
