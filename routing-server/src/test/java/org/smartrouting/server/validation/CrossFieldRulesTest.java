package org.smartrouting.server.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.server.validation.Requests.NOW_SECONDS;
import static org.smartrouting.server.validation.Requests.at;
import static org.smartrouting.server.validation.Requests.demand;
import static org.smartrouting.server.validation.Requests.label;
import static org.smartrouting.server.validation.Requests.skill;
import static org.smartrouting.server.validation.Requests.spec;
import static org.smartrouting.server.validation.Requests.submit;
import static org.smartrouting.server.validation.Requests.violations;

import com.google.protobuf.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.smartrouting.v1.ExplainRouteRequest;
import org.smartrouting.v1.Heartbeat;
import org.smartrouting.v1.HypotheticalTask;
import org.smartrouting.v1.LabelOperator;
import org.smartrouting.v1.LabelPreference;
import org.smartrouting.v1.RequirementStep;
import org.smartrouting.v1.RetryPolicy;
import org.smartrouting.v1.RouteTaskRequest;
import org.smartrouting.v1.SubmitTaskRequest;
import org.smartrouting.v1.SubmitTasksRequest;
import org.smartrouting.v1.TaskSpec;
import org.smartrouting.v1.WorkRequest;

final class CrossFieldRulesTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";

  @Test
  void a_submit_needs_a_spec_or_a_task_to_submit_again() {
    assertThat(violations(SubmitTaskRequest.getDefaultInstance()))
        .containsExactly(new Violation("spec", "is required unless resubmit_task_id is given"));
    assertThat(violations(SubmitTaskRequest.newBuilder().setResubmitTaskId(ID).build())).isEmpty();
    assertThat(violations(submit(spec()).toBuilder().setResubmitTaskId(ID).build()))
        .containsExactly(new Violation("resubmit_task_id", "must be empty when spec is given"));
  }

  @Test
  void a_submit_on_a_stream_is_checked_as_one_alone() {
    SubmitTasksRequest.Builder item = SubmitTasksRequest.newBuilder();

    assertThat(violations(item.build())).containsExactly(new Violation("submit", "is required"));
    item.getSubmitBuilder().setPool("no pool");
    assertThat(violations(item.build()))
        .extracting(Violation::field)
        .containsExactly("submit.pool", "submit.spec");
  }

  @Test
  void a_wanted_level_is_not_below_the_least() {
    assertThat(violations(demand(skill("java").setMinLevel(4).setWantedLevel(3))))
        .containsExactly(
            new Violation(
                "spec.requirement.skills[0].wanted_level",
                "must be at least min_level, which is 4, not 3"));
    assertThat(violations(demand(skill("java").setMinLevel(4).setWantedLevel(4)))).isEmpty();
    assertThat(violations(demand(skill("java").setWantedLevel(1)))).isEmpty();
  }

  @Test
  void each_step_of_a_requirement_ends_after_the_one_before() {
    RequirementStep.Builder first = RequirementStep.newBuilder().setExpiresAfter(seconds(5));
    RequirementStep.Builder second = RequirementStep.newBuilder().setExpiresAfter(seconds(6));
    TaskSpec.Builder spec = spec();
    spec.getRequirementBuilder().addSteps(first).addSteps(second);
    assertThat(violations(submit(spec))).isEmpty();

    spec.getRequirementBuilder().addSteps(second).addSteps(RequirementStep.newBuilder());
    assertThat(violations(submit(spec)))
        .extracting(Violation::field)
        .containsExactlyInAnyOrder(
            "spec.requirement.steps[2].expires_after",
            "spec.requirement.steps[3].expires_after",
            "spec.requirement.steps[3].expires_after");
  }

  @Test
  void a_preference_is_a_label_constraint_with_a_weight() {
    TaskSpec.Builder spec = spec();
    LabelPreference.Builder preference = spec.getRequirementBuilder().addPreferencesBuilder();
    assertThat(violations(submit(spec)))
        .containsExactly(
            new Violation("spec.requirement.preferences[0].constraint", "is required"));

    preference
        .setWeight(1001)
        .getConstraintBuilder()
        .setKey("zone")
        .setOperator(LabelOperator.LABEL_OPERATOR_LESS_THAN)
        .addValues("low");
    assertThat(violations(submit(spec)))
        .extracting(Violation::field)
        .containsExactlyInAnyOrder(
            "spec.requirement.preferences[0].constraint.values[0]",
            "spec.requirement.preferences[0].weight");
  }

  @ParameterizedTest
  @EnumSource(
      value = LabelOperator.class,
      names = {"LABEL_OPERATOR_EXISTS", "LABEL_OPERATOR_DOES_NOT_EXIST"})
  void operators_of_presence_take_no_value(LabelOperator operator) {
    assertThat(violations(label(operator))).isEmpty();
    assertThat(violations(label(operator, "x"))).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = LabelOperator.class,
      names = {"LABEL_OPERATOR_IN", "LABEL_OPERATOR_NOT_IN"})
  void operators_of_membership_take_one_value_or_more(LabelOperator operator) {
    assertThat(violations(label(operator, "x", "y"))).isEmpty();
    assertThat(violations(label(operator))).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = LabelOperator.class,
      names = {"LABEL_OPERATOR_EQUAL", "LABEL_OPERATOR_NOT_EQUAL"})
  void operators_of_equality_take_one_value(LabelOperator operator) {
    assertThat(violations(label(operator, ""))).isEmpty();
    assertThat(violations(label(operator))).hasSize(1);
    assertThat(violations(label(operator, "x", "y"))).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = LabelOperator.class,
      names = {
        "LABEL_OPERATOR_LESS_THAN",
        "LABEL_OPERATOR_LESS_THAN_OR_EQUAL",
        "LABEL_OPERATOR_GREATER_THAN",
        "LABEL_OPERATOR_GREATER_THAN_OR_EQUAL"
      })
  void orderings_take_one_number(LabelOperator operator) {
    assertThat(violations(label(operator, "-17.25"))).isEmpty();
    assertThat(violations(label(operator))).hasSize(1);
    assertThat(violations(label(operator, "1e5"))).hasSize(1);
    assertThat(violations(label(operator, "NaN"))).hasSize(1);
    assertThat(violations(label(operator, "1", "2"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 99})
  void an_operator_that_is_none_is_refused(int number) {
    SubmitTaskRequest.Builder request = label(LabelOperator.LABEL_OPERATOR_EXISTS).toBuilder();
    request
        .getSpecBuilder()
        .getRequirementBuilder()
        .getLabelConstraintsBuilder(0)
        .setOperatorValue(number);

    assertThat(violations(request.build()))
        .extracting(Violation::field)
        .containsExactly("spec.requirement.label_constraints[0].operator");
  }

  @Test
  void the_longest_backoff_is_not_below_the_first() {
    RetryPolicy.Builder policy = RetryPolicy.newBuilder().setInitialBackoff(seconds(5));

    assertThat(violations(submit(spec().setRetryPolicy(policy)))).isEmpty();
    assertThat(violations(submit(spec().setRetryPolicy(policy.setMaxBackoff(seconds(5))))))
        .isEmpty();
    assertThat(violations(submit(spec().setRetryPolicy(policy.setMaxBackoff(seconds(4))))))
        .containsExactly(
            new Violation("spec.retry_policy.max_backoff", "must be at least initial_backoff"));
  }

  @Test
  void a_task_to_route_now_waits_for_nothing() {
    TaskSpec.Builder spec =
        spec().addDependencyTaskIds(ID).setRunAfterTime(at(0)).setDeadlineTime(at(NOW_SECONDS + 1));

    assertThat(violations(RouteTaskRequest.newBuilder().setSpec(spec).build()))
        .extracting(Violation::field)
        .containsExactly("spec.dependency_task_ids", "spec.run_after_time");
    assertThat(violations(explain(spec)))
        .extracting(Violation::field)
        .containsExactly(
            "hypothetical.spec.dependency_task_ids", "hypothetical.spec.run_after_time");
    assertThat(violations(explain(spec()))).isEmpty();
  }

  @Test
  void a_choice_must_be_made() {
    assertThat(violations(WorkRequest.getDefaultInstance()))
        .extracting(Violation::field)
        .containsExactly("message");
    assertThat(violations(WorkRequest.newBuilder().setHeartbeat(Heartbeat.newBuilder()).build()))
        .isEmpty();
    assertThat(violations(ExplainRouteRequest.getDefaultInstance()))
        .containsExactly(new Violation("subject", "is required: one of task_id, hypothetical"));
    assertThat(violations(ExplainRouteRequest.newBuilder().setTaskId("").build()))
        .containsExactly(new Violation("task_id", "must be 32 lower-case hexadecimal digits"));
  }

  private static ExplainRouteRequest explain(TaskSpec.Builder spec) {
    return ExplainRouteRequest.newBuilder()
        .setHypothetical(HypotheticalTask.newBuilder().setSpec(spec))
        .build();
  }

  private static Duration seconds(long seconds) {
    return Duration.newBuilder().setSeconds(seconds).build();
  }
}
