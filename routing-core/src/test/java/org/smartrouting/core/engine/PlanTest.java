package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.core.engine.Planning.task;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.engine.PlanChange.Move;
import org.smartrouting.core.engine.PlanChange.Patch;
import org.smartrouting.core.engine.PlanCommand.Planned;
import org.smartrouting.core.engine.Planning.Draft;
import org.smartrouting.core.orchestration.DependencyPolicy;
import org.smartrouting.core.orchestration.PlanStatus;
import org.smartrouting.core.task.Task;

final class PlanTest {
  private final Planning planning = new Planning();
  private final EngineFixture engine = planning.engine;

  PlanTest() {
    engine.connect("ann", 10);
  }

  @Test
  void a_tree_is_planned_at_once_and_only_what_waits_for_nothing_is_ready() {
    planning.plan(
        task("site").after(),
        task("design").in("site"),
        task("code").in("site").after("design"),
        task("docs").in("site").after("design", "code"));

    assertThat(planning.ready()).containsExactly("design");
    assertThat(planning.look().session().counts().of(PlanStatus.PENDING)).isEqualTo(4);
    planning.finish("design");
    assertThat(planning.ready()).containsExactly("code");
    planning.finish("code");
    assertThat(planning.ready()).containsExactly("docs");
  }

  @Test
  void a_task_whose_dependency_is_done_already_is_ready_at_once() {
    planning.plan(task("first"));
    planning.finish("first");

    planning.plan(task("second").after("first"));

    assertThat(planning.ready()).containsExactly("second");
  }

  @Test
  void a_cycle_is_refused_and_named_and_nothing_is_planned() {
    PlanCommand.Plan command =
        planning.command("", task("a").after("c"), task("b").after("a"), task("c").after("b"));

    Refusal refusal = engine.refused(command);

    assertThat(refusal.reason()).isEqualTo(RefusalReason.DEPENDENCY_CYCLE);
    String path = String.join(" -> ", names("a", "c", "b", "a"));
    assertThat(refusal.metadata().get("cycle")).isEqualTo(path);
    assertThat(planning.look().open()).isEmpty();
    assertThat(planning.look().session().counts().total()).isZero();
  }

  @Test
  void a_part_cannot_wait_for_what_it_is_a_part_of() {
    planning.plan(task("whole"), task("later").after("whole"));

    assertThat(engine.reason(planning.command("", task("part").in("whole").after("whole"))))
        .isEqualTo(RefusalReason.DEPENDENCY_CYCLE);
    assertThat(engine.reason(planning.command("", task("part").in("whole").after("later"))))
        .as("neither by way of another task")
        .isEqualTo(RefusalReason.DEPENDENCY_CYCLE);
  }

  @Test
  void an_update_cannot_make_a_cycle_either() {
    planning.plan(task("whole"), task("part").in("whole"));

    PlanChange waits =
        PlanChange.of(
            base ->
                new PlanChange.Described(
                    base.spec().withDependencies(List.of(planning.id("whole"))), base.plan()));

    assertThat(engine.reason(update("part", waits))).isEqualTo(RefusalReason.DEPENDENCY_CYCLE);
    assertThat(planning.get("part").spec().dependencies()).isEmpty();
  }

  @Test
  void a_chain_of_any_length_is_planned_and_cancelled_without_a_deep_stack() {
    int length = 20_000;
    for (int from = 0; from < length; from += 200) {
      planning.plan(chain(from));
    }

    engine.done(planning.cancel("t0", true));

    assertThat(planning.look().session().counts().of(PlanStatus.CANCELLED)).isEqualTo(length);
  }

  private static Draft[] chain(int from) {
    return IntStream.range(from, from + 200)
        .mapToObj(i -> i == 0 ? task("t0") : task("t" + i).after("t" + (i - 1)))
        .map(draft -> draft.onFailure(DependencyPolicy.CANCEL))
        .toArray(Draft[]::new);
  }

  @Test
  void what_is_missing_or_finished_cannot_be_built_upon() {
    assertThat(engine.reason(planning.command("", task("a").after("nothing"))))
        .isEqualTo(RefusalReason.DEPENDENCY_NOT_FOUND);
    assertThat(engine.reason(planning.command("", task("a").in("nothing"))))
        .isEqualTo(RefusalReason.TASK_NOT_FOUND);
    planning.plan(task("done"));
    planning.finish("done");
    assertThat(engine.reason(planning.command("", task("a").in("done"))))
        .isEqualTo(RefusalReason.WRONG_TASK_STATE);
  }

