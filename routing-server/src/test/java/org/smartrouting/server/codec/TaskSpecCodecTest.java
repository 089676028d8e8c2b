package org.smartrouting.server.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.smartrouting.v1.TaskView.TASK_VIEW_FULL;

import com.google.protobuf.Timestamp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.smartrouting.core.task.LabelConstraint;
import org.smartrouting.core.task.LabelOperator;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.SkillRequirement;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;

final class TaskSpecCodecTest {
  @Test
  void a_spec_survives_both_ways() {
    TaskSpec spec = Samples.spec();

    assertThat(TaskSpecCodec.toDomain(TaskSpecCodec.toMessage(spec, TASK_VIEW_FULL)))
        .isEqualTo(spec);
  }

  @Test
  void what_is_absent_has_its_default() {
    var message = org.smartrouting.v1.TaskSpec.newBuilder().setTitle("Build it").build();

    assertThat(TaskSpecCodec.toDomain(message))
        .isEqualTo(TaskSpec.of("Build it", Requirement.ANYBODY));
    assertThat(TaskSpecCodec.toMessage(TaskSpecCodec.toDomain(message), TASK_VIEW_FULL))
        .isEqualTo(message.toBuilder().setTaskType("default").setPriorityValue(3).build());
  }

  @Test
  void a_time_to_begin_before_the_epoch_is_now() {
    var message =
        org.smartrouting.v1.TaskSpec.newBuilder()
            .setRunAfterTime(Timestamp.newBuilder().setSeconds(-5))
            .build();

    assertThat(TaskSpecCodec.toDomain(message).runAfterMicros()).isZero();
  }

  @Test
  void levels_and_weight_of_a_skill_have_defaults() {
    var message = org.smartrouting.v1.Requirement.newBuilder();
    message.addSkillsBuilder().setSkill("a");
    message.addSkillsBuilder().setSkill("b").setMinLevel(3);
    message.addSkillsBuilder().setSkill("c").setWeight(0);

    assertThat(RequirementCodec.toDomain(message.build()).skills())
        .containsExactly(
            new SkillRequirement("a", 1, 1, 1),
            new SkillRequirement("b", 3, 3, 1),
            new SkillRequirement("c", 1, 1, 0));
  }

  @ParameterizedTest
  @EnumSource(Priority.class)
  void every_priority_survives_both_ways(Priority priority) {
    TaskSpec spec = Samples.spec().withPriority(priority);

    assertThat(TaskSpecCodec.toDomain(TaskSpecCodec.toMessage(spec, TASK_VIEW_FULL)))
        .isEqualTo(spec);
  }

  @ParameterizedTest
  @EnumSource(LabelOperator.class)
  void every_operator_survives_both_ways(LabelOperator operator) {
    boolean ofPresence =
        operator == LabelOperator.EXISTS || operator == LabelOperator.DOES_NOT_EXIST;
    List<String> values = ofPresence ? List.of() : List.of("17");
    Requirement requirement =
        new Requirement(List.of(), List.of(new LabelConstraint("k", operator, values)));

    assertThat(RequirementCodec.toDomain(RequirementCodec.toMessage(requirement)))
        .isEqualTo(requirement);
  }

  @Test
  void an_update_takes_over_what_its_paths_name() {
    TaskSpec base = Samples.spec();
    var values =
        org.smartrouting.v1.TaskSpec.newBuilder()
            .setTitle("another")
            .setPriorityValue(5)
            .putLabels("new", "label")
            .addDependencyTaskIds("0".repeat(31) + "9")
            .build();

    assertThat(TaskSpecCodec.updated(base, values, List.of("priority")))
        .isEqualTo(base.withPriority(Priority.BULK));
    assertThat(
            TaskSpecCodec.updated(
                base, values, List.of("labels", "deadline_time", "dependency_task_ids")))
        .isEqualTo(
            base.withLabels(Map.of("new", "label"))
                .withDeadline(TaskSpec.NEVER)
                .withDependencies(List.of(new TaskId(0, 9))));
    assertThatThrownBy(() -> TaskSpecCodec.updated(base, values, List.of("fairness_key")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TaskSpecCodec.updated(base, values, List.of("title")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
