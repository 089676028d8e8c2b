package org.smartrouting.loadtests.simulate;

/** Erlang's formula for the waits of a queue M/M/c. */
final class ErlangC {
  private ErlangC() {}

  /**
   * Mean wait in units of the mean service time.
   *
   * @param servers number of servers
   * @param load offered load in servers, below their number
   */
  static double meanWait(int servers, double load) {
    double blocked = 1;
    for (int i = 1; i <= servers; i++) {
      blocked = load * blocked / (i + load * blocked);
    }
    double waits = servers * blocked / (servers - load * (1 - blocked));
    return waits / (servers - load);
  }
}