  @Test
  void a_repeated_request_returns_what_the_first_made_also_after_a_restart() {
    PlanCommand.Plan command = planning.command("r1", task("a"), task("b").after("a"));
    Planned first = engine.done(command);
    planning.finish("a");
    engine.restart();
    engine.connect("ann", 10);

    Planned again = engine.done(command);

    assertThat(again.repeated()).isTrue();
    assertThat(again.tasks())
        .extracting(Task::id)
        .isEqualTo(first.tasks().stream().map(Task::id).toList());
    assertThat(planning.look().session().counts().total()).isEqualTo(2);
    assertThat(engine.reason(planning.command("r1", task("a"))))
        .isEqualTo(RefusalReason.REQUEST_ID_REUSED);
  }

  @Test
  void a_failed_dependency_blocks_cancels_or_is_ignored_as_the_plan_says() {
    planning.plan(
        task("base"),
        task("blocked").after("base"),
        task("cancelled").after("base").onFailure(DependencyPolicy.CANCEL),
        task("ignoring").after("base").onFailure(DependencyPolicy.IGNORE),
        task("next").after("cancelled"));

    engine.done(planning.cancel("base", true));

    assertThat(planning.status("blocked")).isEqualTo(PlanStatus.BLOCKED);
    assertThat(planning.get("blocked").status().reason()).contains(planning.id("base").toString());
    assertThat(planning.status("cancelled")).isEqualTo(PlanStatus.CANCELLED);
    assertThat(planning.ready()).containsExactly("ignoring");
    assertThat(planning.status("next")).as("visible further on").isEqualTo(PlanStatus.BLOCKED);
    planning.plan(task("late").after("base"));
    assertThat(planning.status("late")).as("also when planned later").isEqualTo(PlanStatus.BLOCKED);
  }

  @Test
  void a_waived_dependency_is_not_waited_for_and_who_said_so_is_kept() {
    planning.plan(task("base"), task("next").after("base"));
    engine.done(planning.cancel("base", true));

    Task next = engine.done(update("next", waiver("base")));

    assertThat(planning.ready()).containsExactly("next");
    assertThat(next.plan().state().waivers())
        .singleElement()
        .satisfies(
            waiver -> {
              assertThat(waiver.actor()).isEqualTo("ann");
              assertThat(waiver.reason()).isEqualTo("not that important");
            });
    assertThat(engine.reason(update("next", waiver("next"))))
        .isEqualTo(RefusalReason.DEPENDENCY_NOT_FOUND);
  }

  @Test
  void a_task_is_blocked_and_set_going_by_hand() {
    planning.plan(task("a"));

    engine.done(update("a", new PlanChange(Patch.NONE, Move.BLOCK, "wait", List.of(), "", "", 0)));
    assertThat(planning.status("a")).isEqualTo(PlanStatus.BLOCKED);
    assertThat(engine.reason(planning.execute("a", 0))).isEqualTo(RefusalReason.WRONG_TASK_STATE);

    engine.done(update("a", new PlanChange(Patch.NONE, Move.UNBLOCK, "", List.of(), "", "", 0)));
    assertThat(planning.ready()).containsExactly("a");
    assertThat(
            engine.reason(
                update("a", new PlanChange(Patch.NONE, Move.UNBLOCK, "", List.of(), "", "", 0))))
        .isEqualTo(RefusalReason.WRONG_TASK_STATE);
  }

  @Test
  void a_deferred_task_is_ready_when_its_time_has_come() {
    planning.plan(task("a"));

    engine.done(update("a", PlanChange.deferred(engine.now() + 60 * EngineFixture.SECOND)));
    assertThat(planning.ready()).isEmpty();
    assertThat(engine.reason(planning.execute("a", 0))).isEqualTo(RefusalReason.WRONG_TASK_STATE);

    engine.advance(61 * EngineFixture.SECOND);
    assertThat(planning.ready()).containsExactly("a");
  }

  private PlanChange waiver(String dependency) {
    return new PlanChange(
        Patch.NONE,
        Move.NONE,
        "",
        List.of(planning.id(dependency)),
        "not that important",
        "ann",
        0);
  }

  private PlanCommand.Update update(String name, PlanChange change) {
    return new PlanCommand.Update(EngineFixture.TENANT, planning.id(name), change, 0);
  }

  private List<String> names(String... names) {
    return List.of(names).stream().map(name -> planning.id(name).toString()).toList();
  }
}
