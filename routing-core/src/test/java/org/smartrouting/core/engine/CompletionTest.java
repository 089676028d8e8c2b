package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.Planning.says;
import static org.smartrouting.core.engine.Planning.task;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.assignment.AssignmentToken;
import org.smartrouting.core.engine.PlanCommand.Completed;
import org.smartrouting.core.engine.PlanCommand.Completion;
import org.smartrouting.core.engine.PlanCommand.NextAction;
import org.smartrouting.core.orchestration.Artifact;
import org.smartrouting.core.orchestration.ArtifactType;
import org.smartrouting.core.orchestration.ChildCounts;
import org.smartrouting.core.orchestration.CriterionResult;
import org.smartrouting.core.orchestration.NewArtifact;
import org.smartrouting.core.orchestration.PlanState;
import org.smartrouting.core.orchestration.PlanStatus;
import org.smartrouting.core.task.Attempt;
import org.smartrouting.core.task.AttemptOutcome;
import org.smartrouting.core.task.Bytes;
import org.smartrouting.core.task.Task;

final class CompletionTest {
  private final Planning planning = new Planning();
  private final EngineFixture engine = planning.engine;

  CompletionTest() {
    engine.connect("ann", 10);
  }

  @Test
  void a_completion_stores_what_it_says_and_tells_what_can_be_done_next() {
    planning.plan(
        task("whole"),
        task("a").in("whole"),
        task("b").in("whole").after("a"),
        task("c").after("b"));
    AssignmentToken token = planning.begin("a");

    Completed completed =
        engine.done(
            planning.complete("a", token, says(NextAction.COMPLETE, "it works\nwell", text("x"))));

    assertThat(completed.unblocked()).containsExactly(planning.id("b"));
    assertThat(completed.next()).isEqualTo(planning.id("b"));
    assertThat(completed.parentParts()).isEqualTo(new ChildCounts(1, 1, 0, 0));
    assertThat(completed.stored()).extracting(Artifact::name).containsExactly("x");
    assertThat(state("a").report().summary()).isEqualTo("it works\nwell");
    assertThat(planning.get("a").status().result().summary()).isEqualTo("it works");
    assertThat(engine.store.artifacts().get(planning.id("a") + "/x/1").size()).isEqualTo(3);
    assertThat(state("whole").children()).isEqualTo(new ChildCounts(1, 1, 0, 0));
  }

  @Test
  void the_same_completion_again_is_answered_alike_and_changes_nothing() {
    planning.plan(task("a"));
    AssignmentToken token = planning.begin("a");
    PlanCommand.Complete command =
        planning.complete("a", token, says(NextAction.COMPLETE, "done", text("x")));

    Completed first = engine.done(command);
    Completed again = engine.done(command);
    engine.restart();
    Completed later = engine.done(command);

    assertThat(first.repeated()).isFalse();
    assertThat(again.repeated()).isTrue();
    assertThat(later.repeated()).isTrue();
    assertThat(later.stored()).isEqualTo(first.stored());
    assertThat(state("a").artifacts()).hasSize(1);
    assertThat(engine.reason(planning.complete("a", token, says(NextAction.COMPLETE, "otherwise"))))
        .isEqualTo(RefusalReason.STALE_ASSIGNMENT);
  }

  @Test
  void the_words_of_another_holder_are_no_repeat() {
    planning.plan(task("a"));
    AssignmentToken token = planning.begin("a");
    Completion says = says(NextAction.COMPLETE, "done");
    engine.done(planning.complete("a", token, says));

    assertThat(engine.reason(planning.complete("a", new AssignmentToken(3, 4), says)))
        .isEqualTo(RefusalReason.STALE_ASSIGNMENT);
  }

  @Test
  void going_on_keeps_the_work_so_far_and_renews_the_lease() {
    planning.plan(task("a"));
    AssignmentToken token = planning.begin("a");
    engine.advance(Planning.LEASE - SECOND);

    PlanCommand.Complete half =
        planning.complete("a", token, says(NextAction.CONTINUE, "half", text("x")));
    engine.done(half);
    assertThat(engine.done(half).repeated()).as("not stored twice").isTrue();
    engine.advance(Planning.LEASE - SECOND);

    assertThat(planning.status("a")).isEqualTo(PlanStatus.IN_PROGRESS);
    engine.done(planning.complete("a", token, says(NextAction.COMPLETE, "all", text("x"))));
    assertThat(state("a").artifacts()).extracting(Artifact::version).containsExactly(1, 2);
  }

