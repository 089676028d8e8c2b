package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.key;
import static org.smartrouting.core.engine.EngineFixture.spec;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.engine.AssignmentCommand.Reference;
import org.smartrouting.core.engine.SpecialistCommand.Connect;
import org.smartrouting.core.engine.SpecialistCommand.Deregister;
import org.smartrouting.core.engine.SpecialistCommand.Disconnect;
import org.smartrouting.core.engine.SpecialistCommand.Drain;
import org.smartrouting.core.engine.SpecialistCommand.Get;
import org.smartrouting.core.engine.SpecialistCommand.Heartbeat;
import org.smartrouting.core.engine.SpecialistCommand.Leave;
import org.smartrouting.core.engine.SpecialistCommand.Register;
import org.smartrouting.core.engine.SpecialistCommand.Resume;
import org.smartrouting.core.engine.SpecialistCommand.Welcome;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.specialist.SpecialistState;
import org.smartrouting.core.task.Attempt;
import org.smartrouting.core.task.AttemptOutcome;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;

/** How specialists come over a connection, fall silent, go and come back. */
final class ConnectionTest {
  private final EngineFixture fixture = new EngineFixture();

  private Welcome reconnect(String id, Reference... held) {
    return fixture.done(new Connect(key(id), null, fixture.newAddress(), List.of(held)));
  }

  @Test
  void a_welcome_asks_for_three_heartbeats_in_a_timeout() {
    SpecialistSpec spec = SpecialistSpec.of(Map.of("java", 4), 2);
    Welcome welcome = fixture.done(new Connect(key("ann"), spec, 1, List.of()));

    assertThat(welcome.heartbeatMicros()).isEqualTo(10 * SECOND);
    assertThat(welcome.specialist().specialist().spec()).isEqualTo(spec);
    assertThat(welcome.specialist().connected()).isTrue();
  }

  @Test
  void who_is_not_registered_must_bring_a_spec_and_the_pool_must_exist() {
    assertThat(fixture.reason(new Connect(key("ann"), null, 1, List.of())))
        .isEqualTo(RefusalReason.SPECIALIST_NOT_FOUND);
    SpecialistKey elsewhere = new SpecialistKey(new PoolKey("acme", "none"), "ann");
    assertThat(fixture.reason(new Connect(elsewhere, null, 1, List.of())))
        .isEqualTo(RefusalReason.POOL_NOT_FOUND);
    SpecialistSpec spec = SpecialistSpec.of(Map.of(), 1);
    assertThat(fixture.reason(new Connect(elsewhere, spec, 1, List.of())))
        .isEqualTo(RefusalReason.POOL_NOT_FOUND);
  }

