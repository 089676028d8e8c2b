package org.smartrouting.server.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.server.validation.Requests.NOW_SECONDS;
import static org.smartrouting.server.validation.Requests.at;
import static org.smartrouting.server.validation.Requests.demand;
import static org.smartrouting.server.validation.Requests.load;
import static org.smartrouting.server.validation.Requests.skill;
import static org.smartrouting.server.validation.Requests.spec;
import static org.smartrouting.server.validation.Requests.specialist;
import static org.smartrouting.server.validation.Requests.submit;
import static org.smartrouting.server.validation.Requests.violations;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServiceDescriptor;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smartrouting.v1.CompleteAssignmentRequest;
import org.smartrouting.v1.GetTaskRequest;
import org.smartrouting.v1.HealthServiceGrpc;
import org.smartrouting.v1.ListTasksRequest;
import org.smartrouting.v1.LoadReport;
import org.smartrouting.v1.PoolServiceGrpc;
import org.smartrouting.v1.PullAssignmentsRequest;
import org.smartrouting.v1.RegisterSpecialistRequest;
import org.smartrouting.v1.Requirement;
import org.smartrouting.v1.RetryPolicy;
import org.smartrouting.v1.RoutingServiceGrpc;
import org.smartrouting.v1.SkillRequirement;
import org.smartrouting.v1.SpecialistServiceGrpc;
import org.smartrouting.v1.SpecialistSpec;
import org.smartrouting.v1.StreamLoadRequest;
import org.smartrouting.v1.SubmitTaskRequest;
import org.smartrouting.v1.TaskServiceGrpc;
import org.smartrouting.v1.TaskSpec;
import org.smartrouting.v1.TaskState;

