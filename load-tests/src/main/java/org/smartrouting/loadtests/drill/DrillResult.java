package org.smartrouting.loadtests.drill;

import java.io.PrintWriter;
import java.util.Locale;

/**
 * What came of a drill.
 *
 * @param acknowledged tasks whose submit was answered
 * @param kills how often the server was killed
 * @param slots slots of each specialist
 * @param seconds how long it took
 * @param outcomes what became of the tasks
 * @param tally what the specialists did
 */
record DrillResult(
    int acknowledged, int kills, int slots, double seconds, Outcomes outcomes, Tally tally) {
  boolean isGood() {
    return outcomes.succeeded() == acknowledged
        && outcomes.failed() == 0
        && outcomes.open() == 0
        && outcomes.missing() == 0
        && outcomes.unknown() == 0
        && outcomes.succeededTwice() == 0
        && tally.mostInFlight() <= slots;
  }

  void print(PrintWriter out, int exit) {
    out.printf(
        Locale.ROOT,
        "acknowledged %d, succeeded %d, failed %d, open %d, lost %d, unknown %d, succeeded twice"
            + " %d, begun twice %d, most in flight %d of %d slots, kills %d, %.1f s, %.0f tasks/s,"
            + " server exit %d: %s%n",
        acknowledged,
        outcomes.succeeded(),
        outcomes.failed(),
        outcomes.open(),
        outcomes.missing(),
        outcomes.unknown(),
        outcomes.succeededTwice(),
        tally.begunTwice(),
        tally.mostInFlight(),
        slots,
        kills,
        seconds,
        outcomes.succeeded() / seconds,
        exit,
        isGood() ? "good" : "BAD");
    out.flush();
  }
}