  @Test
  void a_result_that_needs_revision_is_not_done_and_costs_no_attempt() {
    planning.plan(task("a"), task("b").after("a"));
    for (int i = 1; i <= 4; i++) {
      AssignmentToken token = planning.begin("a");
      PlanCommand.Complete command =
          planning.complete("a", token, says(NextAction.NEEDS_REVISION, "no, " + i));
      engine.done(command);
      assertThat(engine.done(command).repeated()).isTrue();
      assertThat(planning.status("a")).isEqualTo(PlanStatus.PENDING);
      assertThat(state("a").report().revision()).isEqualTo(i);
    }
    assertThat(planning.ready()).containsExactly("a");
    planning.finish("a");

    List<Attempt> attempts = planning.get("a").status().attempts();
    assertThat(attempts.get(0).outcome()).isEqualTo(AttemptOutcome.NEEDS_REVISION);
    assertThat(attempts.get(4).outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
    assertThat(attempts.get(4).number()).isEqualTo(1);
    assertThat(attempts.get(4).quality()).as("0.1 less for each revision").isEqualTo(0.6);
  }

  @Test
  void the_quality_of_a_result_is_the_part_of_its_criteria_that_it_fulfils() {
    planning.plan(task("a"));
    AssignmentToken token = planning.begin("a");
    List<CriterionResult> results =
        List.of(
            new CriterionResult("it runs", true, ""),
            new CriterionResult("it is fast", false, "it is not"));

    engine.done(planning.complete("a", token, Planning.judged(results)));

    assertThat(planning.get("a").status().attempts().get(0).quality()).isEqualTo(0.5);
    assertThat(state("a").report().results()).isEqualTo(results);
  }

  @Test
  void who_cannot_go_on_blocks_the_task_and_the_slot_is_free() {
    planning.plan(task("a"));
    AssignmentToken token = planning.begin("a");

    engine.done(planning.complete("a", token, says(NextAction.BLOCKED, "no access")));

    assertThat(planning.status("a")).isEqualTo(PlanStatus.BLOCKED);
    assertThat(planning.get("a").status().reason()).isEqualTo("no access");
    assertThat(engine.engine().heldCount()).isZero();
  }

  @Test
  void a_completion_after_a_cancel_is_refused() {
    planning.plan(task("a"));
    AssignmentToken token = planning.begin("a");
    engine.done(planning.cancel("a", true));

    assertThat(engine.reason(planning.complete("a", token, says(NextAction.COMPLETE, "done"))))
        .isEqualTo(RefusalReason.STALE_ASSIGNMENT);
    assertThat(planning.status("a")).isEqualTo(PlanStatus.CANCELLED);
  }

  @Test
  void a_parent_is_done_when_its_parts_are_and_not_before() {
    planning.plan(task("whole"), task("a").in("whole"), task("b").in("whole"));
    Completion done = says(NextAction.COMPLETE, "all there");
    planning.finish("a");

    Refusal early = engine.refused(planning.complete("whole", null, done));
    assertThat(early.reason()).isEqualTo(RefusalReason.CHILDREN_OPEN);
    assertThat(early.metadata()).containsEntry("child", planning.id("b").toString());
    AssignmentToken token = planning.begin("whole");
    assertThat(engine.reason(planning.complete("whole", token, done)))
        .as("neither by who works on it")
        .isEqualTo(RefusalReason.CHILDREN_OPEN);
    assertThat(engine.reason(planning.complete("whole", null, done)))
        .as("nor without the token of who works on it")
        .isEqualTo(RefusalReason.STALE_ASSIGNMENT);
    engine.done(planning.complete("whole", token, says(NextAction.NEEDS_REVISION, "later")));

    planning.finish("b");
    engine.done(planning.complete("whole", null, done));
    assertThat(planning.status("whole")).isEqualTo(PlanStatus.COMPLETED);
  }

  @Test
  void a_task_without_parts_is_not_done_by_saying_so() {
    planning.plan(task("a"));

    assertThat(engine.reason(planning.complete("a", null, says(NextAction.COMPLETE, "done"))))
        .isEqualTo(RefusalReason.WRONG_TASK_STATE);
  }

  @Test
  void a_parent_is_done_by_itself_if_its_plan_says_so_also_after_a_restart() {
    planning.plan(
        task("top").auto(),
        task("whole").in("top").auto(),
        task("a").in("whole"),
        task("b").in("whole"));
    planning.finish("a");
    engine.restart();
    engine.connect("ann", 10);
    assertThat(planning.status("whole")).isEqualTo(PlanStatus.PENDING);

    planning.finish("b");

    assertThat(planning.status("whole")).isEqualTo(PlanStatus.COMPLETED);
    assertThat(planning.status("top")).isEqualTo(PlanStatus.COMPLETED);
  }

  @Test
  void a_parent_with_a_cancelled_part_is_not_done_by_itself() {
    planning.plan(task("whole").auto(), task("a").in("whole"), task("b").in("whole"));
    engine.done(planning.cancel("a", true));

    planning.finish("b");

    assertThat(planning.status("whole")).isEqualTo(PlanStatus.PENDING);
    assertThat(state("whole").children()).isEqualTo(new ChildCounts(0, 1, 0, 1));
  }

  @Test
  void more_artifacts_than_a_task_may_have_are_refused_and_nothing_is_stored() {
    planning.plan(task("a"));
    AssignmentToken token = planning.begin("a");
    for (int i = 0; i < PlanState.MAX_ARTIFACTS; i++) {
      engine.done(
          planning.complete("a", token, says(NextAction.CONTINUE, "version " + i, text("x"))));
    }

    assertThat(
            engine.reason(
                planning.complete("a", token, says(NextAction.COMPLETE, "one more", text("x")))))
        .isEqualTo(RefusalReason.SESSION_FULL);
    assertThat(planning.status("a")).isEqualTo(PlanStatus.IN_PROGRESS);
    assertThat(engine.store.artifacts()).hasSize(PlanState.MAX_ARTIFACTS);
  }

  private PlanState state(String name) {
    Task task = planning.get(name);
    return Objects.requireNonNull(task.plan()).state();
  }

  private static NewArtifact text(String name) {
    Bytes content = Bytes.of("abc".getBytes(StandardCharsets.UTF_8));
    return new NewArtifact(name, ArtifactType.CODE, "text/plain", "", content);
  }
}
