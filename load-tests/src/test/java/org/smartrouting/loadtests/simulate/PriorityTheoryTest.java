package org.smartrouting.loadtests.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.pool.AgingRates;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.core.pool.QueueOrder;
import org.smartrouting.core.pool.QueuePolicy;
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
  private static final int RUNS = 3;
  private static final int TASKS = 10_000;
  private static final int REPLICATIONS = 20;
  private static final int MANY_TASKS = 50_000;
  private static final double MICROS = 1e6;

  /** Longer than any run, so that who is more urgent always goes first. */
  private static final long EVER = 1_000_000_000_000L;

  private static final PoolPolicy STRICT =
      PoolPolicy.DEFAULT.withTargetWaits(new TargetWaits(0, EVER, 2 * EVER, 3 * EVER, 4 * EVER));

  @Test
  void two_classes_at_one_server_wait_as_cobham_says() {
    assertWaits(
        "strict priorities (Cobham)",
        STRICT,
        new PlainQueue(1, PriorityTheoryTest::importance),
        1,
        new Kind(Priority.HIGH, 0.3, 1.142857),
        new Kind(Priority.NORMAL, 0.5, 5.714286));
  }

  @Test
  void three_classes_at_ten_servers_wait_as_theory_says() {
    assertWaits(
        "strict priorities, ten servers",
        STRICT,
        new PlainQueue(10, PriorityTheoryTest::importance),
        10,
        new Kind(Priority.CRITICAL, 2, 0.083591),
        new Kind(Priority.NORMAL, 3, 0.167183),
        new Kind(Priority.BULK, 4, 1.337463));
  }

  @Test
  void two_classes_that_age_two_to_one_wait_as_kleinrock_says() {
    QueuePolicy aging =
        QueuePolicy.DEFAULT.withOrder(QueueOrder.PROPORTIONAL_AGING, new AgingRates(1, 2, 1, 1, 1));
    assertWaits(
        "aging in proportion (Kleinrock)",
        PoolPolicy.DEFAULT.withQueue(aging),
        new PlainQueue(1, PriorityTheoryTest::aged),
        1,
        new Kind(Priority.HIGH, 0.3, 2.8235),
        new Kind(Priority.NORMAL, 0.5, 4.7059));
  }

  private static double importance(TraceTask task, long unusedMicros) {
    return -List.of(Priority.values()).indexOf(task.priority());
  }

  private static double aged(TraceTask task, long nowMicros) {
    long age = nowMicros - task.arrivalMicros();
    return task.priority() == Priority.HIGH ? 2.0 * age : age;
  }

  /** Tasks of one priority: arrivals in a mean service time and the wait in mean service times. */
  private record Kind(Priority priority, double rate, double meanWait) {}

  /** The engine does the same as the plain queue, and the plain queue what theory says. */
  private static void assertWaits(
      String theory, PoolPolicy policy, PlainQueue plain, int servers, Kind... kinds) {
    for (int seed = 0; seed < RUNS; seed++) {
      List<TraceTask> trace = trace(seed, TASKS, kinds);
      SimulatedRun run = run(servers, trace, policy, seed);
      if (servers == 1) {
        Theory.assertConserved(theory, run, Theory.firstComeFirstServed(1, trace));
      }
      long[] waits = run.observations().stream().mapToLong(Observation::waitMicros).toArray();
      assertThat(Arrays.mismatch(waits, plain.waits(trace)))
          .as("first task that does not wait as long as in a plain queue")
          .isEqualTo(-1);
    }
    double[][] means = new double[kinds.length][REPLICATIONS];
    for (int seed = 0; seed < REPLICATIONS; seed++) {
      List<TraceTask> trace = trace(seed, MANY_TASKS, kinds);
      long[] waits = plain.waits(trace);
      for (int kind = 0; kind < kinds.length; kind++) {
        means[kind][seed] = meanWait(trace, waits, kinds[kind].priority());
      }
    }
    for (int kind = 0; kind < kinds.length; kind++) {
      String what =
          "mean wait of %s at %.1f a service time, in service times"
              .formatted(kinds[kind].priority(), kinds[kind].rate());
      Theory.assertMean(theory, what, means[kind], kinds[kind].meanWait());
    }
  }

  private static double meanWait(List<TraceTask> trace, long[] waits, Priority priority) {
    return IntStream.range(waits.length / 10, waits.length)
            .filter(i -> trace.get(i).priority() == priority)
            .mapToLong(i -> waits[i])
            .average()
            .orElseThrow()
        / MICROS;
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

  /** Poisson arrivals of all classes together, each task of a class drawn by the rates. */
  private static List<TraceTask> trace(long seed, int count, Kind... kinds) {
    Streams streams = new Streams(seed);
    RandomGenerator gaps = streams.of("gaps");
    RandomGenerator which = streams.of("kinds");
    RandomGenerator times = streams.of("times");
    double rate = rate(kinds);
    List<TraceTask> tasks = new ArrayList<>();
    long arrivalMicros = 0;
    for (int i = 0; i < count; i++) {
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
