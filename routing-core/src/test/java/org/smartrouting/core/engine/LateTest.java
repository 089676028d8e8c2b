package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.START;
import static org.smartrouting.core.engine.EngineFixture.TENANT;
import static org.smartrouting.core.engine.EngineFixture.spec;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.pool.AgingRates;
import org.smartrouting.core.pool.LatePolicy;
import org.smartrouting.core.pool.QueueOrder;
import org.smartrouting.core.pool.QueuePolicy;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskResult;
import org.smartrouting.core.task.TaskState;

/** Tasks that are late in a pool that lets them stay. */
final class LateTest {
  private static final long BULK_WAIT = 3_600 * SECOND;

  private final EngineFixture fixture = new EngineFixture();

  @BeforeEach
  void let_late_tasks_stay() {
    late(LatePolicy.DEMOTE);
  }

  private void late(LatePolicy policy) {
    fixture.policy(base -> base.withQueue(base.queue().withLate(policy)));
  }

  private TaskId due(String title, long seconds) {
    return fixture.submit(spec(title).withDeadline(START + seconds * SECOND)).id();
  }

  @Test
  void a_late_task_waits_like_bulk_that_was_queued_at_its_deadline() {
    TaskId late = due("late", 5);
    fixture.advance(5 * SECOND);
    assertThat(fixture.get(late).state()).isEqualTo(TaskState.QUEUED);
    assertThat(fixture.get(late).status().virtualDeadlineMicros())
        .isEqualTo(START + 5 * SECOND + BULK_WAIT);
    assertThat(fixture.done(new RouteCommand.Explain(EngineFixture.TENANT, late, 3)).summary())
        .endsWith("Its deadline has passed, so it waits like bulk.");

    fixture.advance(SECOND);
    TaskId low = fixture.submit(spec("low").withPriority(Priority.LOW)).id();
    TaskId bulk = fixture.submit(spec("bulk").withPriority(Priority.BULK)).id();
    fixture.connect("ann", 1);
    assertThat(fixture.get(low).state()).isEqualTo(TaskState.ASSIGNED);
    fixture.complete(low);
    assertThat(fixture.get(late).state()).isEqualTo(TaskState.ASSIGNED);
    fixture.complete(late);
    assertThat(fixture.get(bulk).state()).isEqualTo(TaskState.ASSIGNED);
  }

  @Test
  void a_late_task_ages_like_bulk() {
    AgingRates rates = new AgingRates(1, 1, 100, 2, 1);
    fixture.policy(
        base -> base.withQueue(base.queue().withOrder(QueueOrder.PROPORTIONAL_AGING, rates)));
    TaskId late = due("late", 5);
    fixture.advance(SECOND);
    TaskId low = fixture.submit(spec("low").withPriority(Priority.LOW)).id();
    fixture.advance(9 * SECOND);
    fixture.connect("ann", 1);

    assertThat(fixture.get(low).state()).isEqualTo(TaskState.ASSIGNED);
    assertThat(fixture.get(late).state()).isEqualTo(TaskState.QUEUED);
  }

  @Test
  void who_works_on_a_late_task_goes_on() {
    fixture.connect("ann", 1);
    TaskId late = due("late", 5);
    AssignmentCommand.Reference held = fixture.accept(late);
    fixture.advance(6 * SECOND);
    assertThat(fixture.get(late).state()).isEqualTo(TaskState.RUNNING);

    fixture.done(new AssignmentCommand.Complete(held, TaskResult.EMPTY));
    assertThat(fixture.get(late).state()).isEqualTo(TaskState.SUCCEEDED);
  }

  @Test
  void a_restart_changes_nothing_for_who_is_late() {
    TaskId late = due("late", 5);
    fixture.advance(6 * SECOND);
    long version = fixture.get(late).status().version();
    fixture.restart();
    fixture.advance(SECOND);

    assertThat(fixture.get(late).status().version()).isEqualTo(version);
    assertThat(fixture.get(late).status().virtualDeadlineMicros())
        .isEqualTo(START + 5 * SECOND + BULK_WAIT);
  }

  @Test
  void a_new_deadline_makes_a_late_task_a_usual_one() {
    TaskId late = due("late", 5);
    fixture.advance(6 * SECOND);
    fixture.done(new TaskCommand.Update(TENANT, late, null, START + 20 * SECOND, null, null, 0));
    assertThat(fixture.get(late).status().virtualDeadlineMicros()).isLessThan(START + 20 * SECOND);

    fixture.advance(14 * SECOND);
    assertThat(fixture.get(late).status().virtualDeadlineMicros())
        .isEqualTo(START + 20 * SECOND + BULK_WAIT);
  }

  @Test
  void when_the_pool_lets_late_tasks_expire_those_that_stayed_do() {
    TaskId late = due("late", 5);
    fixture.advance(6 * SECOND);
    late(LatePolicy.EXPIRE);
    fixture.advance(1);

    assertThat(fixture.get(late).state()).isEqualTo(TaskState.EXPIRED);
  }

  @Test
  void by_default_late_tasks_expire() {
    assertThat(QueuePolicy.DEFAULT.late()).isEqualTo(LatePolicy.EXPIRE);
  }
}
