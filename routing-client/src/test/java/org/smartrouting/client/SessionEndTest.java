package org.smartrouting.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.smartrouting.v1.AssignmentReference;
import org.smartrouting.v1.ErrorReason;
import org.smartrouting.v1.WorkRequest;

final class SessionEndTest extends SessionFixture {
  @Test
  void a_newer_session_ends_this_one_for_good() throws Exception {
    SpecialistSession session = session(this::untilFinish);
    FakeSpecialists.Stream stream = router.specialists.nextStream();
    stream.welcome();
    stream.assign("t1", 1);
    stream.next();

    Guarded.next(started);
    stream.fail(Errors.exception(Code.ABORTED, "SESSION_SUPERSEDED"));

    SessionEnd end = Guarded.result(session.closed());
    assertThat(end.kind()).isEqualTo(SessionEnd.Kind.SUPERSEDED);
    assertThat(end.error().orElseThrow().reason())
        .isEqualTo(ErrorReason.ERROR_REASON_SESSION_SUPERSEDED);
    assertThat(Guarded.next(interrupted)).isEqualTo("t1");
    assertThat(router.specialists.hasStream()).isFalse();
  }

  @Test
  void a_refused_hello_ends_the_session() throws Exception {
    SpecialistSession session = session(task -> DONE);

    router.specialists.nextStream().fail(Errors.exception(Code.NOT_FOUND, "POOL_NOT_FOUND"));

    SessionEnd end = Guarded.result(session.closed());
    assertThat(end.kind()).isEqualTo(SessionEnd.Kind.REFUSED);
    assertThat(end.error().orElseThrow().reason())
        .isEqualTo(ErrorReason.ERROR_REASON_POOL_NOT_FOUND);
  }

  @Test
  void a_drain_declines_what_comes_and_finishes_what_runs() throws Exception {
    SpecialistSession session = session(this::untilFinish);
    FakeSpecialists.Stream stream = router.specialists.nextStream();
    stream.welcome();
    AssignmentReference running = stream.assign("t1", 1);
    stream.ack(stream.next());

    CompletableFuture<SessionEnd> drained = session.drain();
    WorkRequest leave = stream.next();
    assertThat(leave.hasLeave()).isTrue();
    stream.ack(leave);
    AssignmentReference late = stream.assign("t2", 2);
    assertThat(stream.next().getDecline().getAssignment()).isEqualTo(late);
    assertThat(drained).isNotDone();
    finish.countDown();
    WorkRequest complete = stream.next();
    assertThat(complete.getComplete().getAssignment()).isEqualTo(running);
    assertThat(drained).isNotDone();
    stream.ack(complete);

    assertThat(Guarded.result(drained).kind()).isEqualTo(SessionEnd.Kind.DRAINED);
    assertThat(Guarded.next(stream.ends)).isEqualTo("completed");
    assertThat(interrupted).isEmpty();
  }

  @Test
  void a_session_that_drains_leaves_again_after_a_reconnect() throws Exception {
    SpecialistSession session = session(this::untilFinish);
    FakeSpecialists.Stream first = router.specialists.nextStream();
    first.welcome();
    AssignmentReference running = first.assign("t1", 1);
    first.ack(first.next());
    CompletableFuture<SessionEnd> drained = session.drain();
    WorkRequest leave = first.next();
    assertThat(leave.hasLeave()).isTrue();
    first.ack(leave);
    first.fail(Errors.unavailable());

    FakeSpecialists.Stream second = router.specialists.nextStream();
    second.welcome(running);

    WorkRequest again = second.next();
    assertThat(again.hasLeave()).isTrue();
    second.refuse(again, Errors.busy());
    assertThat(second.next()).isEqualTo(again);
    second.ack(again);
    finish.countDown();
    second.ack(second.next());
    assertThat(Guarded.result(drained).kind()).isEqualTo(SessionEnd.Kind.DRAINED);
    assertThat(second.isSilent()).isTrue();
  }

  @Test
  void a_close_interrupts_what_runs() throws Exception {
    SpecialistSession session = session(this::untilFinish);
    FakeSpecialists.Stream stream = router.specialists.nextStream();
    stream.welcome();
    stream.assign("t1", 1);
    stream.next();

    Guarded.next(started);
    session.close();

    assertThat(Guarded.next(interrupted)).isEqualTo("t1");
    assertThat(Guarded.result(session.closed()).kind()).isEqualTo(SessionEnd.Kind.CLOSED);
    assertThat(Guarded.next(stream.ends)).isEqualTo("cut");
  }

  @Test
  void closing_the_client_closes_its_sessions() throws Exception {
    SpecialistSession session = session(task -> DONE);
    router.specialists.nextStream().welcome();

    client.close();

    assertThat(Guarded.result(session.closed()).kind()).isEqualTo(SessionEnd.Kind.CLOSED);
  }
}
