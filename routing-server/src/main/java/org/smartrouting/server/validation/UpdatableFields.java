package org.smartrouting.server.validation;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.smartrouting.orchestration.v1.TaskPlan;
import org.smartrouting.v1.PoolPolicy;
import org.smartrouting.v1.SpecialistSpec;
import org.smartrouting.v1.UpdatePoolRequest;
import org.smartrouting.v1.UpdateSpecialistRequest;
import org.smartrouting.v1.UpdateTaskRequest;

/**
 * Which fields an update can change.
 *
 * @param request the request
 * @param values name of its field with the new values
 * @param paths what its {@code update_mask} can name
 */
record UpdatableFields(Descriptor request, String values, Set<String> paths) {
  static final List<UpdatableFields> ALL =
      List.of(
          new UpdatableFields(
              UpdateTaskRequest.getDescriptor(),
              "spec",
              Set.of("priority", "deadline_time", "labels", "dependency_task_ids")),
          new UpdatableFields(
              UpdateSpecialistRequest.getDescriptor(),
              "spec",
              fieldsOf(SpecialistSpec.getDescriptor())),
          new UpdatableFields(
              org.smartrouting.orchestration.v1.UpdateTaskRequest.getDescriptor(),
              "plan",
              fieldsOf(TaskPlan.getDescriptor())),
          new UpdatableFields(UpdatePoolRequest.getDescriptor(), "policy", policyPaths()));

  private static Set<String> fieldsOf(Descriptor type) {
    Set<String> names = new LinkedHashSet<>();
    type.getFields().forEach(field -> names.add(field.getName()));
    return names;
  }

  private static Set<String> policyPaths() {
    Descriptor policy = PoolPolicy.getDescriptor();
    Set<String> paths = fieldsOf(policy);
    for (String group :
        List.of(
            "target_waits",
            "score_weights",
            "retry_policy",
            "fairness",
            "learning",
            "queue_policy",
            "balance",
            "shadow",
            "preemption")) {
      FieldDescriptor field = policy.findFieldByName(group);
      fieldsOf(field.getMessageType()).forEach(name -> paths.add(group + "." + name));
    }
    return paths;
  }
}
