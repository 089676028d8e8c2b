package org.smartrouting.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.util.Durations;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.TypeRef;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smartrouting.orchestration.v1.ExecuteTaskRequest;
import org.smartrouting.orchestration.v1.ExecutionMode;
import org.smartrouting.orchestration.v1.NewArtifact;
import org.smartrouting.orchestration.v1.TaskPlan;
import org.smartrouting.orchestration.v1.TaskType;
import org.smartrouting.v1.AssignmentReference;
import org.smartrouting.v1.ExplainRouteRequest;
import org.smartrouting.v1.RegisterSpecialistRequest;

final class MessageReaderTest {
  @Test
  void fields_are_read_by_their_names() throws IOException {
    TaskPlan plan =
        (TaskPlan)
            read(
                TaskPlan.getDefaultInstance(),
                """
                {"title": "t", "description": "d", "task_type": "research", "max_attempts": 3,
                 "estimated_duration": 90.5, "due_date": "2027-01-01T00:00:00+01:00",
                 "dependencies": ["a", "b"], "context": {"n": 1, "list": [true, null, "x"]},
                 "skills": [{"skill": "java", "min_level": 2}]}
                """);

    assertThat(plan.getTaskType()).isEqualTo(TaskType.TASK_TYPE_RESEARCH);
    assertThat(plan.getMaxAttempts()).isEqualTo(3);
    assertThat(Durations.toMillis(plan.getEstimatedDuration())).isEqualTo(90_500);
    assertThat(plan.getDueDate().getSeconds()).isEqualTo(1_798_758_000);
    assertThat(plan.getDependenciesList()).containsExactly("a", "b");
    assertThat(plan.getContext().getFieldsOrThrow("list").getListValue().getValuesCount())
        .isEqualTo(3);
    assertThat(plan.getSkills(0).getMinLevel()).isEqualTo(2);
  }

  @Test
  void a_name_that_is_misspelt_is_refused_with_the_one_that_was_meant() throws IOException {
    assertThat(problems(ExecuteTaskRequest.getDefaultInstance(), "{\"taskid\": \"x\"}"))
        .contains("taskid is not known; did you mean task_id?", "task_id is required");
  }

  @Test
  void a_name_that_is_like_no_other_is_refused_with_all_that_are_known() throws IOException {
    assertThat(
            problems(
                AssignmentReference.getDefaultInstance(),
                "{\"task_id\": \"x\", \"assignment_token\": \"00\", \"colour\": 1}"))
        .containsExactly("colour is not known; known are task_id, assignment_token");
  }

