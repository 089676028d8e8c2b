package org.smartrouting.loadtests.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.core.task.Priority;
import org.smartrouting.loadtests.report.Fate;
import org.smartrouting.loadtests.report.Observation;
import org.smartrouting.loadtests.report.RunFacts;
import org.smartrouting.loadtests.report.RunReport;
import org.smartrouting.loadtests.target.Target;
import org.smartrouting.loadtests.trace.FleetMember;
import org.smartrouting.loadtests.trace.SkillLevels;
import org.smartrouting.loadtests.trace.SuccessRates;
import org.smartrouting.loadtests.trace.TraceTask;

@Timeout(120)
final class ReplayTest {
  private static final long MILLI = 1_000;
  private static final long SECOND = 1_000_000;

  private static Target target;

  @BeforeAll
  static void start() throws Exception {
    target = Target.embedded(Map.of(), Map.of());
  }

  @AfterAll
  static void stop() {
    target.close();
  }

  @Test
  void a_trace_goes_through_as_fast_as_it_is_accepted() throws Exception {
    List<FleetMember> fleet = List.of(FleetMember.of("a", 4), FleetMember.of("b", 8));
    ReplayResult result = replay(tasks(1_500, 1_000 * SECOND), fleet, 0);
    RunReport report = report(result, fleet);

    assertThat(report.succeeded()).isEqualTo(1_500);
    assertThat(report.lost()).isZero();
    assertThat(report.duplicated()).isZero();
    assertThat(result.overloaded()).isEmpty();
    assertThat(result.isGood(report)).isTrue();
  }

  @Test
  void waits_count_from_the_intended_arrival() throws Exception {
    List<FleetMember> fleet = List.of(FleetMember.of("only", 1));
    List<TraceTask> trace = List.of(TraceTask.of(0, 2 * SECOND), TraceTask.of(MILLI, SECOND));
    List<Observation> seen = replay(trace, fleet, 20).observations();

    assertThat(seen).extracting(Observation::fate).containsOnly(Fate.SUCCEEDED);
    assertThat(seen.get(1).waitMicros()).isGreaterThanOrEqualTo(2 * SECOND - MILLI);
    assertThat(seen.get(1).sojournMicros()).isGreaterThanOrEqualTo(3 * SECOND - MILLI);
  }

  @Test
  void a_task_that_nobody_can_do_expires() throws Exception {
    List<FleetMember> fleet = List.of(FleetMember.of("a", 1));
    TraceTask hopeless =
        new TraceTask(
            0, "rare", SkillLevels.parse("rare:5"), Priority.HIGH, SECOND, "t", 10 * SECOND, 100);
    ReplayResult result = replay(List.of(hopeless, TraceTask.of(1, SECOND)), fleet, 20);

    assertThat(result.observations())
        .extracting(Observation::fate)
        .containsExactly(Fate.EXPIRED, Fate.SUCCEEDED);
    assertThat(result.isGood(report(result, fleet))).isTrue();
  }

  @Test
  void failed_attempts_are_repeated_until_they_are_used_up() throws Exception {
    SuccessRates half = SuccessRates.parse("0.5");
    List<FleetMember> fleet =
        List.of(
            new FleetMember("a", SkillLevels.NONE, 5, 1, 1, half),
            new FleetMember("b", SkillLevels.NONE, 5, 1, 2, half));
    ReplayResult result = replay(tasks(100, MILLI), fleet, 1_000);

    for (Observation seen : result.observations()) {
      boolean done = seen.fate() == Fate.SUCCEEDED;
      assertThat(seen.fate()).isIn(Fate.SUCCEEDED, Fate.FAILED);
      assertThat(seen.successes()).isEqualTo(done ? 1 : 0);
      assertThat(seen.attempts()).hasSizeBetween(1, PoolPolicy.DEFAULT.retry().maxAttempts());
      assertThat(done || seen.attempts().size() == PoolPolicy.DEFAULT.retry().maxAttempts())
          .isTrue();
    }
    assertThat(result.observations()).anyMatch(seen -> seen.attempts().size() > 1);
    assertThat(result.isGood(report(result, fleet))).isTrue();
  }

  @Test
  void a_task_that_stays_open_is_lost() throws Exception {
    List<FleetMember> fleet = List.of(FleetMember.of("a", 1));
    TraceTask hopeless =
        new TraceTask(
            0,
            "rare",
            SkillLevels.parse("rare:5"),
            Priority.HIGH,
            SECOND,
            "",
            TraceTask.NO_DEADLINE,
            0);
    ReplayResult result =
        new Replay(
                List.of(hopeless),
                fleet,
                PoolPolicy.DEFAULT,
                new TimeScale(1_000),
                1,
                Duration.ofMillis(200),
                (submitted, ended) -> {})
            .run(target.address());
    RunReport report = report(result, fleet);

    assertThat(report.lost()).isOne();
    assertThat(result.isGood(report)).isFalse();
  }

  private static ReplayResult replay(List<TraceTask> trace, List<FleetMember> fleet, double scale)
      throws InterruptedException {
    return new Replay(
            trace,
            fleet,
            PoolPolicy.DEFAULT,
            new TimeScale(scale),
            7,
            Duration.ofSeconds(30),
            (submitted, ended) -> {})
        .run(target.address());
  }

  private static RunReport report(ReplayResult result, List<FleetMember> fleet) {
    RunFacts facts = new RunFacts(List.of(), "", "", 7, 1, "default", "test", null, null);
    return RunReport.of(facts, fleet, result.observations());
  }

  private static List<TraceTask> tasks(int count, long spacingMicros) {
    List<TraceTask> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tasks.add(TraceTask.of(i * spacingMicros, SECOND));
    }
    return tasks;
  }
}
