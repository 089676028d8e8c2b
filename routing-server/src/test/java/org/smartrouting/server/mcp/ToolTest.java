package org.smartrouting.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.grpc.Status;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.smartrouting.orchestration.v1.ExecuteTaskResponse;
import org.smartrouting.orchestration.v1.PlanTaskRequest;
import org.smartrouting.orchestration.v1.PlannedTask;
import org.smartrouting.orchestration.v1.TaskInTree;
import org.smartrouting.orchestration.v1.TaskPlan;
import org.smartrouting.orchestration.v1.TaskStatus;
import org.smartrouting.orchestration.v1.UpdateTaskRequest;
import org.smartrouting.server.error.ErrorStatus;
import org.smartrouting.server.validation.Violation;
import org.smartrouting.v1.ErrorReason;

final class ToolTest {
  private static final String PLAN = "orchestrator_plan_task";
  private static final String UPDATE = "orchestrator_update_task";
  private static final String ID = "0123456789abcdef0123456789abcdef";

  private FakeRouter router;

  @BeforeEach
  void start() throws IOException {
    router = new FakeRouter();
  }

  @AfterEach
  void stop() {
    router.close();
  }

  @Test
  void an_answer_comes_as_an_object_as_a_sentence_and_as_text() throws IOException {
    router
        .orchestration()
        .answer(
            "ExecuteTask",
            ExecuteTaskResponse.newBuilder()
                .setTask(
                    PlannedTask.newBuilder()
                        .setTaskId(ID)
                        .setPlan(TaskPlan.newBuilder().setTitle("Fix it"))
                        .setStatus(TaskStatus.TASK_STATUS_IN_PROGRESS))
                .setAssignmentToken("00ff")
                .setRationale("Ada is free.")
                .build());

    CallToolResult result = router.call("orchestrator_execute_task", Map.of("task_id", ID));

    assertThat(result.isError()).isFalse();
    assertThat(FakeRouter.text(result, 0))
        .isEqualTo(
            "Task " + ID + " 'Fix it' is in_progress. Assignment token: 00ff." + " Ada is free.");
    assertThat(json(FakeRouter.text(result, 1))).isEqualTo(json(write(result.structuredContent())));
    assertThat(object(object(result.structuredContent()).get("task")))
        .containsEntry("status", "in_progress");
  }

  @Test
  void a_refusal_is_an_error_with_all_that_the_router_says() {
    router
        .orchestration()
        .refuse(
            "ExecuteTask",
            ErrorStatus.toException(
                ErrorStatus.of(
                    ErrorReason.ERROR_REASON_OVERLOADED, "Too much.", Map.of("queue", "7"))));

    CallToolResult result = router.call("orchestrator_execute_task", Map.of("task_id", ID));

    assertThat(result.isError()).isTrue();
    Map<String, Object> error = error(result);
    assertThat(error.get("code")).isEqualTo("RESOURCE_EXHAUSTED");
    assertThat(error.get("reason")).isEqualTo("OVERLOADED");
    assertThat(error.get("message")).isEqualTo("Too much.");
    assertThat(error.get("metadata")).isEqualTo(Map.of("queue", "7"));
    assertThat((Number) error.get("retry_after_seconds")).isNotNull();
    assertThat(FakeRouter.text(result, 0))
        .startsWith("RESOURCE_EXHAUSTED / OVERLOADED: Too much.")
        .contains("Try again in");
  }

  @Test
  void a_refusal_of_something_between_has_a_code_and_no_reason() {
    router
        .orchestration()
        .refuse("ListSessions", Status.UNAVAILABLE.withDescription("away").asRuntimeException());

    Map<String, Object> error = error(router.call("orchestrator_list_sessions", Map.of()));

    assertThat(error).isEqualTo(Map.of("code", "UNAVAILABLE", "message", "away"));
  }

  @Test
  void wrong_arguments_are_refused_before_anything_is_called() {
    CallToolResult result =
        router.call("orchestrator_execute_task", Map.of("task_id", 7, "moode", "self"));

    assertThat(result.isError()).isTrue();
    assertThat(error(result))
        .containsEntry("code", "INVALID_ARGUMENT")
        .containsEntry("reason", "INVALID_FIELD");
    assertThat((List<?>) error(result).get("field_violations")).hasSize(2);
    assertThat(FakeRouter.text(result, 0)).contains("did you mean mode?");
    assertThat(router.orchestration().requests()).isEmpty();
  }

  @Test
  void one_task_is_planned_by_its_fields() {
    router.call(
        PLAN, Map.of("session_id", ID, "title", "t", "description", "d", "task_type", "research"));

    PlanTaskRequest request = (PlanTaskRequest) sent();
    assertThat(request.getSessionId()).isEqualTo(ID);
    assertThat(request.getTasksList()).hasSize(1);
    assertThat(request.getTasks(0).getPlan().getTitle()).isEqualTo("t");
  }

