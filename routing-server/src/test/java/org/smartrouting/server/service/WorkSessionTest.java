package org.smartrouting.server.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.server.service.WorkPeer.reference;

import com.google.protobuf.ByteString;
import com.google.rpc.Code;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;
import org.smartrouting.v1.Assignment;
import org.smartrouting.v1.AssignmentReference;
import org.smartrouting.v1.CompleteAssignmentRequest;
import org.smartrouting.v1.DeclineAssignmentRequest;
import org.smartrouting.v1.FailAssignmentRequest;
import org.smartrouting.v1.FailureKind;
import org.smartrouting.v1.LoadReport;
import org.smartrouting.v1.TaskResult;
import org.smartrouting.v1.Welcome;
import org.smartrouting.v1.WorkRequest;
import org.smartrouting.v1.WorkResponse;

final class WorkSessionTest extends WorkFixture {
  @Test
  void a_hello_with_a_spec_registers_and_is_welcomed() {
    WorkPeer peer = WorkPeer.open(fleet);
    peer.hello(pool, "ada", FleetFixture.slots(2));

    Welcome welcome = peer.welcome();

    assertThat(welcome.getSpecialist().getSpecialistId()).isEqualTo("ada");
    assertThat(welcome.getSpecialist().getSpec().getSlots()).isEqualTo(2);
    assertThat(welcome.getSpecialist().getConnected()).isTrue();
    assertThat(welcome.getHeartbeatInterval().getSeconds()).isEqualTo(10);
    assertThat(welcome.getResumedAssignmentsList()).isEmpty();
    peer.call().onCompleted();
  }

  @Test
  void a_hello_without_a_spec_needs_a_registration() {
    WorkPeer unknown = WorkPeer.open(fleet);
    unknown.call().onNext(bareHello(pool.pool()));
    assertThat(unknown.failure()).isEqualTo(new Failure(Code.NOT_FOUND, "SPECIALIST_NOT_FOUND"));

    WorkPeer nowhere = WorkPeer.open(fleet);
    nowhere.call().onNext(bareHello("none"));
    assertThat(nowhere.failure()).isEqualTo(new Failure(Code.NOT_FOUND, "POOL_NOT_FOUND"));

    WorkPeer first = WorkPeer.connected(fleet, pool, "ada", 1);
    first.call().onCompleted();
    assertThat(first.completed()).isTrue();
    WorkPeer second = WorkPeer.open(fleet);
    second.call().onNext(bareHello(pool.pool()));
    assertThat(second.welcome().getSpecialist().getSpecialistId()).isEqualTo("ada");
    second.call().onCompleted();
  }

  @Test
  void the_first_message_must_be_a_hello_and_only_that() {
    WorkPeer missing = WorkPeer.open(fleet);
    heartbeat(missing);
    assertThat(missing.failure()).isEqualTo(HELLO_EXPECTED);

    WorkPeer empty = WorkPeer.open(fleet);
    empty.send(WorkRequest.newBuilder());
    assertThat(empty.failure()).isEqualTo(HELLO_EXPECTED);

    WorkPeer twice = WorkPeer.connected(fleet, pool, "ada", 1);
    twice.hello(pool, "ada", FleetFixture.slots(1));
    assertThat(twice.failure()).isEqualTo(HELLO_EXPECTED);
  }

  @Test
  void a_hello_that_breaks_a_rule_ends_the_stream() {
    WorkPeer peer = WorkPeer.open(fleet);
    peer.hello(pool, "ada", FleetFixture.slots(0));

    assertThat(peer.failure()).isEqualTo(INVALID);
  }

  @Test
  void a_task_is_pushed_accepted_and_completed() {
    WorkPeer peer = WorkPeer.connected(fleet, pool, "ada", 1);
    Task task = fleet.submit(pool);
    Assignment assignment = peer.assignment();
    assertThat(assignment.getTask().getTaskId()).isEqualTo(task.id().toString());

    peer.acked(peer.accept(reference(assignment)));
    assertThat(fleet.task(task).state()).isEqualTo(TaskState.RUNNING);
    peer.acked(renew(peer, reference(assignment), 0.5));
    assertThat(fleet.task(task).status().progress()).isEqualTo(0.5);
    peer.acked(peer.complete(reference(assignment)));

    assertThat(fleet.task(task).state()).isEqualTo(TaskState.SUCCEEDED);
    peer.call().onCompleted();
  }

  @Test
  void a_declined_and_a_failed_assignment_go_on_their_way() {
    WorkPeer peer = WorkPeer.connected(fleet, pool, "ada", 2);
    Task declined = fleet.submit(pool);
    AssignmentReference first = reference(peer.assignment());
    Task failed = fleet.submit(pool);
    AssignmentReference second = reference(peer.assignment());

    peer.acked(
        peer.send(
            WorkRequest.newBuilder()
                .setDecline(DeclineAssignmentRequest.newBuilder().setAssignment(first))));
    peer.acked(peer.accept(second));
    peer.acked(
        peer.send(
            WorkRequest.newBuilder()
                .setFail(
                    FailAssignmentRequest.newBuilder()
                        .setAssignment(second)
                        .setFailure(
                            org.smartrouting.v1.Failure.newBuilder()
                                .setKind(FailureKind.FAILURE_KIND_PERMANENT)
                                .setReason("broken")))));

    assertThat(fleet.task(declined).state()).isEqualTo(TaskState.QUEUED);
    assertThat(fleet.task(failed).state()).isEqualTo(TaskState.FAILED);
    peer.call().onCompleted();
  }

