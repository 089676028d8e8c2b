package org.smartrouting.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.core.engine.EngineFixture.SECOND;
import static org.smartrouting.core.engine.EngineFixture.START;
import static org.smartrouting.core.engine.EngineFixture.TENANT;
import static org.smartrouting.core.engine.EngineFixture.key;
import static org.smartrouting.core.engine.EngineFixture.request;
import static org.smartrouting.core.engine.EngineFixture.spec;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.assignment.RetryPolicy;
import org.smartrouting.core.engine.AssignmentCommand.Complete;
import org.smartrouting.core.engine.AssignmentCommand.FailureKind;
import org.smartrouting.core.engine.AssignmentCommand.Renew;
import org.smartrouting.core.engine.RouteCommand.AbandonRoute;
import org.smartrouting.core.engine.RouteCommand.Route;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskResult;
import org.smartrouting.core.task.TaskState;

/** Tasks of callers that wait for a choice and run the specialist themselves. */
final class RoutesTest {
  private static final TaskId ID = request("call").id();

  private final EngineFixture fixture = new EngineFixture();

  private void register(String id, int slots) {
    fixture.done(new SpecialistCommand.Register(key(id), SpecialistSpec.of(Map.of(), slots)));
  }

  private long route(long waitMicros) {
    long address = fixture.newAddress();
    fixture.done(new Route(request("call"), spec("call"), address, fixture.now() + waitMicros));
    return address;
  }

  private Push.Routed routed(long address) {
    assertThat(fixture.lastPushTo(address)).isInstanceOf(Push.Routed.class);
    return (Push.Routed) fixture.lastPushTo(address);
  }

  private RefusalReason closed(long address) {
    assertThat(fixture.lastPushTo(address)).isInstanceOf(Push.Closed.class);
    return ((Push.Closed) fixture.lastPushTo(address)).refusal().reason();
  }

  @Test
  void a_caller_gets_a_specialist_that_is_not_connected_and_its_task_runs_at_once() {
    register("ann", 1);
    Push.Routed routed = routed(route(SECOND));

    assertThat(routed.specialist().specialist().key()).isEqualTo(key("ann"));
    assertThat(routed.task().state()).isEqualTo(TaskState.RUNNING);
    assertThat(fixture.done(new SpecialistCommand.Get(key("ann"))).connected()).isFalse();
    fixture.done(new Complete(fixture.reference(ID), TaskResult.EMPTY));
    assertThat(fixture.stateOf(ID)).isEqualTo(TaskState.SUCCEEDED);
    assertThat(fixture.done(new SpecialistCommand.Get(key("ann"))).connected())
        .as("it was the caller that spoke")
        .isFalse();
  }

  @Test
  void a_caller_waits_until_a_slot_is_free() {
    register("ann", 1);
    TaskId first = fixture.freshRequest().id();
    TaskCommand.Request other =
        new TaskCommand.Request(first, EngineFixture.POOL, fixture.freshRequest().fingerprint());
    fixture.done(new Route(other, spec("first"), fixture.newAddress(), START));
    long address = route(10 * SECOND);
    assertThat(fixture.pushesTo(address)).isEmpty();

    fixture.done(new Complete(fixture.reference(first), TaskResult.EMPTY));

    assertThat(routed(address).task().id()).isEqualTo(ID);
  }

  @Test
  void a_wait_that_ends_cancels_the_task() {
    long address = route(2 * SECOND);
    fixture.advance(2 * SECOND - 1);
    assertThat(fixture.pushesTo(address)).isEmpty();
    fixture.advance(1);

    assertThat(closed(address)).isEqualTo(RefusalReason.NOT_ASSIGNED_IN_TIME);
    assertThat(fixture.stateOf(ID)).isEqualTo(TaskState.CANCELLED);
    assertThat(fixture.reason(new Route(request("call"), spec("call"), 99, START + 9 * SECOND)))
        .isEqualTo(RefusalReason.WRONG_TASK_STATE);
  }

  @Test
  void a_wait_of_nothing_takes_who_is_free_now() {
    long nobody = route(0);
    fixture.advance(0);
    assertThat(closed(nobody)).isEqualTo(RefusalReason.NOT_ASSIGNED_IN_TIME);

    register("ann", 1);
    fixture.done(new Route(fixture.freshRequest(), spec("x"), 77, fixture.now()));
    assertThat(fixture.lastPushTo(77)).isInstanceOf(Push.Routed.class);
  }

