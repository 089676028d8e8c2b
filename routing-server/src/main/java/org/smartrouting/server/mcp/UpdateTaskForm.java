package org.smartrouting.server.mcp;

import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.smartrouting.orchestration.v1.TaskPlan;
import org.smartrouting.orchestration.v1.UpdateTaskRequest;

/**
 * The new values in {@code plan}, or beside the fields of the request. The mask is that of the
 * values that are given, unless it is given itself.
 */
final class UpdateTaskForm implements RequestForm {
  private static final String PLAN = "plan";
  private static final String MASK = "update_mask";

  private final ApiText text;

  UpdateTaskForm(ApiText text) {
    this.text = text;
  }

  @Override
  public Map<String, Object> schema() {
    Map<String, Object> outer = MessageSchema.input(text, UpdateTaskRequest.getDescriptor());
    Map<String, Object> plan = MessageSchema.input(text, TaskPlan.getDescriptor());
    plan.remove("required");
    partialPlan(outer).remove("required");
    return FlatArguments.schema(outer, plan, List.of("task_id"));
  }

  @Override
  public Parsed read(Map<String, ?> arguments) {
    FlatArguments flat =
        FlatArguments.of(arguments, UpdateTaskRequest.getDescriptor(), TaskPlan.getDescriptor());
    Map<String, Object> request = new LinkedHashMap<>(flat.outer());
    boolean isNested = request.containsKey(PLAN);
    if (isNested && !flat.plan().isEmpty()) {
      throw new ArgumentsRefusedException(
          List.of(
              new Problem(
                  PLAN,
                  "cannot be given together with " + flat.plan().keySet().iterator().next())));
    }
    if (!flat.plan().isEmpty()) {
      request.put(PLAN, flat.plan());
    }
    mask(request);
    if (isNested) {
      return new Parsed(requestOf(request), UnaryOperator.identity());
    }
    try {
      return new Parsed(requestOf(request), UpdateTaskForm::argumentOf);
    } catch (ArgumentsRefusedException e) {
      throw e.renamed(UpdateTaskForm::argumentOf);
    }
  }

  private static Message requestOf(Map<String, Object> request) {
    return MessageReader.read(UpdateTaskRequest.getDefaultInstance(), request, Set.of(PLAN));
  }

  private static String argumentOf(String field) {
    return field.startsWith(PLAN + ".") ? field.substring(PLAN.length() + 1) : field;
  }

  private static void mask(Map<String, Object> request) {
    if (!(request.get(PLAN) instanceof Map<?, ?> plan) || plan.isEmpty()) {
      return;
    }
    List<String> given = plan.keySet().stream().map(String::valueOf).toList();
    Object mask = request.putIfAbsent(MASK, given);
    List<Problem> passedOver = new ArrayList<>();
    for (String name : given) {
      if (mask instanceof List<?> paths && !paths.contains(name)) {
        passedOver.add(new Problem(name, "is not in update_mask, so it would have no effect"));
      }
    }
    if (!passedOver.isEmpty()) {
      throw new ArgumentsRefusedException(passedOver);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> partialPlan(Map<String, Object> outer) {
    Object plan = MessageSchema.properties(outer).get(PLAN);
    return (Map<String, Object>) Objects.requireNonNull(plan);
  }
}
