package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.Planning.task;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.assignment.AssignmentToken;
import org.smartrouting.core.engine.PlanCommand.NextAction;
import org.smartrouting.core.orchestration.PlanStatus;
import org.smartrouting.core.task.AttemptOutcome;
import org.smartrouting.core.task.RequestFingerprint;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskState;

final class ExecutionTest {
  private final Planning planning = new Planning();
  private final EngineFixture engine = planning.engine;

  @Test
  void of_many_callers_one_gets_the_task_and_the_others_learn_when_to_come_back() {
    engine.connect("ann", 10);
    planning.plan(task("a"));

    planning.begin("a");

    assertThat(planning.status("a")).isEqualTo(PlanStatus.IN_PROGRESS);
    for (int i = 0; i < 5; i++) {
      Refusal refusal = engine.refused(planning.execute("a", 0));
      assertThat(refusal.reason()).isEqualTo(RefusalReason.ALREADY_CLAIMED);
      assertThat(refusal.metadata())
          .containsEntry("retry_after_ms", Long.toString(Planning.LEASE / 1_000));
    }
  }

  @Test
  void a_task_with_an_open_dependency_is_not_begun_and_names_it() {
    engine.connect("ann", 10);
    planning.plan(task("first"), task("second").after("first"));

    Refusal refusal = engine.refused(planning.execute("second", 0));

    assertThat(refusal.reason()).isEqualTo(RefusalReason.DEPENDENCIES_OPEN);
    assertThat(refusal.metadata()).containsEntry("dependency", planning.id("first").toString());
    assertThat(planning.status("second")).isEqualTo(PlanStatus.PENDING);
  }

  @Test
  void nobody_free_within_the_wait_leaves_the_task_ready() {
    planning.plan(task("a"));
    PlanCommand.Execute command = planning.execute("a", 0);

    engine.done(command);
    engine.advance(0);

    assertThat(engine.lastPushTo(command.address()))
        .isInstanceOfSatisfying(
            Push.Closed.class,
            closed ->
                assertThat(closed.refusal().reason())
                    .isEqualTo(RefusalReason.NOT_ASSIGNED_IN_TIME));
    assertThat(planning.ready()).containsExactly("a");
    engine.connect("ann", 1);
    planning.begin("a");
    assertThat(planning.status("a")).isEqualTo(PlanStatus.IN_PROGRESS);
  }

  @Test
  void a_caller_that_does_not_renew_loses_the_task_and_its_late_completion_is_refused() {
    engine.connect("ann", 10);
    planning.plan(task("a"));
    AssignmentToken lost = planning.begin("a");

    engine.advance(Planning.LEASE + SECOND);

    assertThat(planning.ready()).containsExactly("a");
    assertThat(planning.look().interrupted())
        .extracting(Task::id)
        .containsExactly(planning.id("a"));
    assertThat(planning.get("a").status().attempts())
        .extracting(attempt -> attempt.outcome())
        .containsExactly(AttemptOutcome.LEASE_EXPIRED);
    assertThat(
            engine.reason(
                planning.complete("a", lost, Planning.says(NextAction.COMPLETE, "too late"))))
        .isEqualTo(RefusalReason.STALE_ASSIGNMENT);
    planning.finish("a");
    assertThat(planning.status("a")).isEqualTo(PlanStatus.COMPLETED);
  }

  @Test
  void the_holder_renews_by_its_token_and_nobody_else_can() {
    engine.connect("ann", 10);
    planning.plan(task("a"));
    AssignmentToken token = planning.begin("a");

    for (int i = 0; i < 3; i++) {
      engine.advance(Planning.LEASE - SECOND);
      engine.done(renewal("a", token));
    }

    assertThat(planning.status("a")).isEqualTo(PlanStatus.IN_PROGRESS);
    assertThat(engine.reason(renewal("a", new AssignmentToken(1, 2))))
        .isEqualTo(RefusalReason.STALE_ASSIGNMENT);
  }

  @Test
  void a_repeat_of_the_same_request_gets_the_same_assignment() {
    engine.connect("ann", 10);
    planning.plan(task("a"));
    PlanCommand.Execute first = planning.execute("a", 9);
    PlanCommand.Execute again = planning.execute("a", 9);

    assertThat(engine.done(first)).isFalse();
    assertThat(engine.done(again)).isTrue();

    assertThat(routed(again).status().lease()).isEqualTo(routed(first).status().lease());
    assertThat(planning.get("a").status().attempt()).isEqualTo(1);
  }

