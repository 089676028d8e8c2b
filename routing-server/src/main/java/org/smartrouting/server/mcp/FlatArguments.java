package org.smartrouting.server.mcp;

import com.google.protobuf.Descriptors.Descriptor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Arguments in which the fields of a request and those of one task plan stand beside each other.
 *
 * @param outer those of the request
 * @param plan those of the plan
 */
record FlatArguments(Map<String, Object> outer, Map<String, Object> plan) {
  /**
   * Takes arguments apart.
   *
   * @throws ArgumentsRefusedException if some belong to neither
   */
  static FlatArguments of(Map<String, ?> arguments, Descriptor request, Descriptor planType) {
    Map<String, Object> outer = new LinkedHashMap<>();
    Map<String, Object> plan = new LinkedHashMap<>();
    Problems problems = new Problems();
    List<String> known =
        Stream.concat(Fields.names(request).stream(), Fields.names(planType).stream()).toList();
    arguments.forEach(
        (name, value) -> {
          if (request.findFieldByName(name) != null) {
            outer.put(name, value);
          } else if (planType.findFieldByName(name) != null) {
            plan.put(name, value);
          } else {
            problems.add(Json.shortened(name), "is not known; " + Nearest.advice(name, known));
          }
        });
    problems.refuseIfAny();
    return new FlatArguments(outer, plan);
  }

  /** Puts the fields of the plan beside those of the request. */
  static Map<String, Object> schema(
      Map<String, Object> outer, Map<String, Object> planSchema, List<String> required) {
    Map<String, Object> properties = new LinkedHashMap<>(MessageSchema.properties(outer));
    properties.putAll(MessageSchema.properties(planSchema));
    Map<String, Object> schema = new LinkedHashMap<>(outer);
    schema.put("properties", properties);
    schema.put("required", required);
    return schema;
  }
}
