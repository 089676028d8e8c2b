package org.smartrouting.loadtests.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.core.task.Priority;
import org.smartrouting.loadtests.report.Fate;
import org.smartrouting.loadtests.report.Observation;
import org.smartrouting.loadtests.report.Work;
import org.smartrouting.loadtests.trace.FleetMember;
import org.smartrouting.loadtests.trace.SkillLevels;
import org.smartrouting.loadtests.trace.SuccessRates;
import org.smartrouting.loadtests.trace.TraceTask;

class SimulationTest {
  private static final long SECOND = 1_000_000;

  @TempDir private Path folder;

  @Test
  void tasks_wait_for_a_slot_and_take_their_time() {
    List<Observation> seen =
        run(FleetMember.of("a", 1), TraceTask.of(0, 2 * SECOND), TraceTask.of(SECOND, SECOND));
    assertThat(seen).extracting(Observation::waitMicros).containsExactly(0L, SECOND);
    assertThat(seen).extracting(Observation::sojournMicros).containsExactly(2 * SECOND, 2 * SECOND);
    assertThat(seen).extracting(Observation::fate).containsOnly(Fate.SUCCEEDED);
  }

  @Test
  void a_specialist_of_twice_the_speed_takes_half_the_time() {
    FleetMember fast = new FleetMember("a", SkillLevels.NONE, 1, 2, 0, SuccessRates.ALWAYS);
    assertThat(run(fast, TraceTask.of(0, 3 * SECOND)).get(0).sojournMicros())
        .isEqualTo(3 * SECOND / 2);
  }

  @Test
  void work_that_takes_much_longer_than_a_lease_is_kept_alive() {
    long day = 86_400 * SECOND;
    Observation seen = run(FleetMember.of("a", 1), TraceTask.of(0, day)).get(0);
    assertThat(seen.fate()).isEqualTo(Fate.SUCCEEDED);
    assertThat(seen.attempts()).containsExactly(new Work("a", 0, day, true));
  }

  @Test
  void an_idle_fleet_is_still_there_after_a_long_time() {
    long day = 86_400 * SECOND;
    List<Observation> seen =
        run(FleetMember.of("a", 1), TraceTask.of(0, SECOND), TraceTask.of(day, SECOND));
    assertThat(seen.get(1).waitMicros()).isZero();
  }

  @Test
  void attempts_fail_as_drawn_until_they_are_used_up() {
    FleetMember hopeless = new FleetMember("a", SkillLevels.NONE, 1, 1, 0, SuccessRates.always(0));
    Observation seen = run(hopeless, TraceTask.of(0, SECOND)).get(0);
    assertThat(seen.fate()).isEqualTo(Fate.FAILED);
    assertThat(seen.attempts()).hasSize(PoolPolicy.DEFAULT.retry().maxAttempts());
    assertThat(seen.attempts()).noneMatch(Work::succeeded);
    Work first = seen.attempts().get(0);
    Work second = seen.attempts().get(1);
    assertThat(second.startMicros()).isGreaterThan(first.endMicros());
  }

  @Test
  void a_deadline_ends_the_wait_and_the_work() {
    TraceTask running = withDeadline(5 * SECOND);
    TraceTask waiting = withDeadline(3 * SECOND);
    List<Observation> seen = run(FleetMember.of("a", 1), running, waiting);
    assertThat(seen).extracting(Observation::fate).containsOnly(Fate.EXPIRED);
    assertThat(seen)
        .extracting(Observation::attempts)
        .containsExactly(List.of(new Work("a", 0, 5 * SECOND, false)), List.of());
  }

  @Test
  void what_nobody_can_do_is_open_in_the_end() {
    TraceTask rare =
        new TraceTask(
            0,
            "default",
            SkillLevels.parse("rare:1"),
            Priority.NORMAL,
            SECOND,
            "",
            TraceTask.NO_DEADLINE,
            0);
    Observation seen = run(FleetMember.of("a", 1), rare).get(0);
    assertThat(seen.fate()).isEqualTo(Fate.OPEN);
    assertThat(seen.hasStarted()).isFalse();
  }

  @Test
  void a_full_pool_refuses_and_policies_come_from_files() throws IOException {
    Path file = Files.writeString(folder.resolve("tight.json"), "{\"maxUnfinishedTasks\": 2}");
    PolicyFile tight = PolicyFile.read(file);
    assertThat(tight.name()).isEqualTo("tight");
    List<TraceTask> tasks = IntStream.range(0, 3).mapToObj(i -> TraceTask.of(i, SECOND)).toList();
    List<Observation> seen =
        new Simulation(List.of(FleetMember.of("a", 1)), tight.policy(), 1)
            .run(tasks.iterator())
            .observations();
    assertThat(seen)
        .extracting(Observation::fate)
        .containsExactly(Fate.SUCCEEDED, Fate.SUCCEEDED, Fate.REFUSED);
  }

  @Test
  void answers_before_the_commit_change_nothing_here() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("relaxed.json"), "{\"durability\": \"DURABILITY_RELAXED\"}");
    List<TraceTask> tasks =
        IntStream.range(0, 50).mapToObj(i -> TraceTask.of(i * SECOND / 4, SECOND)).toList();
    List<FleetMember> fleet = List.of(FleetMember.of("a", 2), FleetMember.of("b", 1));
    assertThat(
            new Simulation(fleet, PolicyFile.read(file).policy(), 1)
                .run(tasks.iterator())
                .observations())
        .isEqualTo(
            new Simulation(fleet, PoolPolicy.DEFAULT, 1).run(tasks.iterator()).observations());
  }

  @Test
  void a_handover_takes_its_time_and_the_slot_with_it() {
    Simulation simulation = new Simulation(List.of(FleetMember.of("a", 1)), PoolPolicy.DEFAULT, 1);
    simulation.handOverIn(SECOND / 10);
    List<Observation> seen =
        simulation
            .run(List.of(TraceTask.of(0, 2 * SECOND), TraceTask.of(SECOND, SECOND)).iterator())
            .observations();
    assertThat(seen)
        .extracting(Observation::waitMicros)
        .containsExactly(SECOND / 10, 12 * SECOND / 10);
    assertThat(seen.get(1).sojournMicros()).isEqualTo(22 * SECOND / 10);
  }

  @Test
  void a_task_that_expires_on_its_way_is_not_begun() {
    Simulation simulation = new Simulation(List.of(FleetMember.of("a", 1)), PoolPolicy.DEFAULT, 1);
    simulation.handOverIn(SECOND);
    Observation seen =
        simulation.run(List.of(withDeadline(SECOND / 2)).iterator()).observations().get(0);
    assertThat(seen.fate()).isEqualTo(Fate.EXPIRED);
    assertThat(seen.attempts()).isEmpty();
  }

  private static TraceTask withDeadline(long micros) {
    return new TraceTask(
        0, "default", SkillLevels.NONE, Priority.NORMAL, 9 * SECOND, "", micros, 0);
  }

  private static List<Observation> run(FleetMember member, TraceTask... tasks) {
    return new Simulation(List.of(member), PoolPolicy.DEFAULT, 1)
        .run(List.of(tasks).iterator())
        .observations();
  }
}
