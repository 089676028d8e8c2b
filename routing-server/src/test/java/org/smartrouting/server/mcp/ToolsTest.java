package org.smartrouting.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.smartrouting.orchestration.v1.OrchestrationServiceGrpc;

final class ToolsTest {
  private static final Map<String, McpSchema.Tool> TOOLS = describe();
  private static final JsonSchemaValidator SCHEMAS = McpJsonDefaults.getSchemaValidator();

  @Test
  void every_method_of_the_orchestration_is_a_tool() {
    ServiceDescriptor service = OrchestrationServiceGrpc.getServiceDescriptor();
    List<String> methods =
        service.getMethods().stream().map(MethodDescriptor::getFullMethodName).toList();

    assertThat(ToolTable.ALL)
        .filteredOn(entry -> entry.name().startsWith("orchestrator_"))
        .extracting(entry -> entry.rpc().method().getFullMethodName())
        .containsExactlyElementsOf(methods);
  }

  @Test
  void these_are_all_tools() {
    assertThat(TOOLS.keySet())
        .containsExactlyInAnyOrder(
            "orchestrator_initialize_session",
            "orchestrator_list_sessions",
            "orchestrator_resume_session",
            "orchestrator_session_status",
            "orchestrator_cleanup_sessions",
            "orchestrator_plan_task",
            "orchestrator_update_task",
            "orchestrator_execute_task",
            "orchestrator_complete_task",
            "orchestrator_cancel_task",
            "orchestrator_delete_task",
            "orchestrator_query_tasks",
            "orchestrator_get_status",
            "orchestrator_get_artifact",
            "orchestrator_synthesize_results",
            "orchestrator_maintenance_coordinator",
            "orchestrator_health_check",
            "orchestrator_restart_server",
            "orchestrator_restart_status",
            "orchestrator_shutdown_prepare",
            "orchestrator_reconnect_test",
            "orchestrator_specialist_intelligence",
            "orchestrator_workload_manager",
            "task_submit",
            "task_explain",
            "specialist_register",
            "specialist_work",
            "specialist_renew",
            "specialist_complete",
            "specialist_fail");
  }

  @ParameterizedTest
  @MethodSource("entries")
  void what_a_schema_allows_is_read_and_nothing_is_lost(ToolTable.Entry entry) {
    Message request = Filled.of(entry.rpc().request());
    Map<String, Object> arguments = MessageWriter.write(request);

    assertThat(problemsOf(TOOLS.get(entry.name()).inputSchema(), arguments)).isEmpty();
    assertThat(MessageReader.read(entry.rpc().request(), arguments, Set.of())).isEqualTo(request);
  }

  @ParameterizedTest
  @MethodSource("entries")
  void what_is_answered_is_as_the_schema_says(ToolTable.Entry entry) {
    Map<String, Object> schema = TOOLS.get(entry.name()).outputSchema();
    Message response = entry.rpc().response();

    assertThat(problemsOf(schema, MessageWriter.write(Filled.of(response)))).isEmpty();
    assertThat(problemsOf(schema, MessageWriter.write(response))).isEmpty();
    assertThat(problemsOf(schema, Map.of("error", CallFailure.internal().toJson()))).isEmpty();
    assertThat(problemsOf(schema, Map.of("errror", "?"))).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void everything_is_described_and_nothing_more_is_taken(ToolTable.Entry entry) {
    McpSchema.Tool tool = TOOLS.get(entry.name());

    assertThat(tool.description()).isNotBlank();
    assertDescribed(tool.inputSchema());
    assertDescribed(tool.outputSchema());
  }

  @Test
  void comments_use_the_words_of_tools() {
    Map<?, ?> task = MessageSchema.properties(TOOLS.get("orchestrator_update_task").inputSchema());

    assertThat(((Map<?, ?>) task.get("status")).get("description").toString())
        .startsWith("`pending` sets a blocked task going again, `blocked` blocks one");
    assertThat(TOOLS.get("orchestrator_update_task").description())
        .contains("as in `orchestrator_plan_task`");
  }

  @Test
  void no_schema_has_a_choice_at_its_root() {
    // Some models refuse tools whose arguments are a choice.
    assertThat(TOOLS.values())
        .allSatisfy(
            tool ->
                assertThat(tool.inputSchema())
                    .containsEntry("type", "object")
                    .doesNotContainKeys("oneOf", "anyOf", "allOf", "$ref", "$defs"));
  }

  private static void assertDescribed(Map<?, ?> schema) {
    assertThat(schema.get("additionalProperties")).isEqualTo(false);
    Map<?, ?> properties = (Map<?, ?>) schema.get("properties");
    properties.forEach(
        (name, property) ->
            assertThat(((Map<?, ?>) property).get("description"))
                .as("description of %s", name)
                .asString()
                .isNotBlank());
  }

  private static String problemsOf(Map<String, Object> schema, Map<String, Object> value) {
    JsonSchemaValidator.ValidationResponse found = SCHEMAS.validate(schema, value);
    return found.valid() ? "" : found.errorMessage();
  }

  private static Stream<ToolTable.Entry> entries() {
    return ToolTable.ALL.stream();
  }

  private static Map<String, McpSchema.Tool> describe() {
    ManagedChannel channel = InProcessChannelBuilder.forName("nobody").build();
    try {
      return new Tools(channel, new Waiting(1), McpJsonDefaults.getMapper())
          .all().stream()
              .map(Tool::description)
              .collect(Collectors.toMap(McpSchema.Tool::name, tool -> tool));
    } finally {
      channel.shutdownNow();
    }
  }
}
