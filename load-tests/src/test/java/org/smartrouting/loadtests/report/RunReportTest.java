package org.smartrouting.loadtests.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smartrouting.core.task.Priority;
import org.smartrouting.loadtests.trace.FleetMember;
import org.smartrouting.loadtests.trace.SkillLevels;
import org.smartrouting.loadtests.trace.SuccessRates;
import org.smartrouting.loadtests.trace.TraceTask;

class RunReportTest {
  private static final long SECOND = 1_000_000;
  private static final RunFacts FACTS =
      new RunFacts(
          List.of("simulate", "--seed", "1"),
          "t.csv",
          "f.csv",
          1,
          0,
          "default",
          "engine",
          null,
          null);
  private static final List<FleetMember> FLEET =
      List.of(
          new FleetMember("a", SkillLevels.NONE, 2, 1, 3, SuccessRates.ALWAYS),
          new FleetMember("b", SkillLevels.NONE, 1, 2, 10, SuccessRates.ALWAYS));

  @TempDir private Path folder;

  private final RunReport report =
      RunReport.of(
          FACTS,
          FLEET,
          List.of(
              seen(0, task(1, "x:1;y:2", "t", 10), Fate.SUCCEEDED, work("a", 1, 5, true)),
              seen(1, task(2, "x:1", "t", 1), Fate.SUCCEEDED, work("a", 3, 7, true)),
              seen(
                  2,
                  task(2, "", "", 0),
                  Fate.SUCCEEDED,
                  work("b", 4, 6, false),
                  work("a", 7, 11, true)),
              seen(3, task(3, "", "u", 5), Fate.EXPIRED),
              seen(4, task(3, "", "u", 0), Fate.FAILED, work("b", 6, 7, false)),
              seen(5, task(3, "", "u", 0), Fate.OPEN),
              seen(6, task(3, "", "u", 0), Fate.UNKNOWN),
              seen(7, task(3, "", "u", 0), Fate.REFUSED),
              seen(
                  8,
                  task(3, "", "u", 0),
                  Fate.SUCCEEDED,
                  work("b", 7, 9, true),
                  work("b", 9, 11, true))));

  @Test
  void every_task_is_counted_once_by_what_became_of_it() {
    assertThat(report.submitted()).isEqualTo(9);
    assertThat(report.succeeded()).isEqualTo(4);
    assertThat(report.failed()).isEqualTo(1);
    assertThat(report.expired()).isEqualTo(1);
    assertThat(report.lost()).isEqualTo(2);
    assertThat(report.refused()).isEqualTo(1);
    assertThat(report.cancelled()).isZero();
    assertThat(report.duplicated()).isEqualTo(1);
    assertThat(report.neverStarted()).isEqualTo(4);
    assertThat(report.successShare()).isEqualTo(0.444444);
  }

  @Test
  void times_go_from_the_intended_arrival() {
    assertThat(report.makespanS()).isEqualTo(10);
    assertThat(report.throughputPerS()).isEqualTo(0.4);
    assertThat(report.waitMs()).isEqualTo(new Times(2_000, 2_000, 4_000, 4_000, 4_000));
    // The second success of the last task is a fault and not the end of its sojourn.
    assertThat(report.sojournMs()).isEqualTo(new Times(5_600, 5_000, 9_000, 9_000, 9_000));
  }

  @Test
  void cost_is_the_price_of_the_service_time_or_of_what_there_was_of_it() {
    // Three attempts of 4 s at 3; at twice the speed one of 1 s and three of 2 s at 10.
    assertThat(report.cost()).isEqualTo(3 * 4 * 3 + (1 + 2 + 2 + 2) * 10);
  }

