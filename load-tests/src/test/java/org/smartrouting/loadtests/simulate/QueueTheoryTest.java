package org.smartrouting.loadtests.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.loadtests.report.Fate;
import org.smartrouting.loadtests.report.Observation;
import org.smartrouting.loadtests.trace.FleetMember;
import org.smartrouting.loadtests.trace.Streams;
import org.smartrouting.loadtests.trace.TraceTask;

/** The engine as a queue: where theory has an exact answer, the engine gives the same. */
class QueueTheoryTest {
  private static final int REPLICATIONS = 20;
  private static final Service EXPONENTIAL = chance -> chance::nextExponential;
  private static final double MICROS = 1e6;

  @Test
  void the_formula_gives_the_values_of_the_tables() {
    assertThat(ErlangC.meanWait(1, 0.8)).isCloseTo(4, within(1e-12));
    assertThat(ErlangC.meanWait(10, 8)).isCloseTo(0.2046, within(5e-5));
    assertThat(ErlangC.meanWait(100, 95)).isCloseTo(0.101291, within(5e-7));
  }

  @Test
  void one_server_at_80_percent_waits_as_erlang_says() {
    assertWait("Erlang C", 1, 0.8, 15_000, ErlangC.meanWait(1, 0.8), EXPONENTIAL);
  }

  @Test
  void ten_servers_at_80_percent_wait_as_erlang_says() {
    assertWait("Erlang C", 10, 8, 15_000, ErlangC.meanWait(10, 8), EXPONENTIAL);
  }

  @Test
  void a_hundred_servers_at_95_percent_wait_as_erlang_says() {
    assertWait("Erlang C", 100, 95, 20_000, ErlangC.meanWait(100, 95), EXPONENTIAL);
  }

  @Test
  void equal_service_times_halve_the_wait_as_pollaczek_and_khinchine_say() {
    double load = 0.8;
    double wait = load / (2 * (1 - load));
    assertWait("Pollaczek and Khinchine", 1, load, 5_000, wait, chance -> () -> 1);
  }

  /** Makes service times with the mean 1. */
  private interface Service {
    DoubleSupplier of(RandomGenerator chance);
  }

  private static void assertWait(
      String theory, int servers, double rate, int tasks, double expected, Service service) {
    double[] means =
        IntStream.range(0, REPLICATIONS)
            .mapToDouble(seed -> meanWait(servers, trace(seed, rate, tasks, service), seed))
            .toArray();
    String what = "mean wait in service times, " + servers + " servers, load " + rate;
    Theory.assertMean(theory, what, means, expected);
  }

  private static List<TraceTask> trace(long seed, double rate, int count, Service service) {
    Streams streams = new Streams(seed);
    RandomGenerator gaps = streams.of("gaps at rate " + rate);
    DoubleSupplier times = service.of(streams.of("times at rate " + rate));
    List<TraceTask> tasks = new ArrayList<>();
    long arrivalMicros = 0;
    for (int i = 0; i < count; i++) {
      // Never two in one microsecond, where chance would decide who comes first.
      arrivalMicros += Math.max(1, Math.round(gaps.nextExponential() / rate * MICROS));
      tasks.add(TraceTask.of(arrivalMicros, Math.round(times.getAsDouble() * MICROS)));
    }
    return tasks;
  }

  private static double meanWait(int servers, List<TraceTask> trace, long seed) {
    List<FleetMember> fleet =
        IntStream.range(0, servers).mapToObj(i -> FleetMember.of("s" + i, 1)).toList();
    SimulatedRun run = new Simulation(fleet, PoolPolicy.DEFAULT, seed).run(trace.iterator());
    assertThat(run.observations()).allMatch(seen -> seen.fate() == Fate.SUCCEEDED);
    Theory.assertLittle(run);
    long[] waits = run.observations().stream().mapToLong(Observation::waitMicros).toArray();
    assertThat(Arrays.mismatch(waits, Theory.firstComeFirstServed(servers, trace)))
        .as("first task that does not wait as long as with who came first served first")
        .isEqualTo(-1);
    return LongStream.of(waits).skip(waits.length / 10).average().orElseThrow() / MICROS;
  }
}
