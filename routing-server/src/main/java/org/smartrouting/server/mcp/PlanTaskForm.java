package org.smartrouting.server.mcp;

import com.google.protobuf.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.smartrouting.orchestration.v1.PlanTaskRequest;
import org.smartrouting.orchestration.v1.TaskPlan;

/** A list of tasks, or the fields of one task beside those of the request. */
final class PlanTaskForm implements RequestForm {
  private static final String TASKS = "tasks";
  private static final String ONLY_PLAN = "tasks[0].plan.";

  private final ApiText text;

  PlanTaskForm(ApiText text) {
    this.text = text;
  }

  @Override
  public Map<String, Object> schema() {
    Map<String, Object> outer = MessageSchema.input(text, PlanTaskRequest.getDescriptor());
    Map<String, Object> plan = MessageSchema.input(text, TaskPlan.getDescriptor());
    return FlatArguments.schema(outer, plan, List.of("session_id"));
  }

  @Override
  public Parsed read(Map<String, ?> arguments) {
    FlatArguments flat =
        FlatArguments.of(arguments, PlanTaskRequest.getDescriptor(), TaskPlan.getDescriptor());
    boolean isList = flat.outer().containsKey(TASKS);
    if (isList && !flat.plan().isEmpty()) {
      throw refused(
          "cannot be given together with " + flat.plan().keySet().iterator().next(), TASKS);
    }
    if (!isList && flat.plan().isEmpty()) {
      throw refused("is required, or else the title and description of one task", TASKS);
    }
    if (isList) {
      Message request = requestOf(flat.outer());
      return new Parsed(request, UnaryOperator.identity());
    }
    Map<String, Object> request = new LinkedHashMap<>(flat.outer());
    request.put(TASKS, List.of(Map.of("plan", flat.plan())));
    try {
      return new Parsed(requestOf(request), PlanTaskForm::argumentOf);
    } catch (ArgumentsRefusedException e) {
      throw e.renamed(PlanTaskForm::argumentOf);
    }
  }

  private static Message requestOf(Map<String, Object> request) {
    return MessageReader.read(PlanTaskRequest.getDefaultInstance(), request, Set.of());
  }

  private static String argumentOf(String field) {
    return field.startsWith(ONLY_PLAN) ? field.substring(ONLY_PLAN.length()) : field;
  }

  private static ArgumentsRefusedException refused(String description, String field) {
    return new ArgumentsRefusedException(List.of(new Problem(field, description)));
  }
}