  @Test
  void groups_have_their_own_counts_and_shares() {
    assertThat(report.byPriority().keySet()).containsExactly("NORMAL");
    assertThat(report.byTenant().keySet()).containsExactly("(none)", "t", "u");
    assertThat(report.bySkill().keySet()).containsExactly("(none)", "x", "y");
    assertThat(report.bySkill().get("x").count()).isEqualTo(2);
    assertThat(report.byTenant().get("t").onTimeShare()).isEqualTo(0.5);
    assertThat(report.byTenant().get("u").onTimeShare()).isZero();
    assertThat(report.byTenant().get("(none)").onTimeShare()).isNull();
  }

  @Test
  void specialists_have_their_share_of_busy_slots() {
    assertThat(report.bySpecialist().get("a")).isEqualTo(new SpecialistReport(3, 0.6, 2, 2));
    assertThat(report.bySpecialist().get("b")).isEqualTo(new SpecialistReport(4, 0.7, 1, 1));
  }

  @Test
  void quantiles_are_exact() {
    List<Observation> hundred =
        IntStream.rangeClosed(1, 200)
            .mapToObj(
                i ->
                    new Observation(
                        i,
                        TraceTask.of(0, 1_000),
                        Fate.SUCCEEDED,
                        List.of(new Work("a", i * 1_000L, i * 1_000L + 1_000, true))))
            .toList();
    assertThat(RunReport.of(FACTS, FLEET, hundred).waitMs())
        .isEqualTo(new Times(100.5, 100, 180, 198, 200));
  }

  @Test
  void the_series_has_every_task_in_the_stretch_of_its_arrival() {
    assertThat(report.series()).hasSize(100);
    assertThat(report.series().stream().mapToInt(Bucket::arrivals).sum()).isEqualTo(9);
    assertThat(report.series().get(0).arrivals()).isEqualTo(1);
    assertThat(report.series().get(50))
        .isEqualTo(new Bucket(2, 2, new Times(1_500, 1_000, 2_000, 2_000, 2_000)));
    assertThat(report.series().get(1)).isEqualTo(new Bucket(1.02, 0, null));
  }

  @Test
  void a_report_is_read_as_it_was_written() throws IOException {
    Path file = folder.resolve("report.json");
    ReportFile.write(file, report);
    assertThat(ReportFile.read(file)).isEqualTo(report);
    assertThat(Files.readString(file))
        .contains("\"throughput_per_s\"", "\"wait_ms\"", "\"p99\"", "\"by_specialist\"")
        .contains("\"max_in_flight\"", "\"time_scale\"", "\"on_time_share\"", "\"start_s\"");
  }

  @Test
  void another_file_is_refused_by_name() throws IOException {
    Path other = Files.writeString(folder.resolve("other.json"), "{\"a\": 1}");
    assertThatThrownBy(() -> ReportFile.read(other)).hasMessageContaining("other.json is not");
    Path broken = Files.writeString(folder.resolve("broken.json"), "{");
    assertThatThrownBy(() -> ReportFile.read(broken)).hasMessageContaining("broken.json is not");
  }

  @Test
  void an_empty_run_has_a_report_too() {
    RunReport empty = RunReport.of(FACTS, FLEET, List.of());
    assertThat(empty.submitted()).isZero();
    assertThat(empty.waitMs()).isNull();
    StringWriter text = new StringWriter();
    ReportText.print(empty, new PrintWriter(text));
    assertThat(text.toString()).contains("succeeded").contains("specialist");
  }

  private static TraceTask task(long arrival, String skills, String tenant, long deadline) {
    return new TraceTask(
        arrival * SECOND,
        "default",
        SkillLevels.parse(skills),
        Priority.NORMAL,
        4 * SECOND,
        tenant,
        deadline == 0 ? TraceTask.NO_DEADLINE : deadline * SECOND,
        0);
  }

  private static Observation seen(int index, TraceTask task, Fate fate, Work... attempts) {
    return new Observation(index, task, fate, List.of(attempts));
  }

  private static Work work(String who, long from, long to, boolean succeeded) {
    return new Work(who, from * SECOND, to * SECOND, succeeded);
  }
}