  @Test
  void who_loses_its_connection_keeps_its_work_for_the_session_timeout() {
    fixture.policy(base -> Policies.times(base, 5 * SECOND, 600 * SECOND, 30 * SECOND));
    long address = fixture.connect("ann", 1);
    TaskId id = fixture.submit("work").id();
    fixture.accept(id);

    assertThat(fixture.done(new Disconnect(key("ann"), address))).isTrue();
    fixture.advance(30 * SECOND - 1);
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.RUNNING);
    fixture.advance(1);

    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.QUEUED);
    assertThat(fixture.get(id).status().attempts())
        .extracting(Attempt::outcome)
        .containsExactly(AttemptOutcome.SPECIALIST_LOST);
  }

  @Test
  void who_comes_back_with_its_tokens_goes_on_where_it_was() {
    long address = fixture.connect("ann", 2);
    TaskId running = fixture.submit("running").id();
    TaskId assigned = fixture.submit("assigned").id();
    Reference first = fixture.accept(running);
    Reference second = fixture.reference(assigned);
    fixture.done(new Disconnect(key("ann"), address));
    fixture.advance(2 * SECOND);

    assertThat(reconnect("ann", first, second).resumed()).containsExactlyInAnyOrder(first, second);
    assertThat(fixture.stateOf(running)).isEqualTo(TaskState.RUNNING);
    assertThat(fixture.stateOf(assigned)).isEqualTo(TaskState.ASSIGNED);
    fixture.complete(assigned);
  }

  @Test
  void who_comes_back_without_a_task_loses_it_and_is_not_told_to_stop_it() {
    fixture.connect("ann", 1);
    TaskId id = fixture.submit("work").id();
    fixture.accept(id);

    long address = fixture.newAddress();
    Welcome welcome = fixture.done(new Connect(key("ann"), null, address, List.of()));

    assertThat(welcome.resumed()).isEmpty();
    assertThat(fixture.get(id).status().attempt()).as("given to ann again").isEqualTo(2);
    assertThat(fixture.pushesTo(address)).hasSize(1).first().isInstanceOf(Push.Assigned.class);
  }

  @Test
  void who_comes_back_after_a_restart_goes_on_where_it_was() {
    fixture.connect("ann", 1);
    TaskId id = fixture.submit("work").id();
    Reference reference = fixture.accept(id);
    fixture.restart();
    fixture.advance(20 * SECOND);

    assertThat(reconnect("ann", reference).resumed()).containsExactly(reference);
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.RUNNING);
  }

  @Test
  void who_does_not_come_back_after_a_restart_loses_its_work_after_a_lease() {
    fixture.connect("ann", 1);
    TaskId id = fixture.submit("work").id();
    fixture.accept(id);
    fixture.advance(20 * SECOND);
    fixture.restart();

    fixture.advance(30 * SECOND - 1);
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.RUNNING);
    fixture.advance(1);
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.QUEUED);
  }

  @Test
  void a_second_connection_takes_over_and_the_first_is_told() {
    long first = fixture.connect("ann", 1);
    TaskId id = fixture.submit("work").id();
    Reference reference = fixture.accept(id);

    assertThat(reconnect("ann", reference).resumed()).containsExactly(reference);
    assertThat(fixture.lastPushTo(first)).isInstanceOf(Push.Closed.class);
    assertThat(((Push.Closed) fixture.lastPushTo(first)).refusal().reason())
        .isEqualTo(RefusalReason.SESSION_SUPERSEDED);
    assertThat(fixture.done(new Disconnect(key("ann"), first))).isFalse();
    assertThat(fixture.done(new Heartbeat(key("ann"), first))).isFalse();
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.RUNNING);
  }

  @Test
  void a_silent_connection_is_closed_and_its_work_given_to_others() {
    fixture.policy(base -> Policies.times(base, 5 * SECOND, 600 * SECOND, 30 * SECOND));
    long address = fixture.connect("ann", 1);
    TaskId id = fixture.submit("work").id();
    fixture.accept(id);
    fixture.advance(20 * SECOND);
    fixture.heartbeat("ann", address);
    fixture.advance(30 * SECOND - 1);
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.RUNNING);
    fixture.advance(1);

    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.QUEUED);
    assertThat(((Push.Closed) fixture.lastPushTo(address)).refusal().reason())
        .isEqualTo(RefusalReason.SESSION_EXPIRED);
    assertThat(fixture.done(new SpecialistCommand.Get(key("ann"))).connected()).isFalse();
  }

  @Test
  void a_shorter_session_timeout_holds_for_who_is_connected_already() {
    fixture.policy(base -> Policies.times(base, 5 * SECOND, 600 * SECOND, 86_400 * SECOND));
    long address = fixture.connect("ann", 1);
    fixture.policy(base -> Policies.times(base, 5 * SECOND, 600 * SECOND, 30 * SECOND));

    fixture.advance(30 * SECOND);

    assertThat(fixture.lastPushTo(address)).isInstanceOf(Push.Closed.class);
  }

  @Test
  void a_drain_takes_back_what_is_not_accepted_and_lasts_over_a_restart() {
    fixture.connect("ann", 3);
    TaskId running = fixture.submit("running").id();
    TaskId assigned = fixture.submit("assigned").id();
    Reference held = fixture.accept(running);

    SpecialistView view = fixture.done(new Drain(key("ann")));
    assertThat(view.specialist().state()).isEqualTo(SpecialistState.DRAINING);
    assertThat(view.inFlight()).as("what is running, and what it is told to stop").isEqualTo(2);
    assertThat(fixture.done(new Get(key("ann"))).inFlight()).as("when it has").isEqualTo(1);
    assertThat(fixture.stateOf(assigned)).isEqualTo(TaskState.QUEUED);
    assertThat(fixture.stateOf(running)).isEqualTo(TaskState.RUNNING);

    fixture.restart();
    reconnect("ann", held);
    assertThat(fixture.stateOf(assigned)).isEqualTo(TaskState.QUEUED);
    fixture.done(new Register(key("ann"), SpecialistSpec.of(Map.of("new", 1), 3)));
    assertThat(fixture.stateOf(assigned)).isEqualTo(TaskState.QUEUED);

    fixture.done(new Resume(key("ann")));
    assertThat(fixture.stateOf(assigned)).isEqualTo(TaskState.ASSIGNED);
  }

  @Test
  void who_leaves_gets_no_more_work_and_finishes_what_it_has() {
    long address = fixture.connect("ann", 2);
    TaskId id = fixture.submit("work").id();
    assertThat(fixture.done(new Leave(key("ann"), address))).isTrue();
    TaskId next = fixture.submit("next").id();

    fixture.complete(id);
    assertThat(fixture.stateOf(id)).isEqualTo(TaskState.SUCCEEDED);
    assertThat(fixture.stateOf(next)).isEqualTo(TaskState.QUEUED);
    assertThat(fixture.done(new Leave(key("ann"), address + 1))).isFalse();
  }

  @Test
  void who_holds_work_is_deregistered_only_by_force() {
    long address = fixture.connect("ann", 2);
    TaskId running = fixture.submit("running").id();
    TaskId assigned = fixture.submit("assigned").id();
    fixture.accept(running);

    assertThat(fixture.reason(new Deregister(key("ann"), Deregister.WhenBusy.REFUSE)))
        .isEqualTo(RefusalReason.SPECIALIST_BUSY);
    fixture.done(new Deregister(key("ann"), Deregister.WhenBusy.REQUEUE));

    assertThat(fixture.stateOf(running)).isEqualTo(TaskState.QUEUED);
    assertThat(fixture.stateOf(assigned)).isEqualTo(TaskState.QUEUED);
    assertThat(fixture.lastPushTo(address)).isInstanceOf(Push.Closed.class);
    assertThat(fixture.reason(new SpecialistCommand.Get(key("ann"))))
        .isEqualTo(RefusalReason.SPECIALIST_NOT_FOUND);
    assertThat(fixture.store.specialists()).isEmpty();
  }

  @Test
  void who_is_deregistered_and_comes_again_in_one_batch_is_there_after_a_restart() {
    fixture.connect("ann", 1);
    fixture.manualCommits();
    fixture.done(new Deregister(key("ann"), Deregister.WhenBusy.REFUSE));
    fixture.connect("ann", 7);
    fixture.commit();
    fixture.restart();

    assertThat(fixture.done(new SpecialistCommand.Get(key("ann"))).specialist().spec().slots())
        .isEqualTo(7);
  }

  @Test
  void fewer_slots_or_skills_take_nothing_away() {
    fixture.connect("ann", 2);
    TaskId one = fixture.submit("one").id();
    TaskId two = fixture.submit("two").id();
    fixture.accept(one);
    fixture.accept(two);

    SpecialistPatch patch = base -> SpecialistSpec.of(base.skills(), 1);
    fixture.done(new SpecialistCommand.Update(key("ann"), patch, 0));
    TaskId three = fixture.submit(spec("three")).id();
    fixture.complete(one);
    assertThat(fixture.stateOf(three)).isEqualTo(TaskState.QUEUED);
    fixture.complete(two);

    assertThat(fixture.stateOf(three)).isEqualTo(TaskState.ASSIGNED);
  }

  @Test
  void a_change_on_the_basis_of_an_old_version_is_refused() {
    fixture.connect("ann", 2);
    SpecialistPatch patch = base -> SpecialistSpec.of(base.skills(), 3);

    fixture.done(new SpecialistCommand.Update(key("ann"), patch, 1));
    assertThat(fixture.reason(new SpecialistCommand.Update(key("ann"), patch, 1)))
        .isEqualTo(RefusalReason.STALE_ETAG);
  }
}
