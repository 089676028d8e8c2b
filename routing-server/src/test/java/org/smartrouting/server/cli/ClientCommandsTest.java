package org.smartrouting.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smartrouting.v1.Affinity;
import org.smartrouting.v1.AffinityMode;
import org.smartrouting.v1.CancelTaskRequest;
import org.smartrouting.v1.DrainSpecialistRequest;
import org.smartrouting.v1.ListTasksRequest;
import org.smartrouting.v1.RequirementStep;
import org.smartrouting.v1.SkillRequirement;
import org.smartrouting.v1.SubmitTaskRequest;
import org.smartrouting.v1.TaskSpec;
import org.smartrouting.v1.TaskState;
import org.smartrouting.v1.WatchTasksRequest;
import picocli.CommandLine;
import picocli.CommandLine.Command;

final class ClientCommandsTest {
  @TempDir private Path directory;
  private CannedServer server;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Command(subcommands = {TaskCommand.class, SpecialistCommand.class, PoolCommand.class})
  static final class Root {}

  @BeforeEach
  void start() throws IOException {
    server = new CannedServer();
  }

  @AfterEach
  void stop() throws InterruptedException {
    server.stop();
  }

  @Test
  void a_submit_sends_what_the_options_say() throws IOException {
    Path payload = Files.writeString(directory.resolve("in.txt"), "input");
    String options =
        "--pool=builds --type=fix --priority=high --label=team=core --max-attempts=2"
            + " --execution-timeout=1500ms --payload-type=text/plain --request-id=r-1"
            + " --fairness-key=acme"
            + (" --after=" + CannedServer.ID)
            + (" --payload-file=" + payload);

    assertThat(run("task submit Fix", List.of(options.split(" ")))).isZero();

    SubmitTaskRequest request = (SubmitTaskRequest) server.requests().get(0);
    TaskSpec.Builder spec =
        TaskSpec.newBuilder()
            .setTitle("Fix")
            .setTaskType("fix")
            .setPriorityValue(2)
            .setFairnessKey("acme")
            .putLabels("team", "core")
            .setPayload(ByteString.copyFromUtf8("input"))
            .setPayloadType("text/plain")
            .addDependencyTaskIds(CannedServer.ID);
    spec.getRetryPolicyBuilder().setMaxAttempts(2);
    spec.getExecutionTimeoutBuilder().setSeconds(1).setNanos(500_000_000);
    assertThat(request)
        .isEqualTo(
            SubmitTaskRequest.newBuilder()
                .setRequestId("r-1")
                .setPool("builds")
                .setSpec(spec)
                .build());
    assertThat(out.toString()).contains(CannedServer.ID, "Fix", "QUEUED");
  }

  @Test
  void demanded_skills_can_have_levels() {
    assertThat(run("task submit Fix --skill=java=3..5 --skill=sql --skill=go=2")).isZero();

    assertThat(submitted().getRequirement().getSkillsList())
        .containsExactly(
            SkillRequirement.newBuilder().setSkill("java").setMinLevel(3).setWantedLevel(5).build(),
            SkillRequirement.newBuilder().setSkill("sql").build(),
            SkillRequirement.newBuilder().setSkill("go").setMinLevel(2).build());
  }

  @Test
  void more_can_be_demanded_at_first() {
    assertThat(run("task submit Fix --step=30s:java=5,sql --step=2m:go=2..3")).isZero();

    assertThat(submitted().getRequirement().getStepsList())
        .containsExactly(
            RequirementStep.newBuilder()
                .addSkills(SkillRequirement.newBuilder().setSkill("java").setMinLevel(5))
                .addSkills(SkillRequirement.newBuilder().setSkill("sql"))
                .setExpiresAfter(Duration.newBuilder().setSeconds(30))
                .build(),
            RequirementStep.newBuilder()
                .addSkills(
                    SkillRequirement.newBuilder().setSkill("go").setMinLevel(2).setWantedLevel(3))
                .setExpiresAfter(Duration.newBuilder().setSeconds(120))
                .build());
  }

  @Test
  void a_task_can_ask_for_a_specialist_or_a_group() {
    assertThat(run("task submit Fix --affinity=ann --sticky-wait=30s")).isZero();
    assertThat(submitted().getAffinity())
        .isEqualTo(
            Affinity.newBuilder()
                .setSpecialistId("ann")
                .setStickyWait(Duration.newBuilder().setSeconds(30))
                .build());
  }

  @Test
  void a_task_can_be_bound_to_a_specialist_or_a_group() {
    assertThat(run("task submit Fix --affinity=ann --affinity-hard --deadline=1m")).isZero();
    assertThat(submitted().getAffinity().getMode()).isEqualTo(AffinityMode.AFFINITY_MODE_HARD);
  }

  @Test
  void a_task_can_be_of_a_group() {
    assertThat(run("task submit Fix --affinity-key=g")).isZero();
    assertThat(submitted().getAffinity().getKey()).isEqualTo("g");
  }

  @Test
  void a_task_can_be_let_make_way() {
    assertThat(run("task submit Fix --preemptible")).isZero();
    assertThat(submitted().getPreemptible()).isTrue();
  }

  @Test
  void labels_can_be_preferred() {
    assertThat(run("task submit Fix --prefer=zone=eu --prefer=gpu=a100")).isZero();

    assertThat(submitted().getRequirement().getPreferencesList())
        .extracting(preference -> preference.getConstraint().getKey())
        .containsExactly("zone", "gpu");
    assertThat(submitted().getRequirement().getPreferences(1).getConstraint().getValuesList())
        .containsExactly("a100");
  }

