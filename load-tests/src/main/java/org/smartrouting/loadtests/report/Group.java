package org.smartrouting.loadtests.report;

/** Gathers what became of the tasks of a group. Not thread-safe. */
final class Group {
  private final Samples waits = new Samples();
  private final Samples sojourns = new Samples();
  private int count;
  private int succeeded;
  private int withDeadline;
  private int onTime;

  void add(Observation seen) {
    count++;
    succeeded += seen.fate() == Fate.SUCCEEDED ? 1 : 0;
    if (seen.hasStarted()) {
      waits.add(seen.waitMicros());
      sojourns.add(seen.sojournMicros());
    }
    if (seen.task().hasDeadline()) {
      withDeadline++;
      onTime += seen.isOnTime() ? 1 : 0;
    }
  }

  GroupReport report() {
    return new GroupReport(
        count,
        succeeded,
        waits.times(),
        sojourns.times(),
        withDeadline == 0 ? null : Rounding.share(onTime, withDeadline));
  }
}