  @Test
  void a_call_that_ends_early_cancels_the_task_unless_a_specialist_was_chosen() {
    long waiting = route(10 * SECOND);
    assertThat(fixture.done(new AbandonRoute(ID, waiting + 1))).isFalse();
    assertThat(fixture.done(new AbandonRoute(ID, waiting))).isTrue();
    assertThat(fixture.stateOf(ID)).isEqualTo(TaskState.CANCELLED);

    register("ann", 1);
    TaskCommand.Request next = fixture.freshRequest();
    fixture.done(new Route(next, spec("x"), 77, fixture.now()));
    assertThat(fixture.done(new AbandonRoute(next.id(), 77))).isFalse();
    assertThat(fixture.stateOf(next.id())).isEqualTo(TaskState.RUNNING);
  }

  @Test
  void a_repeat_gets_the_same_assignment_also_after_a_restart() {
    register("ann", 2);
    Push.Routed first = routed(route(SECOND));
    assertThat(routed(route(SECOND)).task().status().lease())
        .isEqualTo(first.task().status().lease());
    fixture.restart();

    Push.Routed later = routed(route(SECOND));
    assertThat(later.task().status().lease()).isEqualTo(first.task().status().lease());
    assertThat(later.task().status().attempt()).isEqualTo(1);
  }

  @Test
  void a_repeat_takes_the_place_of_a_call_that_still_waits() {
    long older = route(10 * SECOND);
    long newer = route(20 * SECOND);
    assertThat(closed(older)).isEqualTo(RefusalReason.SESSION_SUPERSEDED);
    assertThat(fixture.done(new AbandonRoute(ID, older))).isFalse();
    fixture.advance(15 * SECOND);
    register("ann", 1);

    assertThat(routed(newer).task().id()).isEqualTo(ID);
  }

  @Test
  void a_repeat_after_a_failure_gets_the_next_attempt() {
    fixture.policy(base -> Policies.retry(base, new RetryPolicy(3, 2 * SECOND, 2 * SECOND, 1, 0)));
    register("ann", 1);
    route(SECOND);
    fixture.fail(fixture.reference(ID), FailureKind.RETRYABLE);
    long address = route(10 * SECOND);
    assertThat(fixture.pushesTo(address)).as("backoff").isEmpty();
    fixture.advance(2 * SECOND);

    assertThat(routed(address).task().status().attempt()).isEqualTo(2);
  }

  @Test
  void a_failed_task_whose_caller_does_not_come_again_is_cancelled_after_the_session_timeout() {
    fixture.policy(base -> Policies.retry(base, new RetryPolicy(3, 0, 0, 1, 0)));
    register("ann", 1);
    route(SECOND);
    fixture.fail(fixture.reference(ID), FailureKind.RETRYABLE);
    assertThat(fixture.stateOf(ID)).isEqualTo(TaskState.QUEUED);

    fixture.advance(30 * SECOND - 1);
    assertThat(fixture.stateOf(ID)).isEqualTo(TaskState.QUEUED);
    fixture.advance(1);
    assertThat(fixture.stateOf(ID)).isEqualTo(TaskState.CANCELLED);
    assertThat(fixture.get(ID).status().reason()).isEqualTo("its caller is gone");
  }

  @Test
  void a_waiting_call_is_asked_for_again_after_a_restart() {
    route(10 * SECOND);
    fixture.restart();
    register("ann", 1);
    assertThat(fixture.stateOf(ID)).as("nobody would hear").isEqualTo(TaskState.QUEUED);

    assertThat(routed(route(10 * SECOND)).task().id()).isEqualTo(ID);
  }

  @Test
  void a_call_for_a_blocked_task_ends_with_its_wait() {
    register("ann", 1);
    route(SECOND);
    fixture.fail(fixture.reference(ID), FailureKind.BLOCKED);
    long address = route(5 * SECOND);
    fixture.advance(5 * SECOND);

    assertThat(closed(address)).isEqualTo(RefusalReason.NOT_ASSIGNED_IN_TIME);
  }

  @Test
  void heartbeats_of_the_specialist_do_not_keep_what_the_caller_runs() {
    fixture.policy(base -> Policies.times(base, 5 * SECOND, 20 * SECOND, 600 * SECOND));
    long connection = fixture.connect("ann", 1);
    route(SECOND);
    AssignmentCommand.Reference reference = fixture.reference(ID);
    fixture.advance(15 * SECOND);
    fixture.heartbeat("ann", connection);
    fixture.done(new Renew(reference, -1));
    fixture.advance(15 * SECOND);
    assertThat(fixture.stateOf(ID)).as("renewed by the caller").isEqualTo(TaskState.RUNNING);
    fixture.heartbeat("ann", connection);
    fixture.advance(5 * SECOND);

    assertThat(fixture.stateOf(ID)).isEqualTo(TaskState.QUEUED);
  }

  @Test
  void a_cancel_closes_the_call_that_waits() {
    long address = route(10 * SECOND);
    fixture.done(new TaskCommand.Cancel(TENANT, ID, ""));

    assertThat(closed(address)).isEqualTo(RefusalReason.WRONG_TASK_STATE);
  }
}
