package org.smartrouting.loadtests.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.core.pool.TargetWaits;
import org.smartrouting.core.task.Priority;
import org.smartrouting.loadtests.report.Fate;
import org.smartrouting.loadtests.report.Observation;
import org.smartrouting.loadtests.trace.FleetMember;
import org.smartrouting.loadtests.trace.SkillLevels;
import org.smartrouting.loadtests.trace.Streams;
import org.smartrouting.loadtests.trace.TraceTask;

/** Priorities: where theory has an exact answer for the waits, the engine gives the same. */
class PriorityTheoryTest {
  private static final int REPLICATIONS = 8;
  private static final int TASKS = 8_000;
  private static final int WARM_UP = TASKS / 10;
  private static final double MICROS = 1e6;

  /** Longer than any run, so that who is more urgent always goes first. */
  private static final long EVER = 1_000_000_000_000L;

  private static final PoolPolicy STRICT =
      PoolPolicy.DEFAULT.withTargetWaits(new TargetWaits(0, EVER, 2 * EVER, 3 * EVER, 4 * EVER));

  @Test
  void two_classes_at_one_server_wait_as_cobham_says() {
    assertWaits(
        1,
        STRICT,
        new Kind(Priority.HIGH, 0.3, 1.142857),
        new Kind(Priority.NORMAL, 0.5, 5.714286));
  }

  @Test
  void three_classes_at_ten_servers_wait_as_theory_says() {
    assertWaits(
        10,
        STRICT,
        new Kind(Priority.CRITICAL, 2, 0.083591),
        new Kind(Priority.NORMAL, 3, 0.167183),
        new Kind(Priority.BULK, 4, 1.337463));
  }

  /** Tasks of one priority: arrivals in a mean service time and the wait in mean service times. */
  private record Kind(Priority priority, double rate, double meanWait) {}

  private static void assertWaits(int servers, PoolPolicy policy, Kind... kinds) {
    Map<Priority, double[]> means = new LinkedHashMap<>();
    for (Kind each : kinds) {
      means.put(each.priority(), new double[REPLICATIONS]);
    }
    double[] inOrder = new double[REPLICATIONS];
    for (int seed = 0; seed < REPLICATIONS; seed++) {
      List<TraceTask> trace = trace(seed, kinds);
      SimulatedRun run = run(servers, trace, policy, seed);
      long[] waits = Theory.firstComeFirstServed(servers, trace);
      inOrder[seed] = LongStream.of(waits).skip(WARM_UP).average().orElseThrow() / MICROS;
      if (servers == 1) {
        Theory.assertConserved(run, waits);
      }
      for (Kind each : kinds) {
        means.get(each.priority())[seed] = meanWait(run, each.priority());
      }
    }
    double erlang = ErlangC.meanWait(servers, rate(kinds));
    for (Kind each : kinds) {
      double[] own = means.get(each.priority());
      Theory.assertMean("mean wait of " + each, own, each.meanWait(), inOrder, erlang);
    }
  }

  private static double rate(Kind... kinds) {
    return Arrays.stream(kinds).mapToDouble(Kind::rate).sum();
  }

  private static SimulatedRun run(
      int servers, List<TraceTask> trace, PoolPolicy policy, long seed) {
    List<FleetMember> fleet =
        IntStream.range(0, servers).mapToObj(i -> FleetMember.of("s" + i, 1)).toList();
    SimulatedRun run = new Simulation(fleet, policy, seed).run(trace.iterator());
    assertThat(run.observations()).allMatch(seen -> seen.fate() == Fate.SUCCEEDED);
    Theory.assertLittle(run);
    return run;
  }

  private static double meanWait(SimulatedRun run, Priority priority) {
    return run.observations().stream()
            .skip(WARM_UP)
            .filter(seen -> seen.task().priority() == priority)
            .mapToLong(Observation::waitMicros)
            .average()
            .orElseThrow()
        / MICROS;
  }

  /** Poisson arrivals of all classes together, each task of a class drawn by the rates. */
  private static List<TraceTask> trace(long seed, Kind... kinds) {
    Streams streams = new Streams(seed);
    RandomGenerator gaps = streams.of("gaps");
    RandomGenerator which = streams.of("kinds");
    RandomGenerator times = streams.of("times");
    double rate = rate(kinds);
    List<TraceTask> tasks = new ArrayList<>();
    long arrivalMicros = 0;
    for (int i = 0; i < TASKS; i++) {
      arrivalMicros += Math.max(1, Math.round(gaps.nextExponential() / rate * MICROS));
      int kind = 0;
      for (double left = which.nextDouble() * rate; left >= kinds[kind].rate(); kind++) {
        left -= kinds[kind].rate();
      }
      tasks.add(
          new TraceTask(
              arrivalMicros,
              TraceTask.DEFAULT_TYPE,
              SkillLevels.NONE,
              kinds[kind].priority(),
              Math.max(1, Math.round(times.nextExponential() * MICROS)),
              "",
              TraceTask.NO_DEADLINE,
              0));
    }
    return tasks;
  }
}
