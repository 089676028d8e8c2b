package org.smartrouting.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smartrouting.server.role.Role;
import org.smartrouting.server.role.Roles;
import org.smartrouting.v1.AssignmentMode;
import org.smartrouting.v1.CreatePoolRequest;
import org.smartrouting.v1.ExplainRouteRequest;
import org.smartrouting.v1.GetQueueStatsRequest;
import org.smartrouting.v1.PreemptionPolicy;
import org.smartrouting.v1.RegisterSpecialistRequest;
import org.smartrouting.v1.Skill;
import org.smartrouting.v1.SpecialistSpec;
import org.smartrouting.v1.UpdatePoolRequest;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands about specialists, roles, pools and explanations. */
final class FleetCommandsTest {
  private CannedServer server;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Command(
      subcommands = {
        TaskCommand.class,
        SpecialistCommand.class,
        PoolCommand.class,
        RolesCommand.class
      })
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
  void a_specialist_is_registered_with_the_instructions_of_its_role() {
    String line =
        "specialist register ann --pool=builds --role=tester --name=Ann --skill=java=4"
            + " --skill=sql=2 --label=site=x --slots=3 --cost=0.5";

    assertThat(run(line)).isZero();

    Role tester = Roles.read(null).find("tester").orElseThrow();
    assertThat(server.requests())
        .containsExactly(
            RegisterSpecialistRequest.newBuilder()
                .setSpecialistId("ann")
                .setPool("builds")
                .setSpec(
                    SpecialistSpec.newBuilder()
                        .setDisplayName("Ann")
                        .setRole("tester")
                        .setInstructions(tester.instructions())
                        .addSkills(Skill.newBuilder().setSkill("java").setLevel(4))
                        .addSkills(Skill.newBuilder().setSkill("sql").setLevel(2))
                        .putLabels("site", "x")
                        .setSlots(3)
                        .setCostPerSecond(0.5))
                .build());
    assertThat(out.toString()).contains("ann", "READY");
  }

  @Test
  void roles_are_listed_and_printed() {
    assertThat(execute("roles")).isZero();
    assertThat(out.toString()).contains("analyst", "architect", "generic", "tester");

    assertThat(execute("roles reviewer")).isZero();
    assertThat(out.toString()).contains("You are the reviewer.", "Done when:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "roles wizard                             | no role 'wizard'; there are analyst,",
        "roles --roles=/nowhere/at/all            | /nowhere/at/all is no directory",
        "specialist register ann --skill=java     | no skill with its level such as java=4",
        "specialist register ann --role=wizard    | no role 'wizard'",
        "pool update --set=learning.ejection.x=1  | 'learning.ejection.x' has more than two names",
        "pool update --set=target_waits.never=1s  | Cannot find field: never",
        "pool update --set=target_waits.high=soon | soon",
        "pool create p --set=durability=MAYBE     | MAYBE",
      })
  void what_is_wrong_with_the_command_line_is_said(String line, String complaint) {
    int status = line.startsWith("roles") ? execute(line) : run(line);

    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).contains(complaint);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void an_explanation_is_a_sentence_with_candidates_and_rejections() {
    assertThat(run("task explain " + CannedServer.ID + " --candidates=3")).isZero();

    assertThat(server.requests())
        .containsExactly(
            ExplainRouteRequest.newBuilder()
                .setTaskId(CannedServer.ID)
                .setMaxCandidates(3)
                .build());
    assertThat(out.toString().lines())
        .containsExactly(
            "'Fix' waits: nobody is free.",
            "",
            "CANDIDATE  COST    FIT",
            "ann        -1.250  -1.250",
            "",
            "REJECTED  REASON  DETAIL     SUCH AS",
            "7         SKILL   java >= 4  bob");
  }

  @Test
  void the_state_of_a_pool_is_shown() {
    assertThat(run("pool stats builds")).isZero();

    assertThat(server.requests())
        .containsExactly(GetQueueStatsRequest.newBuilder().setPool("builds").build());
    assertThat(out.toString())
        .contains("3 specialists connected, 2 of 9 slots free", "HIGH", "1.5 s", "62.5 %")
        .contains(
            "other rules, tried in 40 decisions: 75.0 % the same, 0.125 credits more each",
            "in use    1.500    0.900    3.000", "tried     1.250    0.800    2.000");
  }

  @Test
  void rules_of_a_pool_are_set_one_by_one() {
    String line =
        "pool update builds --etag=7 --set=target_waits.high=5s --set=target_waits.low=1.5s"
            + " --set=assignment_mode=ASSIGNMENT_MODE_RANDOM";

    assertThat(run(line)).isZero();

    UpdatePoolRequest request = (UpdatePoolRequest) server.requests().get(0);
    assertThat(request.getPool()).isEqualTo("builds");
    assertThat(request.getEtag()).isEqualTo("7");
    assertThat(request.getUpdateMask().getPathsList())
        .containsExactly("target_waits.high", "target_waits.low", "assignment_mode");
    assertThat(request.getPolicy().getTargetWaits().getHigh().getSeconds()).isEqualTo(5);
    assertThat(request.getPolicy().getTargetWaits().getLow())
        .isEqualTo(Duration.newBuilder().setSeconds(1).setNanos(500_000_000).build());
    assertThat(request.getPolicy().getAssignmentMode())
        .isEqualTo(AssignmentMode.ASSIGNMENT_MODE_RANDOM);
  }

  @Test
  void a_pool_can_be_told_to_preempt() {
    String line = "pool update --set=preemption.enabled=true --set=preemption.min_run=2s";
    assertThat(run(line + " --set=preemption.percent_per_minute=2.5")).isZero();

    UpdatePoolRequest request = (UpdatePoolRequest) server.requests().get(0);
    assertThat(request.getUpdateMask().getPathsList())
        .containsExactly(
            "preemption.enabled", "preemption.min_run", "preemption.percent_per_minute");
    assertThat(request.getPolicy().getPreemption())
        .isEqualTo(
            PreemptionPolicy.newBuilder()
                .setEnabled(true)
                .setMinRun(Duration.newBuilder().setSeconds(2))
                .setPercentPerMinute(2.5)
                .build());
  }

  @Test
  void a_pool_is_created_with_rules_and_shown() {
    assertThat(run("pool create night --request-id=r --set=max_unfinished_tasks=9")).isZero();
    assertThat(run("pool get")).isZero();

    CreatePoolRequest created = (CreatePoolRequest) server.requests().get(0);
    assertThat(created.getPolicy().getMaxUnfinishedTasks()).isEqualTo(9);
    assertThat(created.getRequestId()).isEqualTo("r");
    assertThat(out.toString()).contains("\"pool\": \"night\"", "\"pool\": \"default\"");
  }

  private int run(String line) {
    return execute(line + " --target=" + server.target());
  }

  private int execute(String line) {
    List<String> words = new ArrayList<>(List.of(line.strip().split(" +")));
    CommandLine commands = CommandLines.of(new Root());
    commands.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return commands.execute(words.toArray(String[]::new));
  }
}
