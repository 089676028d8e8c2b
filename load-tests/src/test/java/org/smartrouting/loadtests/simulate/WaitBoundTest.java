package org.smartrouting.loadtests.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.core.pool.TargetWaits;
import org.smartrouting.core.task.Priority;
import org.smartrouting.loadtests.report.Observation;
import org.smartrouting.loadtests.trace.FleetMember;
import org.smartrouting.loadtests.trace.SkillLevels;
import org.smartrouting.loadtests.trace.Streams;
import org.smartrouting.loadtests.trace.TraceTask;

/** No task waits longer than its bound, whatever others submit. */
class WaitBoundTest {
  private static final long SECOND = 1_000_000;
  private static final String FLOOD = "flood";
  private static final TargetWaits WAITS =
      new TargetWaits(SECOND, 5 * SECOND, 20 * SECOND, 60 * SECOND, 120 * SECOND);

  /** Longer than any run, so that who is more urgent always goes first. */
  private static final long EVER = 1_000_000_000_000L;

  private static final TargetWaits STRICT = new TargetWaits(0, EVER, 2 * EVER, 3 * EVER, 4 * EVER);

  private static SimulatedRun run(int servers, List<TraceTask> trace, PoolPolicy policy) {
    List<FleetMember> fleet =
        IntStream.range(0, servers).mapToObj(i -> FleetMember.of("s" + i, 1)).toList();
    return new Simulation(fleet, policy, 1).run(trace.iterator());
  }

  private static List<TraceTask> poisson(
      RandomGenerator random, double perSecond, int seconds, TraceTask like, boolean exponential) {
    List<TraceTask> tasks = new ArrayList<>();
    double at = random.nextExponential() / perSecond;
    while (at < seconds) {
      double lasts = exponential ? random.nextExponential() : 1;
      tasks.add(
          new TraceTask(
              Math.round(at * SECOND),
              TraceTask.DEFAULT_TYPE,
              SkillLevels.NONE,
              like.priority(),
              Math.max(1, Math.round(lasts * like.serviceMicros())),
              like.tenant(),
              TraceTask.NO_DEADLINE,
              0));
      at += random.nextExponential() / perSecond;
    }
    return tasks;
  }

  private static TraceTask like(Priority priority, String tenant) {
    return new TraceTask(
        0,
        TraceTask.DEFAULT_TYPE,
        SkillLevels.NONE,
        priority,
        SECOND,
        tenant,
        TraceTask.NO_DEADLINE,
        0);
  }

  private static List<TraceTask> merged(List<List<TraceTask>> parts) {
    return parts.stream()
        .flatMap(List::stream)
        .sorted(Comparator.comparingLong(TraceTask::arrivalMicros))
        .toList();
  }

  private static boolean isBulk(Observation seen) {
    return seen.task().priority() == Priority.BULK;
  }

  private static long start(Observation seen) {
    return seen.task().arrivalMicros() + seen.waitMicros();
  }

  private static long due(Observation seen) {
    return seen.task().arrivalMicros() + WAITS.of(seen.task().priority());
  }

  @Test
  void under_permanent_overload_by_urgent_work_every_class_is_served_within_its_bound() {
    int servers = 4;
    Streams streams = new Streams(11);
    List<List<TraceTask>> parts = new ArrayList<>();
    for (Priority priority : Priority.values()) {
      double rate = priority == Priority.CRITICAL ? 5.2 : 0.1;
      parts.add(poisson(streams.of(priority.name()), rate, 400, like(priority, ""), false));
    }
    List<TraceTask> trace = merged(parts);
    List<Observation> seen =
        run(servers, trace, PoolPolicy.DEFAULT.withTargetWaits(WAITS)).observations();

    for (Observation task : seen) {
      long due = due(task);
      // The work that may still go first at its virtual deadline: nothing comes to that later.
      long before = seen.stream().filter(other -> due(other) <= due && start(other) > due).count();
      // It counts itself when it still waits; a slot is free after a second at the latest.
      long rounds = (before + servers - 1) / servers;
      assertThat(start(task)).as("start of %s", task).isLessThanOrEqualTo(due + rounds * SECOND);
    }
    long end = trace.get(trace.size() - 1).arrivalMicros();
    assertThat(
            seen.stream().filter(WaitBoundTest::isBulk).filter(task -> start(task) < end).count())
        .as("BULK that began while the overload went on")
        .isPositive();
    assertThat(
            run(servers, trace, PoolPolicy.DEFAULT.withTargetWaits(STRICT)).observations().stream()
                .filter(WaitBoundTest::isBulk)
                .map(task -> start(task) - end))
        .as("the same by strict priority, from the end of the overload on")
        .allMatch(micros -> micros > 0);
  }

  @Test
  void a_tenant_that_floods_raises_the_waits_of_the_others_by_less_than_a_tenth() {
    int servers = 10;
    int seconds = 3_000;
    Streams streams = new Streams(12);
    List<List<TraceTask>> quiet = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      TraceTask like = like(Priority.NORMAL, "quiet" + i);
      quiet.add(poisson(streams.of(like.tenant()), 0.6, seconds, like, true));
    }
    List<TraceTask> flood =
        poisson(streams.of(FLOOD), 13, seconds, like(Priority.NORMAL, FLOOD), true);
    RandomGenerator kept = streams.of("kept");
    // Before it floods, everybody together needs 95 % of the slots; then 160 %.
    List<TraceTask> ordinary = flood.stream().filter(task -> kept.nextBoolean()).toList();

    long before = p99(servers, quiet, ordinary);
    long during = p99(servers, quiet, flood);

    assertThat(during).isLessThan(Math.round(1.1 * before));
  }

  private static long p99(int servers, List<List<TraceTask>> quiet, List<TraceTask> floodOfOne) {
    List<List<TraceTask>> all = new ArrayList<>(quiet);
    all.add(floodOfOne);
    long[] waits =
        run(servers, merged(all), PoolPolicy.DEFAULT).observations().stream()
            .filter(seen -> !seen.task().tenant().equals(FLOOD))
            .mapToLong(Observation::waitMicros)
            .sorted()
            .toArray();
    return waits[(int) (0.99 * waits.length)];
  }
}
