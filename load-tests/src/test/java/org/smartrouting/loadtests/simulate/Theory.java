package org.smartrouting.loadtests.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.DoubleStream;
import org.smartrouting.core.Findings;
import org.smartrouting.loadtests.report.Observation;
import org.smartrouting.loadtests.trace.TraceTask;

/** What theory says of any run, and how runs are held against it. */
final class Theory {
  private Theory() {}

  /**
   * Means of independent runs are as expected: within three standard errors, or 2 % if that is
   * more.
   *
   * @param theory whose theory it is
   */
  static void assertMean(String theory, String what, double[] means, double expected) {
    double mean = DoubleStream.of(means).average().orElseThrow();
    double variance =
        DoubleStream.of(means).map(each -> (each - mean) * (each - mean)).sum()
            / (means.length - 1);
    double standardError = Math.sqrt(variance / means.length);
    Findings.note(theory, what, Findings.Relation.EQUAL, expected, mean, standardError);
    assertThat(mean)
        .as("%s: %s, standard error %.5f", theory, what, standardError)
        .isCloseTo(expected, within(Math.max(3 * standardError, 0.02 * expected)));
  }

  /** The waits in microseconds when every task takes the server that is free first. */
  static long[] firstComeFirstServed(int servers, List<TraceTask> trace) {
    PriorityQueue<Long> freeAt = new PriorityQueue<>(Collections.nCopies(servers, 0L));
    long[] waits = new long[trace.size()];
    for (int i = 0; i < waits.length; i++) {
      TraceTask task = trace.get(i);
      long start = Math.max(task.arrivalMicros(), freeAt.remove());
      waits[i] = start - task.arrivalMicros();
      freeAt.add(start + task.serviceMicros());
    }
    return waits;
  }

  /** L = lambda W: the engine's own count of tasks over time against what the tasks saw. */
  static void assertLittle(SimulatedRun run) {
    List<Observation> all = run.observations();
    double end =
        all.stream()
            .mapToLong(seen -> seen.task().arrivalMicros() + seen.sojournMicros())
            .max()
            .orElseThrow();
    double tasksInEngine = run.taskMicros() / end;
    double rate = all.size() / end;
    double sojourn = all.stream().mapToLong(Observation::sojournMicros).average().orElseThrow();
    assertThat(tasksInEngine).isCloseTo(rate * sojourn, within(1e-9 * tasksInEngine));
  }

  /**
   * Kleinrock's conservation law for one server: whatever the order, the service times multiplied
   * with the waits have the same sum, because the work that is left at any time is the same.
   */
  static void assertConserved(String what, SimulatedRun run, long[] waitsInOtherOrder) {
    double work = 0;
    double otherWork = 0;
    for (Observation seen : run.observations()) {
      double service = seen.task().serviceMicros();
      work += service * seen.waitMicros();
      otherWork += service * waitsInOtherOrder[seen.index()];
    }
    Findings.note(
        "conservation law (Kleinrock)",
        what + ": service times x waits, first come first served = 1",
        Findings.Relation.EQUAL,
        1,
        work / otherWork,
        0);
    assertThat(work).isCloseTo(otherWork, within(1e-9 * otherWork));
  }
}
