package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.START;
import static org.smartrouting.core.engine.EngineFixture.TENANT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.LabelConstraint;
import org.smartrouting.core.task.LabelOperator;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.RequirementStep;
import org.smartrouting.core.task.SkillRequirement;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;
import org.smartrouting.core.task.TaskState;

/** What is demanded at first and not later. */
final class RequirementStepsTest {
  private static final Requirement STEPS =
      Requirement.ofSkills(SkillRequirement.atLeast("java", 1))
          .withSteps(List.of(java(5, 10), java(3, 20)));

  private final EngineFixture fixture = new EngineFixture();

  private static RequirementStep java(int level, int seconds) {
    return new RequirementStep(
        List.of(SkillRequirement.atLeast("java", level)), List.of(), seconds * SECOND);
  }

  private long specialist(String id, int level) {
    return fixture.connect(id, SpecialistSpec.of(Map.of("java", level), 1));
  }

  private String holder(TaskId id) {
    return fixture.get(id).status().lease() == null ? "" : fixture.lease(id).specialistId();
  }

  private RouteCommand.Explanation explain(TaskId id) {
    return fixture.done(new RouteCommand.Explain(TENANT, id, 10));
  }

  @Test
  void who_is_free_gets_a_task_when_the_step_that_excludes_him_ends() {
    specialist("junior", 1);
    specialist("middle", 3);
    TaskId id = fixture.submit(TaskSpec.of("work", STEPS)).id();
    fixture.advance(10 * SECOND - 1);
    assertThat(fixture.get(id).state()).isEqualTo(TaskState.QUEUED);

    fixture.advance(1);
    assertThat(holder(id)).isEqualTo("middle");
  }

  @Test
  void of_tasks_whose_steps_end_at_once_the_most_urgent_is_given_out() {
    specialist("junior", 3);
    Requirement step =
        Requirement.ofSkills(SkillRequirement.atLeast("java", 1)).withSteps(List.of(java(5, 10)));
    List<TaskId> ids = new ArrayList<>();
    for (Priority priority : List.of(Priority.BULK, Priority.NORMAL, Priority.CRITICAL)) {
      ids.add(fixture.submit(TaskSpec.of("work", step).withPriority(priority)).id());
    }
    fixture.advance(10 * SECOND);

    assertThat(ids).extracting(this::holder).containsExactly("", "", "junior");
  }

  @Test
  void after_the_last_step_the_rest_is_demanded_still() {
    fixture.connect("stranger", SpecialistSpec.of(Map.of("sql", 5), 1));
    TaskId id = fixture.submit(TaskSpec.of("work", STEPS)).id();
    fixture.advance(25 * SECOND);
    assertThat(holder(id)).isEmpty();

    specialist("junior", 1);
    assertThat(holder(id)).isEqualTo("junior");
  }

  @Test
  void an_explanation_says_which_step_holds_and_until_when() {
    specialist("junior", 1);
    TaskId id = fixture.submit(TaskSpec.of("work", STEPS)).id();
    assertThat(explain(id).step()).isEqualTo(new StepInForce(1, 2, START + 10 * SECOND));
    assertThat(explain(id).summary())
        .contains("1 without java >= 5", "step 1 of 2 of its requirement holds for 10.0 s more");

    fixture.advance(12 * SECOND);
    assertThat(explain(id).step()).isEqualTo(new StepInForce(2, 2, START + 20 * SECOND));
    assertThat(explain(id).summary())
        .contains("1 without java >= 3", "step 2 of 2 of its requirement holds for 8.0 s more");

    fixture.advance(8 * SECOND);
    assertThat(explain(id).step()).isEqualTo(StepInForce.NONE);
    assertThat(explain(id).summary()).contains("went to junior");
  }

  @Test
  void a_dry_run_is_of_the_first_step() {
    specialist("junior", 1);
    RouteCommand.Explanation why =
        fixture.done(new RouteCommand.DryRun(EngineFixture.POOL, TaskSpec.of("work", STEPS), 10));

    assertThat(why.candidates()).isEmpty();
    assertThat(why.step()).isEqualTo(new StepInForce(1, 2, 0));
  }

  @Test
  void a_restart_does_not_begin_the_steps_anew() {
    TaskId id = fixture.submit(TaskSpec.of("work", STEPS)).id();
    fixture.advance(8 * SECOND);
    fixture.restart();
    assertThat(explain(id).step().number()).isEqualTo(1);
    fixture.advance(2 * SECOND);
    assertThat(explain(id).step().number()).isEqualTo(2);
    fixture.advance(5 * SECOND);
    fixture.restart();
    assertThat(explain(id).step().number()).isEqualTo(2);
    specialist("middle", 3);
    assertThat(holder(id)).isEqualTo("middle");
  }

  @Test
  void a_task_that_demands_less_keeps_its_place() {
    TaskId first = fixture.submit(TaskSpec.of("first", STEPS)).id();
    fixture.advance(SECOND);
    Requirement anyJava = STEPS.withSteps(List.of());
    TaskId second = fixture.submit(TaskSpec.of("second", anyJava)).id();
    TaskId urgent =
        fixture.submit(TaskSpec.of("urgent", anyJava).withPriority(Priority.CRITICAL)).id();
    fixture.advance(29 * SECOND);
    specialist("junior", 1);

    assertThat(holder(urgent)).isEqualTo("junior");
    fixture.complete(urgent);
    assertThat(holder(first)).isEqualTo("junior");
    fixture.complete(first);
    assertThat(holder(second)).isEqualTo("junior");
  }

  @Test
  void a_step_demands_more_and_never_less() {
    LabelConstraint gpu = new LabelConstraint("gpu", LabelOperator.EXISTS, List.of());
    LabelConstraint zone = new LabelConstraint("zone", LabelOperator.EQUAL, List.of("a"));
    Requirement requirement =
        new Requirement(
            List.of(new SkillRequirement("java", 3, 4, 2), SkillRequirement.atLeast("sql", 2)),
            List.of(gpu),
            List.of(
                new RequirementStep(
                    List.of(new SkillRequirement("java", 2, 5, 3)), List.of(zone), 1)));

    assertThat(requirement.during(0))
        .isEqualTo(
            new Requirement(
                List.of(new SkillRequirement("java", 3, 5, 3), SkillRequirement.atLeast("sql", 2)),
                List.of(gpu, zone)));
    assertThat(requirement.during(1)).isEqualTo(requirement.withSteps(List.of()));
  }

  @Test
  void steps_end_one_after_the_other() {
    assertThatThrownBy(() -> STEPS.withSteps(List.of(java(5, 2), java(4, 2))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> java(5, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
