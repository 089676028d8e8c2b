package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.core.engine.EngineFixture.POOL;
import static org.smartrouting.core.engine.EngineFixture.request;
import static org.smartrouting.core.engine.EngineFixture.spec;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.engine.AssignmentCommand.FailureKind;
import org.smartrouting.core.engine.TaskCommand.Submit;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.core.task.RequestFingerprint;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;

/** How tasks wait for other tasks. */
final class DependenciesTest {
  private final EngineFixture fixture = new EngineFixture();

  private TaskId after(TaskId... dependencies) {
    return fixture.submit(spec("after").withDependencies(List.of(dependencies))).id();
  }

  @Test
  void a_task_waits_until_all_its_dependencies_have_succeeded_also_over_a_restart() {
    TaskId one = fixture.submit("one").id();
    TaskId two = fixture.submit("two").id();
    TaskId last = after(one, two);
    fixture.connect("ann", 3);
    fixture.complete(one);
    assertThat(fixture.get(last).status().openDependencies()).containsExactly(two);
    assertThat(fixture.stateOf(last)).isEqualTo(TaskState.PENDING);

    fixture.restart();
    fixture.connect("ann", null, fixture.reference(two));
    fixture.complete(two);

    assertThat(fixture.stateOf(last)).isEqualTo(TaskState.ASSIGNED);
    assertThat(fixture.get(last).status().openDependencies()).isEmpty();
  }

  @Test
  void a_dependency_that_is_finished_already_is_not_waited_for() {
    fixture.connect("ann", 2);
    TaskId done = fixture.submit("done").id();
    fixture.complete(done);
    assertThat(fixture.engine().taskCount()).isZero();

    assertThat(fixture.stateOf(after(done))).isEqualTo(TaskState.ASSIGNED);
  }

  @Test
  void a_dependency_that_ended_otherwise_blocks_and_the_task_was_never_queued() {
    TaskId cancelled = fixture.submit("cancelled").id();
    fixture.cancel(cancelled);

    Task blocked = fixture.get(after(cancelled));
    assertThat(blocked.state()).isEqualTo(TaskState.BLOCKED);
    assertThat(blocked.status().reason()).isEqualTo("dependency " + cancelled + " is CANCELLED");
    assertThat(blocked.status().queuedMicros()).isZero();
  }

  @Test
  void a_dependency_that_fails_blocks_and_an_update_sets_the_task_going_again() {
    fixture.connect("ann", 1);
    TaskId failing = fixture.submit("failing").id();
    TaskId last = after(failing);
    TaskId further = after(last);
    fixture.fail(fixture.accept(failing), FailureKind.PERMANENT);
    assertThat(fixture.stateOf(last)).isEqualTo(TaskState.BLOCKED);
    assertThat(fixture.stateOf(further)).as("it can still come").isEqualTo(TaskState.PENDING);

    fixture.done(fixture.withDependencies(last));
    assertThat(fixture.stateOf(last)).isEqualTo(TaskState.ASSIGNED);
    assertThat(fixture.get(last).status().reason()).isEmpty();
    fixture.complete(last);
    assertThat(fixture.stateOf(further)).isEqualTo(TaskState.ASSIGNED);
  }

  @Test
  void an_update_to_a_failed_dependency_blocks() {
    TaskId cancelled = fixture.submit("cancelled").id();
    fixture.cancel(cancelled);
    TaskId id = fixture.submit("queued").id();

    fixture.done(fixture.withDependencies(id, cancelled));

    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.BLOCKED);
    fixture.connect("ann", 1);
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.BLOCKED);
  }

  @Test
  void a_queued_task_that_gets_a_dependency_is_pending_again() {
    TaskId first = fixture.submit("first").id();
    TaskId id = fixture.submit("queued").id();

    fixture.done(fixture.withDependencies(id, first));
    fixture.connect("ann", 2);

    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.PENDING);
    fixture.complete(first);
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.ASSIGNED);
    assertThat(fixture.reason(fixture.withDependencies(id)))
        .as("it is held")
        .isEqualTo(RefusalReason.WRONG_TASK_STATE);
  }

  @Test
  void a_dependency_that_is_dropped_is_not_waited_for_any_more() {
    TaskId first = fixture.submit("first").id();
    TaskId second = fixture.submit("second").id();
    TaskId id = after(first);

    fixture.done(fixture.withDependencies(id, second));
    fixture.cancel(first);

    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.PENDING);
  }

  @Test
  void a_task_cannot_wait_for_itself() {
    TaskId self = request("r1").id();
    assertThat(
            fixture.reason(new Submit(request("r1"), spec("self").withDependencies(List.of(self)))))
        .isEqualTo(RefusalReason.DEPENDENCY_CYCLE);
    TaskId id = fixture.submit("other").id();
    assertThat(fixture.reason(fixture.withDependencies(id, id)))
        .isEqualTo(RefusalReason.DEPENDENCY_CYCLE);
  }

  @Test
  void a_cycle_of_three_is_refused_and_shown() {
    TaskId first = fixture.submit("first").id();
    TaskId second = after(first);
    TaskId third = after(second);

    Refusal refusal = fixture.refused(fixture.withDependencies(first, third));

    assertThat(refusal.reason()).isEqualTo(RefusalReason.DEPENDENCY_CYCLE);
    assertThat(refusal.metadata().get("cycle"))
        .isEqualTo(first + " -> " + third + " -> " + second + " -> " + first);
    assertThat(fixture.stateOf(first)).isEqualTo(TaskState.QUEUED);
  }

  @Test
  void a_dependency_must_be_a_task_of_the_same_pool() {
    TaskId missing = fixture.freshRequest().id();
    assertThat(
            fixture.reason(
                new Submit(fixture.freshRequest(), spec("x").withDependencies(List.of(missing)))))
        .isEqualTo(RefusalReason.DEPENDENCY_NOT_FOUND);

    PoolKey other = new PoolKey(POOL.tenant(), "other");
    fixture.done(new PoolCommand.Create(other, PoolPolicy.DEFAULT, "", RequestFingerprint.NONE));
    TaskCommand.Request there =
        new TaskCommand.Request(fixture.freshRequest().id(), other, RequestFingerprint.NONE);
    TaskId elsewhere = fixture.done(new Submit(there, spec("there"))).task().id();
    assertThat(
            fixture.reason(
                new Submit(fixture.freshRequest(), spec("x").withDependencies(List.of(elsewhere)))))
        .isEqualTo(RefusalReason.DEPENDENCY_NOT_FOUND);
  }
}