  @Test
  void a_name_in_camel_case_is_not_known_either() throws IOException {
    assertThat(problems(ExecuteTaskRequest.getDefaultInstance(), "{\"taskId\": \"x\"}"))
        .contains("taskId is not known; did you mean task_id?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"task_id\": 5}                          | task_id must be a string, not a number",
        "{\"task_id\": null}                       | task_id must be a string, not null; leave it out instead",
        "{\"task_id\": [\"x\"]}                    | task_id must be a string, not an array",
        "{\"task_id\": \"x\", \"lease\": \"1m\"}   | lease must be a number of seconds, not a string",
        "{\"task_id\": \"x\", \"mode\": 1}         | mode must be a string, not a number",
        "{\"task_id\": \"x\", \"mode\": \"SELF\"}  | mode must be one of self, dispatch, not \"SELF\"",
        "{\"task_id\": \"x\", \"mode\": \"unspecified\"} | mode must be one of self, dispatch, not \"unspecified\"",
        "{}                                        | task_id is required"
      })
  void a_wrong_value_is_refused_with_what_it_is_and_should_be(String arguments, String problem)
      throws IOException {
    assertThat(problems(ExecuteTaskRequest.getDefaultInstance(), arguments))
        .containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"max_attempts\": \"3\"      | max_attempts must be a whole number, not a string",
        "\"max_attempts\": 1.5        | max_attempts must be a whole number, not 1.5",
        "\"max_attempts\": 3000000000 | max_attempts must be a number of 32 bits, not 3000000000",
        "\"max_attempts\": 1e999      | max_attempts must be a whole number, not a number",
        "\"context\": \"{}\"          | context must be an object, not a string",
        "\"context\": {\"n\": 9007199254740993} | context has a number that cannot be kept exactly; give it as a string",
        "\"dependencies\": \"a\"      | dependencies must be an array, not a string",
        "\"dependencies\": [\"a\", 1] | dependencies[1] must be a string, not a number",
        "\"skills\": [\"java\"]       | skills[0] must be an object, not a string",
        "\"skills\": [{}]             | skills[0].skill is required",
        "\"skills\": [{\"skil\": \"java\"}] | skills[0].skil is not known; did you mean skill?",
        "\"due_date\": \"tomorrow\"   | due_date must be a time such as 2026-01-31T12:00:00Z, not \"tomorrow\"",
        "\"due_date\": 5              | due_date must be a string, not a number"
      })
  void every_kind_of_value_is_checked(String argument, String problem) throws IOException {
    assertThat(
            problems(
                TaskPlan.getDefaultInstance(),
                "{\"title\": \"t\", \"description\": \"d\", " + argument + "}"))
        .contains(problem);
  }

  @Test
  void all_problems_are_found_at_once() throws IOException {
    assertThat(
            problems(TaskPlan.getDefaultInstance(), "{\"complexity\": 1, \"priority\": \"max\"}"))
        .hasSize(4);
  }

  @Test
  void what_is_endless_is_not_read_to_its_end() throws IOException {
    StringBuilder arguments = new StringBuilder("{\"title\": \"t\"");
    for (int i = 0; i < 1_000; i++) {
      arguments.append(", \"").append("x".repeat(1_000)).append(i).append("\": 1");
    }

    List<String> problems =
        problems(TaskPlan.getDefaultInstance(), arguments.append("}").toString());

    assertThat(problems).hasSize(50).allSatisfy(each -> assertThat(each).hasSizeLessThan(1_000));
  }

  @Test
  void an_object_that_is_nested_too_deeply_is_refused() throws IOException {
    String deep = "{\"a\": ".repeat(25) + "1" + "}".repeat(25);

    assertThat(
            problems(
                TaskPlan.getDefaultInstance(),
                "{\"title\": \"t\", \"description\": \"d\", \"context\": " + deep + "}"))
        .containsExactly("context must not be nested more than 24 levels");
  }

  @Test
  void content_is_text_or_base64_but_not_both() throws IOException {
    NewArtifact prototype = NewArtifact.getDefaultInstance();

    assertThat(read(prototype, "{\"name\": \"a\", \"content\": \"é\"}"))
        .isEqualTo(artifact(ByteString.copyFromUtf8("é")));
    assertThat(read(prototype, "{\"name\": \"a\", \"content_base64\": \"/wA=\"}"))
        .isEqualTo(artifact(ByteString.fromHex("ff00")));
    assertThat(problems(prototype, "{\"name\": \"a\", \"content_base64\": \"?\"}"))
        .containsExactly("content_base64 must be base64");
    assertThat(
            problems(prototype, "{\"name\": \"a\", \"content\": \"\", \"content_base64\": \"\"}"))
        .containsExactly("content_base64 cannot be given together with content");
  }

  @Test
  void a_token_is_hexadecimal() throws IOException {
    AssignmentReference prototype = AssignmentReference.getDefaultInstance();

    assertThat(read(prototype, "{\"task_id\": \"x\", \"assignment_token\": \"00ff\"}"))
        .isEqualTo(
            AssignmentReference.newBuilder()
                .setTaskId("x")
                .setAssignmentToken(ByteString.fromHex("00ff"))
                .build());
    assertThat(problems(prototype, "{\"task_id\": \"x\", \"assignment_token\": \"AP8=\"}"))
        .containsExactly("assignment_token must be hexadecimal digits, two for each byte");
  }

  @Test
  void two_members_of_a_choice_are_refused() throws IOException {
    assertThat(
            problems(
                ExplainRouteRequest.getDefaultInstance(),
                """
                {"task_id": "x", "hypothetical": {"spec": {"title": "t"}}}
                """))
        .containsExactly("hypothetical cannot be given together with task_id");
  }

  @Test
  void maps_are_objects() throws IOException {
    RegisterSpecialistRequest request =
        (RegisterSpecialistRequest)
            read(
                RegisterSpecialistRequest.getDefaultInstance(),
                """
                {"specialist_id": "ada", "spec": {"labels": {"site": "north"}}}
                """);

    assertThat(request.getSpec().getLabelsMap()).containsExactly(Map.entry("site", "north"));
    assertThat(
            problems(
                RegisterSpecialistRequest.getDefaultInstance(),
                """
                {"specialist_id": "ada", "spec": {"labels": {"site": 1}}}
                """))
        .containsExactly("spec.labels[site] must be a string, not a number");
  }

  @Test
  void a_message_that_brings_only_some_fields_requires_none() throws IOException {
    Map<String, Object> arguments = json("{\"title\": \"t\"}");

    assertThat(MessageReader.read(TaskPlan.getDefaultInstance(), arguments, Set.of("")))
        .isEqualTo(TaskPlan.newBuilder().setTitle("t").build());
  }

  @Test
  void a_number_with_a_point_and_no_fraction_is_whole() throws IOException {
    assertThat(
            read(
                ExecuteTaskRequest.getDefaultInstance(),
                "{\"task_id\": \"x\", \"lease\": 60.0, \"mode\": \"dispatch\"}"))
        .isEqualTo(
            ExecuteTaskRequest.newBuilder()
                .setTaskId("x")
                .setLease(Durations.fromSeconds(60))
                .setMode(ExecutionMode.EXECUTION_MODE_DISPATCH)
                .build());
  }

  private static NewArtifact artifact(ByteString content) {
    return NewArtifact.newBuilder().setName("a").setContent(content).build();
  }

  private static Message read(Message prototype, String arguments) throws IOException {
    return MessageReader.read(prototype, json(arguments), Set.of());
  }

  private static List<String> problems(Message prototype, String arguments) throws IOException {
    Map<String, Object> json = json(arguments);
    ArgumentsRefusedException refused =
        catchThrowableOfType(
            ArgumentsRefusedException.class, () -> MessageReader.read(prototype, json, Set.of()));
    return refused.problems().stream()
        .map(problem -> problem.field() + " " + problem.description())
        .toList();
  }

  private static Map<String, Object> json(String text) throws IOException {
    return McpJsonDefaults.getMapper().readValue(text, new TypeRef<Map<String, Object>>() {});
  }
}
