package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.key;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.engine.SpecialistCommand.Disconnect;
import org.smartrouting.core.engine.SpecialistCommand.Pull;
import org.smartrouting.core.engine.SpecialistCommand.Register;
import org.smartrouting.core.pool.Durability;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;

/** How specialists ask for work, call by call. */
final class PullTest {
  private final EngineFixture fixture = new EngineFixture();

  @BeforeEach
  void register_ann() {
    fixture.done(new Register(key("ann"), SpecialistSpec.of(Map.of(), 3)));
  }

  private long pull(int max, long waitMicros) {
    long address = fixture.newAddress();
    fixture.done(new Pull(key("ann"), address, max, fixture.now() + waitMicros));
    return address;
  }

  private List<TaskId> pulled(long address) {
    return fixture.pushesTo(address, Push.Pulled.class).stream()
        .flatMap(push -> push.tasks().stream())
        .map(Task::id)
        .toList();
  }

  @Test
  void a_call_gets_what_waits_up_to_its_maximum_and_the_free_slots() {
    List<TaskId> ids =
        List.of(
            fixture.submit("1").id(),
            fixture.submit("2").id(),
            fixture.submit("3").id(),
            fixture.submit("4").id());

    assertThat(pulled(pull(2, SECOND))).containsExactlyElementsOf(ids.subList(0, 2));
    assertThat(pulled(pull(5, SECOND))).containsExactly(ids.get(2));
    assertThat(fixture.stateOf(ids.get(3))).isEqualTo(TaskState.QUEUED);
  }

  @Test
  void a_call_waits_for_work() {
    long address = pull(5, 30 * SECOND);
    fixture.advance(10 * SECOND);
    assertThat(fixture.pushesTo(address)).isEmpty();

    TaskId id = fixture.submit("work").id();
    assertThat(pulled(address)).containsExactly(id);
    TaskId next = fixture.submit("next").id();
    assertThat(fixture.stateOf(next)).as("the call is over").isEqualTo(TaskState.QUEUED);
    fixture.complete(id);
  }

  @Test
  void a_call_ends_empty_when_its_wait_is_over() {
    long address = pull(1, 2 * SECOND);
    fixture.advance(2 * SECOND - 1);
    assertThat(fixture.pushesTo(address)).isEmpty();
    fixture.advance(1);

    assertThat(fixture.pushesTo(address)).containsExactly(new Push.Pulled(address, List.of()));
    assertThat(fixture.stateOf(fixture.submit("late").id())).isEqualTo(TaskState.QUEUED);
  }

  @Test
  void a_newer_call_takes_over() {
    long older = pull(1, 30 * SECOND);
    long newer = pull(1, 30 * SECOND);
    assertThat(((Push.Closed) fixture.lastPushTo(older)).refusal().reason())
        .isEqualTo(RefusalReason.SESSION_SUPERSEDED);

    TaskId id = fixture.submit("work").id();
    assertThat(pulled(newer)).containsExactly(id);
  }

  @Test
  void a_call_is_refused_while_a_connection_is_open_and_closed_when_one_opens() {
    long call = pull(1, 30 * SECOND);
    fixture.connect("ann", null);
    assertThat(((Push.Closed) fixture.lastPushTo(call)).refusal().reason())
        .isEqualTo(RefusalReason.SESSION_SUPERSEDED);

    assertThat(fixture.reason(new Pull(key("ann"), 99, 1, fixture.now())))
        .isEqualTo(RefusalReason.SESSION_SUPERSEDED);
    assertThat(fixture.reason(new Pull(key("bob"), 99, 1, fixture.now())))
        .isEqualTo(RefusalReason.SPECIALIST_NOT_FOUND);
  }

  @Test
  void a_call_that_is_gone_before_its_answer_gives_back_what_it_had_collected() {
    fixture.manualCommits();
    long address = pull(1, 30 * SECOND);
    TaskId id = fixture.submit("work").id();
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.ASSIGNED);

    assertThat(fixture.done(new Disconnect(key("ann"), address))).isTrue();
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.QUEUED);
    fixture.commit();
    assertThat(fixture.pushesTo(address)).isEmpty();
  }

  @Test
  void what_is_cancelled_before_the_answer_is_not_in_it() {
    fixture.manualCommits();
    long address = pull(2, 30 * SECOND);
    TaskId kept = fixture.submit("kept").id();
    TaskId cancelled = fixture.submit("cancelled").id();
    fixture.cancel(cancelled);
    fixture.commit();

    assertThat(pulled(address)).containsExactly(kept);
  }

  @Test
  void in_a_relaxed_pool_the_answer_does_not_wait_for_the_commit() {
    fixture.policy(base -> Policies.limits(base, 10, Durability.RELAXED));
    fixture.manualCommits();
    long address = pull(1, 30 * SECOND);
    TaskId id = fixture.submit("work").id();

    assertThat(fixture.engine().takeRelaxedPushes(fixture.now()))
        .singleElement()
        .satisfies(push -> assertThat(push.address()).isEqualTo(address))
        .extracting(push -> ((Push.Pulled) push).tasks().get(0).id())
        .isEqualTo(id);
  }

  @Test
  void who_calls_from_time_to_time_counts_as_connected_until_it_is_silent_for_the_timeout() {
    pull(1, SECOND);
    fixture.advance(SECOND);
    assertThat(fixture.done(new SpecialistCommand.Get(key("ann"))).connected()).isTrue();
    fixture.advance(30 * SECOND - 1);
    assertThat(fixture.done(new SpecialistCommand.Get(key("ann"))).connected()).isTrue();
    fixture.advance(1);
    assertThat(fixture.done(new SpecialistCommand.Get(key("ann"))).connected()).isFalse();
  }
}