final class RequestRulesTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";

  @Test
  void a_title_is_enough_for_a_task() {
    assertThat(violations(submit(spec()))).isEmpty();
  }

  @Test
  void a_task_that_uses_everything_within_its_limits_is_good() {
    TaskSpec.Builder full =
        spec()
            .setTaskType("review:code/java@17+x")
            .setPriorityValue(5)
            .setDeadlineTime(at(NOW_SECONDS + 1))
            .setRunAfterTime(at(NOW_SECONDS - 1))
            .setPayload(ByteString.copyFrom(new byte[1_048_576]))
            .setPayloadType("text/plain; charset=utf-8")
            .putLabels("team", "Übersetzung und 翻訳")
            .setRetryPolicy(
                RetryPolicy.newBuilder().setMaxAttempts(100).setJitter(0).setBackoffMultiplier(1))
            .addDependencyTaskIds(ID)
            .setExecutionTimeout(Duration.newBuilder().setNanos(1_000_000));
    IntStream.range(0, 16)
        .forEach(i -> full.getRequirementBuilder().addSkills(skill("skill" + i).setMinLevel(5)));

    assertThat(violations(submit(full))).isEmpty();
  }

  @Test
  void every_violation_is_reported_with_its_path() {
    Requirement.Builder requirement =
        Requirement.newBuilder()
            .addSkills(skill("java"))
            .addSkills(skill("kotlin"))
            .addSkills(skill("rust").setMinLevel(6).setWeight(Double.NaN));
    TaskSpec.Builder spec =
        spec().setTitle("").setRequirement(requirement).putLabels("te\"am", "a\nb");

    assertThat(violations(submit(spec)))
        .containsExactly(
            new Violation("spec.title", "is required and must not be empty"),
            new Violation("spec.requirement.skills[2].min_level", "must be 1..5, not 6"),
            new Violation("spec.requirement.skills[2].weight", "must be a finite number, not NaN"),
            new Violation(
                "spec.labels[\"te\\\"am\"]",
                "key must contain only letters, digits and . _ - : / @ +,"
                    + " not U+0022 at character 3"),
            new Violation(
                "spec.labels[\"te\\\"am\"]",
                "must not contain control characters, such as U+000A at character 2"));
  }

  @Test
  void at_most_twenty_violations_are_reported() {
    TaskSpec.Builder spec = spec();
    IntStream.range(0, 64).forEach(i -> spec.addDependencyTaskIds("bad" + i));

    assertThat(violations(submit(spec))).hasSize(20);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 6, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void a_level_outside_1_to_5_is_refused(int level) {
    RegisterSpecialistRequest register =
        RegisterSpecialistRequest.newBuilder()
            .setSpecialistId("s")
            .setSpec(specialist(level))
            .build();

    assertThat(violations(register))
        .containsExactly(new Violation("spec.skills[0].level", "must be 1..5, not " + level));
    assertThat(violations(demand(skill("java").setMinLevel(level))))
        .contains(
            new Violation("spec.requirement.skills[0].min_level", "must be 1..5, not " + level));
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        -1,
        1e308,
        -1e-300
      })
  void a_weight_that_is_no_sensible_number_is_refused(double weight) {
    assertThat(violations(demand(skill("java").setWeight(weight))))
        .extracting(Violation::field)
        .containsExactly("spec.requirement.skills[0].weight");
  }

  @Test
  void negative_zero_is_zero() {
    assertThat(violations(demand(skill("java").setWeight(-0.0)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -0.1})
  void a_load_that_is_negative_or_no_number_is_refused(double value) {
    LoadReport.Builder report =
        LoadReport.newBuilder()
            .setApplicationUtilization(value)
            .setCpuUtilization(value)
            .setMemUtilization(value)
            .setRpsFractional(value)
            .setEps(value)
            .setExternalInFlight(value)
            .setQueueDepth(value);

    assertThat(violations(load(report))).hasSize(7);
  }

  @Test
  void a_named_metric_must_be_finite() {
    LoadReport.Builder report = LoadReport.newBuilder().putNamedMetrics("gpu", Double.NaN);

    assertThat(violations(load(report)))
        .containsExactly(
            new Violation("load.named_metrics[\"gpu\"]", "must be a finite number, not NaN"));
    assertThat(violations(load(LoadReport.newBuilder().putNamedMetrics("gpu", -7)))).isEmpty();
  }

  @Test
  void a_report_number_above_the_signed_range_is_good_and_zero_is_missing() {
    StreamLoadRequest good = load(LoadReport.newBuilder());
    StreamLoadRequest.Builder changed = good.toBuilder();

    changed.getLoadBuilder().setSeq(-1L);
    assertThat(violations(changed.build())).isEmpty();
    changed.getLoadBuilder().setSeq(0);
    assertThat(violations(changed.build()))
        .containsExactly(new Violation("load.seq", "is required and must not be 0"));
  }

  @Test
  void an_unknown_priority_is_refused() {
    assertThat(violations(submit(spec().setPriorityValue(999))))
        .containsExactly(
            new Violation(
                "spec.priority",
                "must be one of PRIORITY_CRITICAL, PRIORITY_HIGH, PRIORITY_NORMAL, PRIORITY_LOW,"
                    + " PRIORITY_BULK, not 999"));
  }

  @Test
  void a_state_to_list_must_be_known_and_named_once() {
    ListTasksRequest.Builder list =
        ListTasksRequest.newBuilder()
            .addStates(TaskState.TASK_STATE_QUEUED)
            .addStates(TaskState.TASK_STATE_UNSPECIFIED)
            .addStates(TaskState.TASK_STATE_QUEUED)
            .addStatesValue(77);

    assertThat(violations(list.build()))
        .extracting(Violation::field)
        .containsExactlyInAnyOrder("states[1]", "states[2]", "states[3]");
  }

  @Test
  void a_skill_named_twice_is_refused() {
    assertThat(violations(demand(skill("java"), skill("go"), skill("java"))))
        .containsExactly(
            new Violation("spec.requirement.skills[2].skill", "must differ from item 0"));
  }

  @Test
  void seventeen_skills_are_refused_without_a_look_at_each() {
    SkillRequirement.Builder[] skills =
        IntStream.range(0, 17).mapToObj(i -> skill("")).toArray(SkillRequirement.Builder[]::new);

    assertThat(violations(demand(skills)))
        .containsExactly(
            new Violation("spec.requirement.skills", "must be at most 16 items, not 17 items"));
  }

  @Test
  void a_payload_beyond_a_mebibyte_is_refused() {
    ByteString payload = ByteString.copyFrom(new byte[1_048_577]);

    assertThat(violations(submit(spec().setPayload(payload))))
        .containsExactly(
            new Violation("spec.payload", "must be at most 1048576 bytes, not 1048577 bytes"));
  }

  @Test
  void a_token_of_another_length_is_refused() {
    CompleteAssignmentRequest.Builder complete = CompleteAssignmentRequest.newBuilder();
    complete.getAssignmentBuilder().setTaskId(ID).setAssignmentToken(ByteString.copyFromUtf8("x"));

    assertThat(violations(complete.build()))
        .containsExactly(
            new Violation("assignment.assignment_token", "must be 16 bytes, not 1 bytes"));
  }

  @Test
  void a_message_that_is_required_must_be_there() {
    assertThat(violations(CompleteAssignmentRequest.getDefaultInstance()))
        .containsExactly(new Violation("assignment", "is required"));
  }

  @Test
  void lengths_count_bytes_not_characters() {
    assertThat(violations(submit(spec().setTitle("é".repeat(128))))).isEmpty();
    assertThat(violations(submit(spec().setTitle("é".repeat(129)))))
        .containsExactly(new Violation("spec.title", "must be at most 256 bytes, not 258 bytes"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0123", "0123456789ABCDEF0123456789ABCDEF", "' OR 1=1 --", "%"})
  void a_task_id_that_is_none_is_refused(String id) {
    assertThat(violations(GetTaskRequest.newBuilder().setTaskId(id).build()))
        .extracting(Violation::field)
        .containsExactly("task_id");
  }

  @Test
  void an_empty_dependency_is_no_task_id() {
    assertThat(violations(submit(spec().addDependencyTaskIds(""))))
        .containsExactly(
            new Violation(
                "spec.dependency_task_ids[0]", "must be 32 lower-case hexadecimal digits"));
  }

  @Test
  void an_empty_label_key_is_refused_and_an_empty_value_is_not() {
    assertThat(violations(submit(spec().putLabels("", "x"))))
        .containsExactly(
            new Violation("spec.labels[\"\"]", "key must be 1..64 bytes, not 0 bytes"));
    assertThat(violations(submit(spec().putLabels("x", "")))).isEmpty();
  }

  @Test
  void a_negative_page_size_is_refused_and_a_great_one_is_not() {
    assertThat(violations(ListTasksRequest.newBuilder().setPageSize(-1).build()))
        .containsExactly(new Violation("page_size", "must be at least 0, not -1"));
    assertThat(violations(ListTasksRequest.newBuilder().setPageSize(1_000_000).build())).isEmpty();
  }

  @Test
  void durations_out_of_range_or_shape_are_refused() {
    assertThat(durationRule(Duration.newBuilder().setSeconds(60).setNanos(1)))
        .isEqualTo("must be 0..60 s, not 60.000000001 s");
    assertThat(durationRule(Duration.newBuilder().setNanos(-1)))
        .isEqualTo("must be 0..60 s, not -0.000000001 s");
    assertThat(durationRule(Duration.newBuilder().setSeconds(Long.MAX_VALUE)))
        .startsWith("must be a duration of -10,000..10,000 years");
    assertThat(durationRule(Duration.newBuilder().setSeconds(315_576_000_000L)))
        .isEqualTo("must be 0..60 s, not 315576000000 s");
    assertThat(durationRule(Duration.newBuilder().setSeconds(1).setNanos(-1)))
        .isEqualTo("must have seconds and nanos of the same sign");
    assertThat(durationRule(Duration.newBuilder().setNanos(1_000_000_000)))
        .startsWith("must have nanos");
  }

  private static String durationRule(Duration.Builder wait) {
    PullAssignmentsRequest pull =
        PullAssignmentsRequest.newBuilder().setSpecialistId("s").setWaitTimeout(wait).build();
    return assertThat(violations(pull)).singleElement().actual().rule();
  }

  @Test
  void a_deadline_must_be_in_the_future() {
    String rule = "must be in the future";

    assertThat(deadlineRules(at(NOW_SECONDS))).containsExactly(rule);
    assertThat(deadlineRules(at(0))).containsExactly(rule);
    assertThat(deadlineRules(at(NOW_SECONDS + 1))).isEmpty();
  }

  @Test
  void a_time_must_be_in_the_years_that_there_are() {
    assertThat(deadlineRules(at(253_402_300_799L))).as("the end of the year 9999").isEmpty();
    assertThat(deadlineRules(at(253_402_300_800L)))
        .containsExactly("must be in the years 1..9999, not at 253402300800 s");
    Timestamp negativeNanos =
        Timestamp.newBuilder().setSeconds(NOW_SECONDS + 9).setNanos(-1).build();
    assertThat(deadlineRules(negativeNanos))
        .containsExactly("must have nanos 0..999999999, not -1");
  }

  private static List<String> deadlineRules(Timestamp deadline) {
    return violations(submit(spec().setDeadlineTime(deadline))).stream()
        .map(Violation::rule)
        .toList();
  }

  @Test
  void instructions_can_have_lines() {
    SpecialistSpec.Builder spec = specialist(3).setInstructions("Be kind.\n\tBe brief.\r\n");

    assertThat(
            violations(
                RegisterSpecialistRequest.newBuilder().setSpecialistId("s").setSpec(spec).build()))
        .isEmpty();
  }

  @Test
  void fields_that_this_version_does_not_know_are_ignored() throws Exception {
    SubmitTaskRequest request =
        SubmitTaskRequest.parseFrom(
            submit(spec())
                .toByteString()
                .concat(ByteString.copyFrom(new byte[] {(byte) 0xf8, 6, 1})));

    assertThat(request.getUnknownFields().asMap()).isNotEmpty();
    assertThat(violations(request)).isEmpty();
  }

  @Test
  void every_request_of_the_api_can_be_checked() {
    for (ServiceDescriptor service :
        List.of(
            TaskServiceGrpc.getServiceDescriptor(),
            RoutingServiceGrpc.getServiceDescriptor(),
            SpecialistServiceGrpc.getServiceDescriptor(),
            PoolServiceGrpc.getServiceDescriptor(),
            HealthServiceGrpc.getServiceDescriptor())) {
      for (MethodDescriptor<?, ?> method : service.getMethods()) {
        var marshaller = (PrototypeMarshaller<?>) method.getRequestMarshaller();
        assertThat(violations((Message) marshaller.getMessagePrototype()))
            .as(method.getFullMethodName())
            .hasSizeLessThan(5);
      }
    }
  }
}
