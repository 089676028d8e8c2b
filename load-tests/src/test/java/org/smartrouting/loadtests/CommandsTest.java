package org.smartrouting.loadtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smartrouting.loadtests.trace.TraceReader;
import org.smartrouting.loadtests.trace.TraceTask;

class CommandsTest {
  @TempDir private Path folder;

  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @Test
  void a_published_trace_becomes_a_trace_with_what_it_lacks_drawn() throws IOException {
    Files.writeString(
        folder.resolve("azure.csv"),
        """
        TIMESTAMP,ContextTokens,GeneratedTokens
        2023-11-16 18:17:03.9799600,4808,10
        2023-11-16 18:17:04.0319600,3180,8
        """);
    assertThat(
            run(
                "trace",
                "azure",
                "--in",
                path("azure.csv"),
                "--out",
                path("trace.csv"),
                "--skills",
                "llm:2",
                "--priorities",
                "high",
                "--tenants",
                "acme",
                "--payload-bytes",
                "64"))
        .isZero();
    List<TraceTask> tasks = TraceReader.readAll(folder.resolve("trace.csv"));
    assertThat(tasks).extracting(TraceTask::arrivalMicros).containsExactly(0L, 52_000L);
    assertThat(tasks).extracting(TraceTask::serviceMicros).containsExactly(1_161_600L, 796_000L);
    assertThat(tasks).extracting(TraceTask::tenant).containsOnly("acme");
    assertThat(tasks).extracting(TraceTask::payloadBytes).containsOnly(64);
  }

  @Test
  void a_published_trace_with_a_wrong_time_is_refused_by_its_place() throws IOException {
    Files.writeString(
        folder.resolve("azure.csv"), "TIMESTAMP,ContextTokens,GeneratedTokens\nnoon,1,1\n");
    assertThat(run("trace", "azure", "--in", path("azure.csv"), "--out", path("trace.csv")))
        .isEqualTo(1);
    assertThat(errors.toString()).contains("azure.csv, line 2, column 1 (TIMESTAMP): must be");
  }

  @Test
  void the_same_options_make_the_same_trace_and_another_seed_another() throws IOException {
    String first = synthetic("1");
    assertThat(synthetic("1")).isEqualTo(first);
    assertThat(synthetic("2")).isNotEqualTo(first);
  }

  @Test
  void a_flood_comes_on_top_of_the_others_and_in_its_time() throws IOException {
    assertThat(
            run(
                "trace",
                "synthetic",
                "--out",
                path("trace.csv"),
                "--tasks",
                "1000",
                "--rate",
                "10",
                "--flood-rate",
                "100",
                "--flood-from-s",
                "20",
                "--flood-to-s",
                "30"))
        .isZero();
    List<TraceTask> tasks = TraceReader.readAll(folder.resolve("trace.csv"));
    List<TraceTask> flood = tasks.stream().filter(task -> task.tenant().equals("flood")).toList();
    assertThat(tasks.size() - flood.size()).isEqualTo(1_000);
    assertThat(flood).hasSizeBetween(900, 1_100);
    assertThat(flood)
        .allMatch(task -> task.arrivalMicros() >= 20_000_000 && task.arrivalMicros() < 30_000_000);
  }

  @Test
  void a_mix_that_cannot_be_read_is_refused_by_the_name_of_its_option() {
    assertThat(run("trace", "synthetic", "--out", path("trace.csv"), "--priorities", "SOON=1"))
        .isEqualTo(2);
    assertThat(errors.toString()).contains("--priorities: ").contains("SOON");
  }

  @Test
  void the_same_seed_gives_the_same_report_to_the_byte() throws IOException {
    synthetic("5");
    String first = simulated("7");
    assertThat(simulated("7")).isEqualTo(first);
    assertThat(simulated("8")).isNotEqualTo(first);
  }

  @Test
  void reports_are_compared_and_drawn() throws IOException {
    synthetic("5");
    Files.writeString(folder.resolve("cheap.json"), "{\"scoreWeights\": {\"price\": 100}}");
    simulated("7", "--policy", "default", "--policy", path("cheap.json"));
    assertThat(output.toString()).contains("default").contains("cheap");
    String[] inputs = {
      "--in", path("report-default.json"), "--in", path("report-cheap.json"),
    };
    assertThat(run("compare", inputs[0], inputs[1], inputs[2], inputs[3])).isZero();
    assertThat(output.toString()).contains("report-default").contains("report-cheap");
    assertThat(run("plot", inputs[0], inputs[1], inputs[2], inputs[3], "--out", path("p.svg")))
        .isZero();
    assertThat(Files.readString(folder.resolve("p.svg"))).contains("report-cheap p99");
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    assertThat(run("simulate", "--trace", path("no.csv"), "--fleet", path("no.csv"))).isEqualTo(1);
    assertThat(errors.toString()).contains("no.csv: no such file");
  }

  @Test
  void a_field_that_no_policy_has_is_refused_by_name() throws IOException {
    Files.writeString(folder.resolve("odd.json"), "{\"scoreWeight\": {}}");
    synthetic("5");
    assertThat(
            run(
                "simulate",
                "--trace",
                path("trace.csv"),
                "--fleet",
                path("fleet.csv"),
                "--policy",
                path("odd.json")))
        .isEqualTo(1);
    assertThat(errors.toString()).contains("odd.json").contains("scoreWeight");
  }

  private String synthetic(String seed) throws IOException {
    assertThat(
            run(
                "trace",
                "synthetic",
                "--out",
                path("trace.csv"),
                "--tasks",
                "500",
                "--deadlines",
                "none=3,5=1",
                "--skills",
                "llm:2=2,llm:4",
                "--seed",
                seed))
        .isZero();
    return Files.readString(folder.resolve("trace.csv"));
  }

  private String simulated(String seed, String... more) throws IOException {
    int made =
        run(
            "trace",
            "fleet",
            "--specialists",
            "6",
            "--skills",
            "llm:3,llm:5",
            "--out",
            path("fleet.csv"));
    assertThat(made).isZero();
    String[] options = {
      "simulate",
      "--trace",
      path("trace.csv"),
      "--fleet",
      path("fleet.csv"),
      "--json",
      path("report.json"),
      "--seed",
      seed
    };
    String[] all = Arrays.copyOf(options, options.length + more.length);
    System.arraycopy(more, 0, all, options.length, more.length);
    assertThat(run(all)).as("errors: %s", errors).isZero();
    return more.length > 0 ? "" : Files.readString(folder.resolve("report.json"));
  }

  private int run(String... words) {
    return Main.commandLine()
        .setOut(new PrintWriter(output, true))
        .setErr(new PrintWriter(errors, true))
        .execute(words);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }
}