  @Test
  void a_restart_in_mid_work_leaves_the_task_with_its_holder() {
    engine.connect("ann", 10);
    planning.plan(task("a"), task("b").after("a"));
    AssignmentToken token = planning.begin("a");

    engine.restart();

    assertThat(planning.status("a")).isEqualTo(PlanStatus.IN_PROGRESS);
    engine.done(planning.complete("a", token, Planning.says(NextAction.COMPLETE, "done")));
    assertThat(planning.ready()).containsExactly("b");
    engine.advance(2 * Planning.LEASE);
    assertThat(planning.status("a")).as("never comes back").isEqualTo(PlanStatus.COMPLETED);
  }

  @Test
  void a_dispatched_task_goes_to_a_connected_specialist_and_keeps_its_output() {
    planning.plan(task("a"), task("b").after("a"));
    engine.done(dispatch("a", 3));
    assertThat(planning.status("a")).isEqualTo(PlanStatus.ACTIVE);

    engine.connect("ann", 1);
    assertThat(planning.get("a").state()).isEqualTo(TaskState.ASSIGNED);
    engine.done(
        new AssignmentCommand.Complete(
            engine.accept(planning.id("a")), EngineFixture.result("forty-two")));

    assertThat(planning.status("a")).isEqualTo(PlanStatus.COMPLETED);
    Task task = planning.get("a");
    assertThat(task.plan().state().report().summary()).isEqualTo("forty-two");
    assertThat(task.plan().state().artifacts())
        .extracting(each -> each.name())
        .containsExactly("work");
    assertThat(engine.store.artifacts()).containsKey(planning.id("a") + "/work/1");
    assertThat(planning.ready()).containsExactly("b");
    assertThat(engine.done(dispatch("a", 3)).state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(engine.reason(dispatch("a", 4))).isEqualTo(RefusalReason.WRONG_TASK_STATE);
  }

  @Test
  void a_dispatched_task_is_still_dispatched_after_a_restart() {
    planning.plan(task("a"));
    engine.done(dispatch("a", 0));

    engine.restart();
    engine.connect("ann", 1);

    assertThat(planning.get("a").state()).isEqualTo(TaskState.ASSIGNED);
  }

  @Test
  void a_caller_waiting_for_a_slot_when_the_server_restarts_leaves_the_task_ready() {
    planning.plan(task("a"));
    PlanCommand.Execute command = planning.execute("a", 0);
    PlanCommand.Execute patient =
        new PlanCommand.Execute(
            command.tenant(),
            command.id(),
            command.request(),
            null,
            command.leaseMicros(),
            command.address(),
            engine.now() + 60 * SECOND);
    engine.done(patient);
    engine.restart();

    engine.advance(120 * SECOND);

    assertThat(planning.ready()).containsExactly("a");
  }

  @Test
  void the_slot_of_a_specialist_is_taken_while_its_caller_works() {
    engine.connect("ann", 1);
    planning.plan(task("a"), task("b"));
    planning.begin("a");
    PlanCommand.Execute second = planning.execute("b", 0);

    engine.done(second);
    engine.advance(0);

    assertThat(engine.lastPushTo(second.address())).isInstanceOf(Push.Closed.class);
    assertThat(planning.ready()).containsExactly("b");
  }

  private Task routed(PlanCommand.Execute command) {
    List<Push.Routed> pushes = engine.pushesTo(command.address(), Push.Routed.class);
    assertThat(pushes).hasSize(1);
    return pushes.get(0).task();
  }

  private PlanCommand.Execute renewal(String name, AssignmentToken token) {
    return new PlanCommand.Execute(
        EngineFixture.TENANT,
        planning.id(name),
        RequestFingerprint.NONE,
        token,
        Planning.LEASE,
        engine.newAddress(),
        engine.now());
  }

  private PlanCommand.Dispatch dispatch(String name, long request) {
    return new PlanCommand.Dispatch(
        EngineFixture.TENANT, planning.id(name), new RequestFingerprint(request, request));
  }
}