  @Test
  void deadline_and_delay_count_from_now() {
    Instant before = Instant.now();

    assertThat(run("task submit Fix --deadline=10m --delay=2s")).isZero();

    assertThat(submitted().getDeadlineTime().getSeconds())
        .isGreaterThanOrEqualTo(before.plusSeconds(600).getEpochSecond());
    assertThat(submitted().getRunAfterTime().getSeconds())
        .isGreaterThanOrEqualTo(before.plusSeconds(2).getEpochSecond());
  }

  private TaskSpec submitted() {
    return ((SubmitTaskRequest) server.requests().get(0)).getSpec();
  }

  @Test
  void a_submit_of_a_title_says_no_more_than_that() {
    assertThat(run("task submit", "Fix it")).isZero();

    assertThat(server.requests().get(0))
        .isEqualTo(
            SubmitTaskRequest.newBuilder()
                .setSpec(TaskSpec.newBuilder().setTitle("Fix it").setPriorityValue(3))
                .build());
  }

  @Test
  void a_shown_task_cannot_clear_the_screen() {
    assertThat(run("task get", CannedServer.ID)).isZero();

    assertThat(out.toString()).contains("RUNNING", "Clear [2Jscreen").doesNotContain("\u001b");
  }

  @Test
  void json_is_one_object_a_line() {
    assertThat(run("task list", "--json", "--state=failed", "--state=EXPIRED")).isZero();

    assertThat(out.toString().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("{\"taskId\":\"" + CannedServer.ID))
        .last()
        .asString()
        .contains("\"state\":\"TASK_STATE_FAILED\"", "\"title\":\"second\"");
    assertThat(((ListTasksRequest) server.requests().get(0)).getStatesList())
        .containsExactly(TaskState.TASK_STATE_FAILED, TaskState.TASK_STATE_EXPIRED);
  }

  @Test
  void a_list_reads_as_many_pages_as_it_needs() {
    assertThat(run("task list", "--limit=1")).isZero();
    assertThat(server.requests()).hasSize(1);
    assertThat(out.toString().lines()).hasSize(2).element(1).asString().endsWith("first");

    assertThat(run("task list", "--limit=600")).isZero();
    assertThat(server.requests())
        .extracting(request -> ((ListTasksRequest) request).getPageSize())
        .containsExactly(1, 500, 500);
  }

  @Test
  void a_cancel_brings_its_reason() {
    assertThat(run("task cancel", CannedServer.ID, "--reason=not needed")).isZero();

    assertThat(server.requests())
        .containsExactly(
            CancelTaskRequest.newBuilder()
                .setTaskId(CannedServer.ID)
                .setReason("not needed")
                .build());
    assertThat(out.toString()).contains("CANCELLED");
  }

  @Test
  void a_watch_prints_changes_until_the_stream_ends() {
    assertThat(run("task watch", CannedServer.ID, "--finished-only", "--cursor=c")).isZero();

    assertThat(server.requests())
        .containsExactly(
            WatchTasksRequest.newBuilder()
                .addTaskIds(CannedServer.ID)
                .setFinishedOnly(true)
                .setCursor("c")
                .build());
    assertThat(out.toString().lines()).containsExactly(CannedServer.ID + "  SUCCEEDED  -  watched");
  }

  @Test
  void a_watch_in_json_brings_the_cursors() {
    assertThat(run("task watch", "--json")).isZero();

    assertThat(out.toString().lines()).first().isEqualTo("{\"cursor\":\"c-0\"}");
  }

  @Test
  void specialists_are_listed_and_drained() {
    assertThat(run("specialist list")).isZero();
    assertThat(out.toString().lines().toList().get(1).split(" +"))
        .containsExactly("s-1", "READY", "no", "0", "4", "java=5");

    assertThat(run("specialist drain", "s-2", "--pool=p")).isZero();
    assertThat(server.requests().get(1))
        .isEqualTo(DrainSpecialistRequest.newBuilder().setSpecialistId("s-2").setPool("p").build());
    assertThat(out.toString()).contains("s-2", "DRAINING");
  }

  @Test
  void a_refusal_is_told_with_its_reason_and_fields() {
    assertThat(run("task get", "nonsense")).isEqualTo(1);

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines())
        .containsExactly(
            "INVALID_ARGUMENT / INVALID_FIELD: The request breaks a rule of its fields:"
                + " task_id is no id (the first of 2 rules)",
            "  task_id is no id",
            "  view is no view");
  }

  @Test
  void a_server_that_is_not_there_is_told() throws InterruptedException {
    server.stop();

    assertThat(run("task get", CannedServer.ID)).isEqualTo(1);
    assertThat(err.toString()).startsWith("UNAVAILABLE: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pool stats a b",
        "task submit",
        "task submit x --deadline=soon",
        "task submit x --skill=java=much",
        "task submit x --step=java=5",
        "task submit x --step=soon:java=5",
        "task submit x --priority=999",
        "task submit x --payload=a --payload-file=b",
        "task submit x --payload-file=/no/such/file",
        "task list --state=DONE",
        "task get",
        "task fetch x",
        "specialist drain"
      })
  void a_command_that_is_written_wrong_exits_with_two(String line) {
    List<String> words = List.of(line.split(" "));

    assertThat(run(String.join(" ", words.subList(0, 2)), words.subList(2, words.size())))
        .isEqualTo(2);
    assertThat(err.toString()).isNotBlank();
    assertThat(server.requests()).isEmpty();
  }

  private int run(String command, String... arguments) {
    return run(command, List.of(arguments));
  }

  private int run(String command, List<String> arguments) {
    List<String> line = new ArrayList<>(List.of(command.split(" ")));
    line.addAll(arguments);
    line.add("--target=" + server.target());
    CommandLine commands = CommandLines.of(new Root());
    commands.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return commands.execute(line.toArray(String[]::new));
  }
}
