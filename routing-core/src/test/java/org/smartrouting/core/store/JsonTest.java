package org.smartrouting.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.core.score.Candidate;
import org.smartrouting.core.score.Decision;
import org.smartrouting.core.score.ScoreTerm;
import org.smartrouting.core.score.ScoreTermKind;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.Bytes;
import org.smartrouting.core.task.LabelConstraint;
import org.smartrouting.core.task.LabelOperator;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.TaskResult;
import org.smartrouting.core.task.TaskSpec;
import org.smartrouting.core.task.TaskState;
import org.smartrouting.core.task.TaskStatus;

/** Round trips of the texts; what the contract test stores is covered there. */
final class JsonTest {
  private static final TaskSpec PLAIN = TaskSpec.of("", Requirement.ANYBODY);

  @Test
  void a_spec_survives_with_everything_and_with_nothing() {
    TaskSpec full = Samples.fullSpec();

    assertThat(TaskSpecJson.read(TaskSpecJson.write(full), full.payload())).isEqualTo(full);
    assertThat(TaskSpecJson.read(TaskSpecJson.write(PLAIN), Bytes.EMPTY)).isEqualTo(PLAIN);
    assertThat(TaskSpecJson.write(PLAIN)).isEqualTo("{}");
  }

  @ParameterizedTest
  @EnumSource(LabelOperator.class)
  void every_operator_survives(LabelOperator operator) {
    List<String> values =
        switch (operator) {
          case EXISTS, DOES_NOT_EXIST -> List.of();
          default -> List.of("-12.5");
        };
    TaskSpec spec =
        TaskSpec.of(
            "", new Requirement(List.of(), List.of(new LabelConstraint("key", operator, values))));

    assertThat(TaskSpecJson.read(TaskSpecJson.write(spec), Bytes.EMPTY)).isEqualTo(spec);
  }

  @Test
  void a_field_of_a_later_version_is_skipped_and_a_missing_one_has_its_default() {
    String later =
        """
        {"later": {"a": [1, {"b": null}]}, "title": "kept", "requirement":
          {"later": true, "skills": [{"skill": "java", "later": 1}], "labels": []}}
        """;

    TaskSpec spec = TaskSpecJson.read(later, Bytes.EMPTY);

    assertThat(spec.title()).isEqualTo("kept");
    assertThat(spec.deadlineMicros()).isEqualTo(TaskSpec.NEVER);
    assertThat(spec.requirement().skills().get(0).wantedLevel()).isEqualTo(1);
    assertThat(PoolPolicyJson.read("{\"later\": 1}")).isEqualTo(PoolPolicy.DEFAULT);
    assertThat(SpecialistSpecJson.read("{}")).isEqualTo(SpecialistSpec.of(Map.of(), 1));
    assertThat(TaskDetailJson.read("{\"later\": []}").result(Bytes.EMPTY)).isNull();
  }

  @Test
  void a_term_of_a_later_version_is_left_out() {
    TaskDetailJson detail =
        TaskDetailJson.read(
            """
            {"decision": {"decided": 1, "specialist": "a", "candidates": [
              {"specialist": "a", "terms": [["LATER", 1, 2], ["FIT", 3, 4, "more"]]}]}}
            """);

    assertThat(detail.decision())
        .isEqualTo(
            new Decision(
                1,
                "a",
                List.of(new Candidate("a", List.of(new ScoreTerm(ScoreTermKind.FIT, 3, 4))))));
  }

  @Test
  void a_policy_is_written_in_full_so_that_it_does_not_follow_later_defaults() {
    String text = PoolPolicyJson.write(PoolPolicy.DEFAULT);

    assertThat(text).contains("\"lease\":30000000", "\"max_attempts\":3", "\"bulk\":3600000000");
    assertThat(text).contains("\"default_weight\":1.0", "\"measure\":\"TASKS\"");
    assertThat(text).contains("\"exploration\":\"THOMPSON\"", "\"memory\":200.0");
    assertThat(PoolPolicyJson.read(text)).isEqualTo(PoolPolicy.DEFAULT);
  }

  @Test
  void an_empty_result_differs_from_none() {
    TaskStatus done = Samples.fullStatus(TaskState.SUCCEEDED, 1, TaskResult.EMPTY);
    TaskStatus live = Samples.status(TaskState.QUEUED, 1);

    assertThat(TaskDetailJson.read(TaskDetailJson.write(done)).result(Bytes.EMPTY))
        .isEqualTo(TaskResult.EMPTY);
    assertThat(TaskDetailJson.write(live)).isEqualTo("{}");
  }

  @Test
  void a_number_that_is_none_is_refused() {
    SpecialistSpec spec =
        new SpecialistSpec("", "", "", Map.of(), Map.of(), 1, Double.POSITIVE_INFINITY);

    assertThatThrownBy(() -> SpecialistSpecJson.write(spec))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