  @Test
  void what_a_call_would_fail_with_is_in_the_ack() {
    WorkPeer peer = WorkPeer.connected(fleet, pool, "ada", 1);
    fleet.submit(pool);
    AssignmentReference own = reference(peer.assignment());
    AssignmentReference foreign =
        own.toBuilder().setAssignmentToken(ByteString.copyFrom(new byte[16])).build();
    AssignmentReference nowhere =
        own.toBuilder().setTaskId(TaskId.random(65_000, 1, 2).toString()).build();

    assertThat(peer.refused(peer.complete(own)))
        .isEqualTo(new Failure(Code.FAILED_PRECONDITION, "NOT_ACCEPTED"));
    assertThat(peer.refused(peer.accept(foreign))).isEqualTo(STALE);
    assertThat(peer.refused(peer.accept(nowhere))).isEqualTo(STALE);
    assertThat(peer.refused(renew(peer, own, Double.NaN))).isEqualTo(INVALID);
    assertThat(peer.refused(peer.accept(AssignmentReference.getDefaultInstance())))
        .isEqualTo(INVALID);
    assertThat(peer.refused(peer.send(WorkRequest.newBuilder()))).isEqualTo(INVALID);
    peer.acked(peer.accept(own));
    peer.call().onCompleted();
  }

  @Test
  void a_completion_is_answered_again_for_the_same_result_only() {
    WorkPeer peer = WorkPeer.connected(fleet, pool, "ada", 1);
    fleet.submit(pool);
    AssignmentReference assignment = reference(peer.assignment());
    peer.acked(peer.accept(assignment));

    peer.acked(peer.complete(assignment));
    peer.acked(peer.complete(assignment));

    assertThat(
            peer.refused(
                peer.send(
                    WorkRequest.newBuilder()
                        .setComplete(
                            CompleteAssignmentRequest.newBuilder()
                                .setAssignment(assignment)
                                .setResult(TaskResult.newBuilder().setSummary("other"))))))
        .isEqualTo(STALE);
    peer.call().onCompleted();
  }

  @Test
  void a_cancelled_task_is_revoked_and_cannot_be_completed() {
    WorkPeer peer = WorkPeer.connected(fleet, pool, "ada", 1);
    Task task = fleet.submit(pool);
    AssignmentReference assignment = reference(peer.assignment());
    peer.acked(peer.accept(assignment));

    fleet.cancel(task);

    assertThat(peer.revoked()).isEqualTo(assignment);
    assertThat(peer.refused(peer.complete(assignment))).isEqualTo(STALE);
    peer.call().onCompleted();
  }

  @Test
  void what_was_revoked_keeps_its_slot_until_it_has_stopped() {
    WorkPeer peer = WorkPeer.connected(fleet, pool, "ada", 1);
    Task task = fleet.submit(pool);
    AssignmentReference assignment = reference(peer.assignment());
    peer.acked(peer.accept(assignment));
    fleet.cancel(task);
    assertThat(peer.revoked()).isEqualTo(assignment);
    Task next = fleet.submit(pool);
    assertThat(get("ada").getInFlight()).isEqualTo(1);

    long stopped = peer.stopped(assignment);

    assertThat(peer.ackAfterPushes(stopped).hasError()).isFalse();
    assertThat(peer.assignment().getTask().getTaskId()).isEqualTo(next.id().toString());
    assertThat(peer.refused(peer.stopped(AssignmentReference.getDefaultInstance())))
        .isEqualTo(INVALID);
    peer.call().onCompleted();
  }

  @Test
  void load_and_heartbeats_are_answered_only_when_they_are_wrong() {
    WorkPeer peer = WorkPeer.connected(fleet, pool, "ada", 1);
    load(peer, 7, 0.5);
    heartbeat(peer);
    load(peer, 6, 0.9);

    assertThat(peer.refused(load(peer, 8, Double.NaN))).isEqualTo(INVALID);

    LoadReport shown = get("ada").getLoad();
    assertThat(shown.getSeq()).isEqualTo(7);
    assertThat(shown.getCpuUtilization()).isEqualTo(0.5);
    peer.call().onCompleted();
  }

  @Test
  void slots_are_never_exceeded() {
    int slots = 5;
    int count = 1_000;
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tasks.add(fleet.submit(pool));
    }
    WorkPeer peer = WorkPeer.connected(fleet, pool, "ada", slots);

    Set<String> done = new HashSet<>();
    List<AssignmentReference> open = new ArrayList<>();
    int most = 0;
    while (done.size() < count) {
      WorkResponse next = peer.next();
      if (next.hasAssignment()) {
        open.add(reference(next.getAssignment()));
        most = Math.max(most, open.size());
        peer.accept(open.get(open.size() - 1));
      } else {
        assertThat(next.getAck().hasError()).isFalse();
      }
      if (open.size() == slots || done.size() + open.size() == count) {
        AssignmentReference oldest = open.remove(0);
        peer.complete(oldest);
        done.add(oldest.getTaskId());
      }
    }
    peer.call().onCompleted();

    assertThat(peer.completed()).isTrue();
    assertThat(most).isEqualTo(slots);
    assertThat(tasks)
        .allMatch(task -> fleet.task(task).state() == TaskState.SUCCEEDED)
        .allMatch(task -> done.contains(task.id().toString()));
  }
}
