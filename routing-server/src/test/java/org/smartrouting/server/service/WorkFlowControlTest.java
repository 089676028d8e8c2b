package org.smartrouting.server.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smartrouting.server.service.WorkPeer.reference;

import com.google.rpc.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smartrouting.core.assignment.AssignmentToken;
import org.smartrouting.core.engine.SpecialistCommand;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.store.testing.DatabaseKind;
import org.smartrouting.core.store.testing.TestDatabaseExtension;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskState;
import org.smartrouting.v1.AcceptAssignmentRequest;
import org.smartrouting.v1.AssignmentReference;
import org.smartrouting.v1.DrainSpecialistRequest;
import org.smartrouting.v1.GetSpecialistRequest;
import org.smartrouting.v1.LoadReport;
import org.smartrouting.v1.ResumeSpecialistRequest;
import org.smartrouting.v1.WorkRequest;
import org.smartrouting.v1.WorkResponse;

final class WorkFlowControlTest {
  private static final int WINDOW = 256;

  @RegisterExtension
  static final TestDatabaseExtension DATABASE = TestDatabaseExtension.schema(DatabaseKind.H2);

  private FleetFixture fleet;
  private PoolKey pool;

  @BeforeEach
  void start() {
    fleet = new FleetFixture(DATABASE.database());
    pool = fleet.newPool();
  }

  @AfterEach
  void stop() throws Exception {
    fleet.close();
  }

  @Test
  void no_more_than_a_window_of_messages_is_read_ahead_of_the_acks() {
    int count = 10_000;
    Task task = fleet.submit(pool);
    WorkPeer peer = WorkPeer.open(fleet, 2);
    peer.hello(pool, "ada", FleetFixture.slots(1));
    peer.welcome();
    AssignmentReference assignment = reference(peer.assignment());

    // The acceptances within the window take effect, the completion far behind them does not.
    for (int i = 0; i < count - 1; i++) {
      peer.accept(assignment);
    }
    peer.complete(assignment);
    fleet.nudge(pool);

    assertThat(fleet.task(task).state()).isEqualTo(TaskState.RUNNING);
    assertThat(peer.received).isEmpty();
    peer.call().request(count);
    List<Long> acks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      WorkResponse next = peer.next();
      assertThat(next.getAck().hasError()).isFalse();
      acks.add(next.getAck().getMessageId());
    }
    assertThat(acks).doesNotHaveDuplicates().hasSize(count);
    assertThat(fleet.task(task).state()).isEqualTo(TaskState.SUCCEEDED);
  }

  @Test
  void a_specialist_that_does_not_read_is_cut_off() {
    WorkPeer peer = WorkPeer.open(fleet, 1);
    peer.hello(pool, "ada", FleetFixture.slots(1));
    peer.welcome();
    Task task = fleet.submit(pool);

    // Each turn offers the task and takes it back: two messages that nobody reads.
    for (int i = 0; i < 2 * (WINDOW + 1) + 1 && !peer.ended.isDone(); i++) {
      AssignmentToken token = Objects.requireNonNull(fleet.task(task).status().lease()).token();
      var drained =
          fleet
              .blocking()
              .drainSpecialist(
                  DrainSpecialistRequest.newBuilder()
                      .setPool(pool.pool())
                      .setSpecialistId("ada")
                      .build());
      // It says elsewhere that it has stopped, so that it can be offered the task again.
      fleet.apply(pool, new SpecialistCommand.Stopped(new SpecialistKey(pool, "ada"), token));
      var resumed =
          fleet
              .blocking()
              .resumeSpecialist(
                  ResumeSpecialistRequest.newBuilder()
                      .setPool(pool.pool())
                      .setSpecialistId("ada")
                      .build());
      assertThat(drained.getSpecialist().getSpecialistId()).isEqualTo("ada");
      assertThat(resumed.getSpecialist().getSpecialistId()).isEqualTo("ada");
    }

    assertThat(peer.failure()).isEqualTo(new Failure(Code.RESOURCE_EXHAUSTED, "OVERLOADED"));
    fleet.clock.advance(Duration.ofSeconds(31));
    fleet.nudge(pool);
    assertThat(fleet.task(task).state()).isEqualTo(TaskState.QUEUED);
  }

  @Test
  void load_reports_that_come_too_fast_are_read_later_and_hold_nothing_else_up() throws Exception {
    WorkPeer peer = WorkPeer.connected(fleet, pool, "ada", 1);
    int count = WINDOW + 3;
    for (int seq = 1; seq <= count; seq++) {
      peer.send(WorkRequest.newBuilder().setLoad(LoadReport.newBuilder().setSeq(seq)));
    }
    List<HeldTimers.Held> late = new ArrayList<>();
    for (int i = 0; i < WINDOW; i++) {
      late.add(fleet.timers.next());
    }

    assertThat(lastSeq()).isEqualTo(WINDOW);
    assertThat(fleet.timers.isEmpty()).isTrue();
    for (int i = 0; i < WINDOW; i++) {
      assertThat(late.get(i).delayMicros()).isEqualTo((i + 1) * 10_000L);
    }
    for (int i = 0; i < 3; i++) {
      late.get(i).action().run();
    }
    assertThat(lastSeq()).isEqualTo(count);
    late.get(3).action().run();
    long accept =
        peer.send(WorkRequest.newBuilder().setAccept(AcceptAssignmentRequest.getDefaultInstance()));
    assertThat(peer.refused(accept).code()).isEqualTo(Code.INVALID_ARGUMENT);
  }

  @Test
  void a_server_that_stops_ends_the_stream() throws Exception {
    WorkPeer peer = WorkPeer.connected(fleet, pool, "ada", 1);

    fleet.stopShards();

    assertThat(peer.failure()).isEqualTo(new Failure(Code.UNAVAILABLE, "NOT_SERVING"));
    WorkPeer late = WorkPeer.open(fleet);
    late.hello(pool, "ada", FleetFixture.slots(1));
    assertThat(late.failure()).isEqualTo(new Failure(Code.UNAVAILABLE, "NOT_SERVING"));
  }

  private long lastSeq() {
    return fleet
        .blocking()
        .getSpecialist(
            GetSpecialistRequest.newBuilder().setPool(pool.pool()).setSpecialistId("ada").build())
        .getSpecialist()
        .getLoad()
        .getSeq();
  }
}
