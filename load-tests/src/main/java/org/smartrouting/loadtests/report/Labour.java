package org.smartrouting.loadtests.report;

import org.smartrouting.loadtests.trace.FleetMember;
import org.smartrouting.loadtests.trace.TraceTask;

/** Gathers what one specialist did. Not thread-safe. */
final class Labour {
  private static final double MICROS_PER_SECOND = 1e6;

  private final FleetMember member;
  private final Samples starts = new Samples();
  private final Samples ends = new Samples();
  private double busyMicros;
  private double paidMicros;

  Labour(FleetMember member) {
    this.member = member;
  }

  void add(TraceTask task, Work work) {
    starts.add(work.startMicros());
    ends.add(work.endMicros());
    busyMicros += work.micros();
    // What a real run adds by its own slowness is not the price of the work.
    paidMicros += Math.min(work.micros(), member.serviceMicros(task));
  }

  /** Price of all its work, credits. */
  double cost() {
    return paidMicros / MICROS_PER_SECOND * member.costPerSecond();
  }

  SpecialistReport report(double makespanMicros) {
    long[] begun = starts.sorted();
    return new SpecialistReport(
        begun.length,
        Rounding.share(busyMicros, member.slots() * makespanMicros),
        mostAtOnce(begun, ends.sorted()),
        member.slots());
  }

  /** What ends in the moment in which something else begins has made room for it. */
  private static int mostAtOnce(long[] begun, long[] ended) {
    int most = 0;
    int done = 0;
    for (int i = 0; i < begun.length; i++) {
      while (done < i && ended[done] <= begun[i]) {
        done++;
      }
      most = Math.max(most, i + 1 - done);
    }
    return most;
  }
}
