package org.smartrouting.server.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.server.service.WorkPeer.reference;

import com.google.rpc.Code;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.task.AttemptOutcome;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;
import org.smartrouting.v1.AssignmentReference;
import org.smartrouting.v1.DrainSpecialistRequest;
import org.smartrouting.v1.Leave;
import org.smartrouting.v1.Specialist;
import org.smartrouting.v1.WorkRequest;

final class WorkConnectionTest extends WorkFixture {
  @Test
  void heartbeats_keep_the_connection_and_the_lease() {
    WorkPeer peer = WorkPeer.connected(fleet, pool, "ada", 1);
    Task task = fleet.submit(pool);
    AssignmentReference assignment = reference(peer.assignment());
    peer.acked(peer.accept(assignment));

    for (int i = 0; i < 4; i++) {
      fleet.clock.advance(Duration.ofSeconds(20));
      heartbeat(peer);
      fleet.nudge(pool);
    }

    assertThat(fleet.task(task).state()).isEqualTo(TaskState.RUNNING);
    peer.acked(peer.complete(assignment));
    peer.call().onCompleted();
  }

  @Test
  void a_silent_specialist_loses_its_session_and_its_work() {
    WorkPeer peer = WorkPeer.connected(fleet, pool, "ada", 1);
    Task task = fleet.submit(pool);
    peer.acked(peer.accept(reference(peer.assignment())));

    fleet.clock.advance(Duration.ofSeconds(31));
    fleet.nudge(pool);

    assertThat(FleetFixture.guarded(peer.ended)).isPresent();
    assertThat(peer.failure()).isEqualTo(new Failure(Code.UNAVAILABLE, "SESSION_EXPIRED"));
    assertThat(fleet.task(task).state()).isEqualTo(TaskState.QUEUED);
  }

  @Test
  void a_second_stream_takes_over_and_the_older_one_is_told() {
    WorkPeer older = WorkPeer.connected(fleet, pool, "ada", 1);
    WorkPeer newer = WorkPeer.connected(fleet, pool, "ada", 1);

    assertThat(older.failure()).isEqualTo(new Failure(Code.ABORTED, "SESSION_SUPERSEDED"));
    Task task = fleet.submit(pool);
    assertThat(newer.assignment().getTask().getTaskId()).isEqualTo(task.id().toString());
    assertThat(get("ada").getConnected()).isTrue();
    newer.call().onCompleted();
  }

  @Test
  void a_specialist_that_comes_back_keeps_what_it_names_and_loses_the_rest() {
    WorkPeer first = WorkPeer.connected(fleet, pool, "ada", 2);
    fleet.submit(pool);
    AssignmentReference kept = reference(first.assignment());
    first.acked(first.accept(kept));
    Task forgotten = fleet.submit(pool);
    AssignmentReference lost = reference(first.assignment());
    first.acked(first.accept(lost));
    first.call().cancel("the network broke", null);
    AssignmentReference nowhere =
        kept.toBuilder().setTaskId(TaskId.random(65_000, 1, 2).toString()).build();

    WorkPeer second = WorkPeer.open(fleet);
    second.hello(pool, "ada", FleetFixture.slots(2), kept, nowhere);

    assertThat(second.welcome().getResumedAssignmentsList()).containsExactly(kept);
    assertThat(second.ackAfterPushes(second.complete(kept)).hasError()).isFalse();
    assertThat(Failure.of(second.ackAfterPushes(second.complete(lost)).getError()))
        .isEqualTo(STALE);
    assertThat(fleet.task(forgotten).status().attempts().get(0).outcome())
        .isEqualTo(AttemptOutcome.SPECIALIST_LOST);
    second.call().onCompleted();
  }

  @Test
  void a_drain_takes_back_what_is_not_accepted_and_lets_the_rest_finish() {
    WorkPeer peer = WorkPeer.connected(fleet, pool, "ada", 2);
    fleet.submit(pool);
    AssignmentReference running = reference(peer.assignment());
    peer.acked(peer.accept(running));
    Task waiting = fleet.submit(pool);
    AssignmentReference offered = reference(peer.assignment());

    Specialist drained =
        fleet
            .blocking()
            .drainSpecialist(
                DrainSpecialistRequest.newBuilder()
                    .setPool(pool.pool())
                    .setSpecialistId("ada")
                    .build())
            .getSpecialist();

    assertThat(drained.getInFlight()).as("one runs, one is to be stopped").isEqualTo(2);
    assertThat(peer.revoked()).isEqualTo(offered);
    peer.acked(peer.complete(running));
    assertThat(fleet.task(waiting).state()).isEqualTo(TaskState.QUEUED);
    peer.call().onCompleted();
  }

  @Test
  void a_specialist_that_leaves_gets_no_more_and_finishes_what_it_has() {
    WorkPeer peer = WorkPeer.connected(fleet, pool, "ada", 2);
    fleet.submit(pool);
    AssignmentReference running = reference(peer.assignment());
    peer.acked(peer.accept(running));

    peer.acked(peer.send(WorkRequest.newBuilder().setLeave(Leave.getDefaultInstance())));
    Task later = fleet.submit(pool);
    peer.acked(peer.complete(running));
    peer.call().onCompleted();

    assertThat(peer.completed()).isTrue();
    assertThat(peer.received).isEmpty();
    assertThat(fleet.task(later).state()).isEqualTo(TaskState.QUEUED);
    WorkPeer again = WorkPeer.connected(fleet, pool, "ada", 2);
    assertThat(again.assignment().getTask().getTaskId()).isEqualTo(later.id().toString());
    again.call().onCompleted();
  }

  @Test
  void a_stream_that_says_nothing_can_be_closed() {
    WorkPeer silent = WorkPeer.open(fleet);
    Task task = fleet.submit(pool);
    assertThat(silent.received).isEmpty();

    silent.call().onCompleted();

    assertThat(silent.completed()).isTrue();
    assertThat(fleet.task(task).state()).isEqualTo(TaskState.QUEUED);
  }

  @Test
  void a_stream_closed_after_its_last_message_gets_its_answers_first() {
    WorkPeer peer = WorkPeer.open(fleet);
    peer.hello(pool, "ada", FleetFixture.slots(1));
    peer.call().onCompleted();
    assertThat(peer.welcome().getSpecialist().getSpecialistId()).isEqualTo("ada");
    assertThat(peer.completed()).isTrue();

    WorkPeer other = WorkPeer.connected(fleet, pool, "bob", 1);
    fleet.submit(pool);
    AssignmentReference assignment = reference(other.assignment());
    long accept = other.accept(assignment);
    long complete = other.complete(assignment);
    other.call().onCompleted();
    other.acked(accept);
    other.acked(complete);
    assertThat(other.completed()).isTrue();
  }

  @Test
  void a_cancelled_stream_is_a_lost_connection() {
    WorkPeer peer = WorkPeer.connected(fleet, pool, "ada", 1);
    peer.call().cancel("the network broke", null);
    Task task = fleet.submit(pool);

    assertThat(fleet.task(task).state()).isEqualTo(TaskState.QUEUED);
    fleet.clock.advance(Duration.ofSeconds(31));
    fleet.nudge(pool);
    assertThat(get("ada").getConnected()).isFalse();

    WorkPeer unnamed = WorkPeer.open(fleet);
    unnamed.call().cancel("at once", null);
    assertThat(unnamed.failure().code()).isEqualTo(Code.CANCELLED);
  }
}
