package org.smartrouting.server.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.server.validation.Requests.NOW_SECONDS;
import static org.smartrouting.server.validation.Requests.at;
import static org.smartrouting.server.validation.Requests.violations;

import com.google.protobuf.Duration;
import com.google.protobuf.FieldMask;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smartrouting.v1.PoolPolicy;
import org.smartrouting.v1.SpecialistSpec;
import org.smartrouting.v1.TaskSpec;
import org.smartrouting.v1.UpdatePoolRequest;
import org.smartrouting.v1.UpdateSpecialistRequest;
import org.smartrouting.v1.UpdateTaskRequest;

final class MaskedUpdateTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";

  @Test
  void only_the_named_fields_must_satisfy_their_rules() {
    TaskSpec.Builder spec = TaskSpec.newBuilder().setPriorityValue(1).setDeadlineTime(at(0));

    assertThat(violations(task(spec, "priority"))).isEmpty();
    assertThat(violations(task(spec, "priority", "deadline_time")))
        .containsExactly(new Violation("spec.deadline_time", "must be in the future"));
    assertThat(violations(task(spec.setDeadlineTime(at(NOW_SECONDS + 1)), "deadline_time")))
        .isEmpty();
  }

  @Test
  void an_absent_deadline_can_be_named_to_remove_it() {
    assertThat(violations(task(TaskSpec.newBuilder(), "deadline_time"))).isEmpty();
  }

  @Test
  void a_mask_that_names_nothing_is_refused() {
    Violation missing = new Violation("update_mask", "is required and must not be empty");

    assertThat(violations(task(TaskSpec.newBuilder()))).containsExactly(missing);
    assertThat(violations(UpdateTaskRequest.newBuilder().setTaskId(ID).build()))
        .containsExactly(missing);
  }

  @ParameterizedTest
  @ValueSource(strings = {"title", "payload", "nonsense", "*", "", "labels.team", "spec.priority"})
  void a_path_that_cannot_be_changed_is_refused(String path) {
    assertThat(violations(task(TaskSpec.newBuilder(), "priority", path)))
        .containsExactly(
            new Violation(
                "update_mask.paths[1]",
                "must be a field of TaskSpec that can be changed, not \"" + path + "\""));
  }

  @Test
  void a_mask_has_no_more_paths_than_there_are_fields() {
    assertThat(
            violations(
                task(
                    TaskSpec.newBuilder(),
                    "priority",
                    "priority",
                    "priority",
                    "priority",
                    "priority")))
        .containsExactly(new Violation("update_mask", "must be at most 4 paths, not 5 paths"));
  }

  @Test
  void every_field_of_a_specialist_can_be_named() {
    UpdateSpecialistRequest.Builder update =
        UpdateSpecialistRequest.newBuilder()
            .setSpecialistId("s")
            .setSpec(SpecialistSpec.newBuilder().setSlots(0).setCostPerSecond(-1));
    SpecialistSpec.getDescriptor()
        .getFields()
        .forEach(field -> update.getUpdateMaskBuilder().addPaths(field.getName()));

    assertThat(violations(update.build()))
        .containsExactly(
            new Violation("spec.slots", "must be 1..10000, not 0"),
            new Violation("spec.cost_per_second", "must be 0..1000000, not -1"));
    assertThat(violations(update.clearSpec().build()))
        .containsExactly(new Violation("spec", "is required"));
  }

  @Test
  void single_fields_of_the_groups_of_a_policy_can_be_named() {
    PoolPolicy.Builder policy = PoolPolicy.newBuilder();
    policy
        .getTargetWaitsBuilder()
        .setHigh(Duration.newBuilder().setSeconds(-1))
        .setLow(Duration.newBuilder().setSeconds(-1));

    assertThat(violations(pool(policy, "target_waits.high")))
        .containsExactly(
            new Violation("policy.target_waits.high", "must be 0..2592000 s, not -1 s"));
    assertThat(violations(pool(policy, "target_waits"))).hasSize(2);
    assertThat(violations(pool(policy, "durability"))).isEmpty();
    assertThat(violations(pool(policy, "target_waits.high.seconds"))).hasSize(1);
  }

  @Test
  void weights_of_fairness_have_bounds() {
    PoolPolicy.Builder policy = PoolPolicy.newBuilder();
    policy.getFairnessBuilder().putWeights("bolt", 1000).putWeights("acme", 0.001);
    assertThat(violations(pool(policy, "fairness"))).isEmpty();
    policy.getFairnessBuilder().clearWeights().putWeights("acme", 0).setDefaultWeight(1001);

    assertThat(violations(pool(policy, "fairness.weights")))
        .containsExactly(
            new Violation("policy.fairness.weights[\"acme\"]", "must be 0.001..1000, not 0"));
    assertThat(violations(pool(policy, "fairness.default_weight")))
        .containsExactly(
            new Violation("policy.fairness.default_weight", "must be 0.001..1000, not 1001"));
    policy.getFairnessBuilder().clearWeights();
    for (int i = 0; i <= 1000; i++) {
      policy.getFairnessBuilder().putWeights("k" + i, 1);
    }
    assertThat(violations(pool(policy, "fairness.weights")))
        .containsExactly(
            new Violation(
                "policy.fairness.weights", "must be at most 1000 entries, not 1001 entries"));
    assertThat(violations(pool(policy, "fairness.weights.acme"))).hasSize(1);
    policy.getFairnessBuilder().clearWeights().putWeights("", 1);
    assertThat(violations(pool(policy, "fairness")))
        .contains(
            new Violation("policy.fairness.weights[\"\"]", "key must be 1..64 bytes, not 0 bytes"));
  }

  @Test
  void rules_of_learning_have_bounds() {
    PoolPolicy.Builder policy = PoolPolicy.newBuilder();
    policy.getLearningBuilder().setMemory(9.5).setLeastPrior(0).setGreatestPrior(Double.NaN);

    assertThat(violations(pool(policy, "learning.memory")))
        .containsExactly(new Violation("policy.learning.memory", "must be 10..100000, not 9.5"));
    assertThat(violations(pool(policy, "learning"))).hasSize(3);
    policy.getLearningBuilder().clear().setMemory(10).setLeastPrior(0.1).setGreatestPrior(1000);
    assertThat(violations(pool(policy, "learning"))).isEmpty();
  }

  private static UpdateTaskRequest task(TaskSpec.Builder spec, String... paths) {
    return UpdateTaskRequest.newBuilder()
        .setTaskId(ID)
        .setSpec(spec)
        .setUpdateMask(FieldMask.newBuilder().addAllPaths(List.of(paths)))
        .build();
  }

  private static UpdatePoolRequest pool(PoolPolicy.Builder policy, String... paths) {
    return UpdatePoolRequest.newBuilder()
        .setPolicy(policy)
        .setUpdateMask(FieldMask.newBuilder().addAllPaths(List.of(paths)))
        .build();
  }
}
