package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.key;
import static org.smartrouting.core.engine.EngineFixture.spec;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.engine.AssignmentCommand.Complete;
import org.smartrouting.core.engine.AssignmentCommand.Reference;
import org.smartrouting.core.engine.SpecialistCommand.Disconnect;
import org.smartrouting.core.engine.SpecialistCommand.Get;
import org.smartrouting.core.engine.SpecialistCommand.Stopped;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskResult;
import org.smartrouting.core.task.TaskState;

/** A slot is free when the work in it has stopped, not when the task is over. */
class StoppingTest {
  private final EngineFixture fixture = new EngineFixture();
  private final long address = fixture.connect("ann", 1);
  private final TaskId first = fixture.submit("first").id();
  private final Reference running = fixture.accept(first);
  private final TaskId second = fixture.submit("second").id();

  @BeforeEach
  void specialists_do_not_stop_by_themselves() {
    fixture.disobey();
  }

  @Test
  void a_cancelled_task_keeps_its_slot_until_its_specialist_has_stopped() {
    fixture.cancel(first);

    assertThat(fixture.pushesTo(address, Push.Revoked.class)).hasSize(1);
    assertThat(fixture.stateOf(second)).isEqualTo(TaskState.QUEUED);
    assertThat(inFlight()).isEqualTo(1);

    assertThat(fixture.done(new Stopped(key("ann"), running.token()))).isTrue();

    assertThat(fixture.stateOf(second)).isEqualTo(TaskState.ASSIGNED);
    assertThat(fixture.done(new Stopped(key("ann"), running.token()))).isFalse();
  }

  @Test
  void a_task_that_expires_keeps_its_slot_too() {
    fixture.cancel(second);
    fixture.done(new Complete(running, TaskResult.EMPTY));
    TaskId late = fixture.submit(spec("late").withDeadline(fixture.now() + SECOND)).id();
    Reference held = fixture.accept(late);
    TaskId next = fixture.submit("next").id();

    fixture.advance(SECOND);

    assertThat(fixture.stateOf(late)).isEqualTo(TaskState.EXPIRED);
    assertThat(fixture.stateOf(next)).isEqualTo(TaskState.QUEUED);
    fixture.done(new Stopped(key("ann"), held.token()));
    assertThat(fixture.stateOf(next)).isEqualTo(TaskState.ASSIGNED);
  }

  @Test
  void a_result_that_comes_too_late_frees_the_slot_too() {
    fixture.cancel(first);

    assertThat(fixture.reason(new Complete(running, TaskResult.EMPTY)))
        .isEqualTo(RefusalReason.STALE_ASSIGNMENT);

    assertThat(fixture.stateOf(second)).isEqualTo(TaskState.ASSIGNED);
  }

  @Test
  void a_specialist_that_never_says_so_gets_its_slot_back_after_a_lease() {
    long leaseMicros = 30 * SECOND;
    fixture.cancel(first);
    fixture.advance(20 * SECOND);
    fixture.heartbeat("ann", address);

    fixture.advance(leaseMicros - 20 * SECOND - 1);
    assertThat(fixture.stateOf(second)).isEqualTo(TaskState.QUEUED);
    fixture.advance(1);

    assertThat(fixture.stateOf(second)).isEqualTo(TaskState.ASSIGNED);
  }

  @Test
  void who_comes_back_still_at_work_on_what_was_taken_has_no_slot_for_more() {
    fixture.done(new Disconnect(key("ann"), address));
    fixture.cancel(first);

    fixture.connect("ann", null, running);
    assertThat(fixture.stateOf(second)).isEqualTo(TaskState.QUEUED);
    assertThat(inFlight()).isEqualTo(1);

    fixture.done(new Stopped(key("ann"), running.token()));
    assertThat(fixture.stateOf(second)).isEqualTo(TaskState.ASSIGNED);
  }

  @Test
  void who_comes_back_without_it_has_stopped_it() {
    fixture.cancel(first);
    fixture.done(new Disconnect(key("ann"), address));

    fixture.connect("ann", null);

    assertThat(fixture.stateOf(second)).isEqualTo(TaskState.ASSIGNED);
  }

  @Test
  void only_the_specialist_itself_can_say_so() {
    fixture.connect("bob", 1);
    TaskId third = fixture.submit("third").id();
    fixture.cancel(first);

    assertThat(fixture.done(new Stopped(key("bob"), running.token()))).isFalse();

    assertThat(inFlight()).isEqualTo(1);
    assertThat(fixture.stateOf(third)).isEqualTo(TaskState.QUEUED);
  }

  private int inFlight() {
    return fixture.done(new Get(key("ann"))).inFlight();
  }
}