  @Test
  void several_tasks_are_planned_by_a_list() {
    Map<String, Object> plan = Map.of("title", "t", "description", "d");

    router.call(
        PLAN,
        Map.of(
            "session_id",
            ID,
            "tasks",
            List.of(
                Map.of("key", "a", "plan", plan),
                Map.of("key", "b", "parent_key", "a", "plan", plan))));

    assertThat(((PlanTaskRequest) sent()).getTasksList())
        .extracting(TaskInTree::getParentKey)
        .containsExactly("", "a");
  }

  @Test
  void both_forms_of_a_plan_at_once_or_neither_are_refused() {
    assertThat(violations(router.call(PLAN, Map.of("session_id", ID))))
        .containsExactly("tasks is required, or else the title and description of one task");
    assertThat(
            violations(
                router.call(PLAN, Map.of("session_id", ID, "tasks", List.of(), "title", "t"))))
        .containsExactly("tasks cannot be given together with title");
    assertThat(
            violations(
                router.call(PLAN, Map.of("session_id", ID, "title", "t", "complexity", "high"))))
        .containsExactlyInAnyOrder(
            "description is required",
            "complexity must be one of trivial, simple, moderate, complex, very_complex, not"
                + " \"high\"");
    assertThat(violations(router.call(PLAN, Map.of("session_id", ID, "titel", "t"))))
        .containsExactly("titel is not known; did you mean title?");
    assertThat(router.orchestration().requests()).isEmpty();
  }

  @Test
  void fields_of_a_refusal_are_named_as_the_caller_named_them() {
    router
        .orchestration()
        .refuse(
            "PlanTask",
            ErrorStatus.toException(
                ErrorStatus.of(List.of(new Violation("tasks[0].plan.title", "is too long")))));
    Map<String, Object> plan = Map.of("title", "t", "description", "d");
    Map<String, Object> flat = new LinkedHashMap<>(plan);
    flat.put("session_id", ID);

    assertThat(violations(router.call(PLAN, flat))).containsExactly("title is too long");
    assertThat(
            violations(
                router.call(
                    PLAN, Map.of("session_id", ID, "tasks", List.of(Map.of("plan", plan))))))
        .containsExactly("tasks[0].plan.title is too long");
  }

  @Test
  void an_update_changes_what_is_given() {
    router.call(UPDATE, Map.of("task_id", ID, "title", "t", "estimated_effort", ""));
    router.call(UPDATE, Map.of("task_id", ID, "plan", Map.of("focus_area", "api")));

    UpdateTaskRequest flat = (UpdateTaskRequest) router.orchestration().requests().get(0);
    assertThat(flat.getUpdateMask().getPathsList())
        .containsExactlyInAnyOrder("title", "estimated_effort");
    assertThat(flat.getPlan().getTitle()).isEqualTo("t");
    UpdateTaskRequest nested = (UpdateTaskRequest) router.orchestration().requests().get(1);
    assertThat(nested.getUpdateMask().getPathsList()).containsExactly("focus_area");
  }

  @Test
  void an_update_without_values_has_no_mask() {
    router.call(UPDATE, Map.of("task_id", ID, "status", "blocked", "status_reason", "no key"));

    UpdateTaskRequest request = (UpdateTaskRequest) sent();
    assertThat(request.hasUpdateMask()).isFalse();
    assertThat(request.hasPlan()).isFalse();
    assertThat(request.getStatus()).isEqualTo(TaskStatus.TASK_STATUS_BLOCKED);
  }

  @Test
  void a_mask_can_empty_what_is_not_given_but_not_pass_over_what_is() {
    router.call(
        UPDATE, Map.of("task_id", ID, "title", "t", "update_mask", List.of("title", "due_date")));

    assertThat(((UpdateTaskRequest) sent()).getUpdateMask().getPathsList())
        .containsExactly("title", "due_date");
    assertThat(
            violations(
                router.call(
                    UPDATE,
                    Map.of("task_id", ID, "title", "t", "update_mask", List.of("due_date")))))
        .containsExactly("title is not in update_mask, so it would have no effect");
    assertThat(
            violations(router.call(UPDATE, Map.of("task_id", ID, "title", "t", "plan", Map.of()))))
        .containsExactly("plan cannot be given together with title");
  }

  private Message sent() {
    assertThat(router.orchestration().requests()).hasSize(1);
    return router.orchestration().requests().get(0);
  }

  private static Map<String, Object> error(CallToolResult result) {
    return object(object(result.structuredContent()).get("error"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object json) {
    return (Map<String, Object>) json;
  }

  private static List<String> violations(CallToolResult result) {
    return ((List<?>) error(result).get("field_violations"))
        .stream()
            .map(each -> (Map<?, ?>) each)
            .map(each -> each.get("field") + " " + each.get("description"))
            .toList();
  }

  private static String write(Object value) throws IOException {
    return McpJsonDefaults.getMapper().writeValueAsString(value);
  }

  private static Object json(String text) throws IOException {
    return McpJsonDefaults.getMapper().readValue(text, new TypeRef<Map<String, Object>>() {});
  }
}
