package org.smartrouting.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status.Code;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.smartrouting.v1.AssignmentReference;
import org.smartrouting.v1.FailureKind;
import org.smartrouting.v1.LoadReport;
import org.smartrouting.v1.WorkRequest;

final class SpecialistSessionTest extends SessionFixture {
  @Test
  void a_task_is_accepted_and_completed() throws Exception {
    session(task -> DONE);
    FakeSpecialists.Stream stream = router.specialists.nextStream();
    WorkRequest hello = stream.welcome();
    assertThat(hello.getHello().getSpecialistId()).isEqualTo("s1");
    assertThat(hello.getHello().getHeldAssignmentsList()).isEmpty();

    AssignmentReference assignment = stream.assign("t1", 1);

    assertThat(stream.next().getAccept().getAssignment()).isEqualTo(assignment);
    WorkRequest complete = stream.next();
    assertThat(complete.getComplete().getAssignment()).isEqualTo(assignment);
    assertThat(complete.getComplete().getResult()).isEqualTo(DONE);
  }

  @Test
  void what_the_handler_throws_says_what_becomes_of_the_task() throws Exception {
    Deque<Exception> thrown =
        new ArrayDeque<>(
            List.of(
                TaskFailure.permanent("never", null),
                TaskFailure.blocked("needs a key", null),
                new IllegalStateException("odd\nerror")));
    session(
        task -> {
          throw thrown.remove();
        });
    FakeSpecialists.Stream stream = router.specialists.nextStream();
    stream.welcome();

    stream.assign("t1", 1);
    assertFailed(stream, FailureKind.FAILURE_KIND_PERMANENT, "never");
    stream.assign("t2", 2);
    assertFailed(stream, FailureKind.FAILURE_KIND_BLOCKED, "needs a key");
    stream.assign("t3", 3);
    assertFailed(
        stream, FailureKind.FAILURE_KIND_RETRYABLE, "java.lang.IllegalStateException: odd error");
  }

  @Test
  void a_break_keeps_what_runs_and_completes_it_once_on_the_next_stream() throws Exception {
    session(this::untilFinish);
    FakeSpecialists.Stream first = router.specialists.nextStream();
    first.welcome();
    AssignmentReference assignment = first.assign("t1", 1);
    first.ack(first.next());
    first.fail(Errors.unavailable());

    FakeSpecialists.Stream second = router.specialists.nextStream();
    WorkRequest hello = second.welcome(assignment);
    finish.countDown();

    assertThat(hello.getHello().getHeldAssignmentsList()).containsExactly(assignment);
    assertThat(second.next().getComplete().getAssignment()).isEqualTo(assignment);
    assertThat(interrupted).isEmpty();
  }

  @Test
  void a_completion_without_an_answer_is_sent_exactly_once_more() throws Exception {
    SpecialistSession session = session(task -> DONE);
    FakeSpecialists.Stream first = router.specialists.nextStream();
    first.welcome();
    AssignmentReference assignment = first.assign("t1", 1);
    first.ack(first.next());
    WorkRequest complete = first.next();
    first.fail(Errors.unavailable());

    FakeSpecialists.Stream second = router.specialists.nextStream();
    assertThat(second.welcome(assignment).getHello().getHeldAssignmentsList())
        .containsExactly(assignment);
    assertThat(second.next()).isEqualTo(complete);
    second.ack(complete);
    // Everything the session had to send is sent before it closes the stream; whether it takes its
    // leave depends on which it sees first, the ack or the drain.
    Guarded.result(session.drain());
    assertThat(Guarded.next(second.ends)).isEqualTo("completed");
    assertThat(second.received).allMatch(WorkRequest::hasLeave);
  }

  @Test
  void a_task_that_finished_while_disconnected_is_completed_after_the_reconnect() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    session(
        task -> {
          untilFinish(task);
          done.countDown();
          return DONE;
        });
    FakeSpecialists.Stream first = router.specialists.nextStream();
    first.welcome();
    AssignmentReference assignment = first.assign("t1", 1);
    WorkRequest accept = first.next();
    first.fail(Errors.unavailable());
    FakeSpecialists.Stream second = router.specialists.nextStream();
    finish.countDown();
    Guarded.reached(done);

    assertThat(second.welcome(assignment).getHello().getHeldAssignmentsList())
        .containsExactly(assignment);
    assertThat(second.next()).isEqualTo(accept);
    assertThat(second.next().getComplete().getAssignment()).isEqualTo(assignment);
  }

  @Test
  void what_the_router_does_not_resume_is_interrupted_and_forgotten() throws Exception {
    session(this::untilFinish);
    FakeSpecialists.Stream first = router.specialists.nextStream();
    first.welcome();
    AssignmentReference assignment = first.assign("t1", 1);
    first.next();
    Guarded.next(started);
    first.fail(Errors.unavailable());

    FakeSpecialists.Stream second = router.specialists.nextStream();
    second.welcome();

    assertThat(Guarded.next(interrupted)).isEqualTo("t1");
    assertThat(second.next().getStopped().getAssignment()).isEqualTo(assignment);
    second.fail(Errors.unavailable());
    FakeSpecialists.Stream third = router.specialists.nextStream();
    assertThat(third.welcome().getHello().getHeldAssignmentsList()).isEmpty();
    assertThat(second.isSilent()).isTrue();
  }

  @Test
  void a_stale_acceptance_interrupts_the_handler() throws Exception {
    session(this::untilFinish);
    FakeSpecialists.Stream stream = router.specialists.nextStream();
    stream.welcome();
    stream.assign("t1", 1);

    Guarded.next(started);
    stream.refuse(stream.next(), Errors.status(Code.ABORTED, "STALE_ASSIGNMENT"));

    assertThat(Guarded.next(interrupted)).isEqualTo("t1");
  }

  @Test
  void a_revoked_task_is_interrupted_and_its_result_dropped() throws Exception {
    SpecialistSession session = session(this::untilFinish);
    FakeSpecialists.Stream stream = router.specialists.nextStream();
    stream.welcome();
    AssignmentReference assignment = stream.assign("t1", 1);
    stream.ack(stream.next());

    Guarded.next(started);
    stream.revoke(assignment);

    assertThat(Guarded.next(interrupted)).isEqualTo("t1");
    assertThat(stream.next().getStopped().getAssignment()).isEqualTo(assignment);
    Guarded.result(session.drain());
    assertThat(Guarded.next(stream.ends)).isEqualTo("completed");
    assertThat(stream.isSilent()).isTrue();
  }

  @Test
  void a_message_that_the_router_could_not_take_is_sent_again() throws Exception {
    session(task -> DONE);
    FakeSpecialists.Stream stream = router.specialists.nextStream();
    stream.welcome();
    stream.assign("t1", 1);
    stream.ack(stream.next());
    WorkRequest complete = stream.next();

    stream.refuse(complete, Errors.busy());

    assertThat(stream.next()).isEqualTo(complete);
  }

  @Test
  void a_result_that_the_router_never_takes_fails_the_task_for_good() throws Exception {
    session(task -> DONE);
    FakeSpecialists.Stream stream = router.specialists.nextStream();
    stream.welcome();
    stream.assign("t1", 1);
    stream.ack(stream.next());

    stream.refuse(stream.next(), Errors.status(Code.INVALID_ARGUMENT, "INVALID_FIELD"));

    assertThat(stream.next().getFail().getFailure().getKind())
        .isEqualTo(FailureKind.FAILURE_KIND_PERMANENT);
  }

  @Test
  void progress_is_sent_one_report_at_a_time_with_the_latest_value() throws Exception {
    session(
        task -> {
          task.reportProgress(0.1);
          task.reportProgress(0.2);
          task.reportProgress(0.3);
          return untilFinish(task);
        });
    FakeSpecialists.Stream stream = router.specialists.nextStream();
    stream.welcome();
    stream.assign("t1", 1);
    stream.ack(stream.next());
    WorkRequest first = stream.next();
    assertThat(first.getRenew().getProgress()).isEqualTo(0.1);
    stream.ack(first);

    double second = stream.next().getRenew().getProgress();

    // The handler may have been between its reports when the first was answered.
    assertThat(second).isIn(0.2, 0.3);
  }

  @Test
  void a_result_is_sent_with_the_last_word_on_its_quality() throws Exception {
    session(
        task -> {
          assertThatThrownBy(() -> task.rateResult(1.01))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining("quality");
          if (task.task().getTaskId().equals("t1")) {
            task.rateResult(0.5);
            task.rateResult(0.75);
          }
          return DONE;
        });
    FakeSpecialists.Stream stream = router.specialists.nextStream();
    stream.welcome();

    stream.assign("t1", 1);
    stream.ack(stream.next());
    assertThat(stream.next().getComplete().getQuality()).isEqualTo(0.75);
    stream.assign("t2", 2);
    stream.ack(stream.next());
    assertThat(stream.next().getComplete().hasQuality()).isFalse();
  }

  @Test
  void heartbeats_and_rising_load_reports_are_sent_while_connected() throws Exception {
    client
        .specialist("s1")
        .handler(task -> DONE)
        .load(() -> LoadReport.newBuilder().setCpuUtilization(0.5).build(), Duration.ofMillis(10))
        .start();
    FakeSpecialists.Stream stream = router.specialists.nextStream();
    stream.welcome(com.google.protobuf.Duration.newBuilder().setNanos(10_000_000).build());

    long lastSeq = 0;
    int heartbeats = 0;
    while (lastSeq < 3 || heartbeats < 3) {
      WorkRequest message = stream.next();
      if (message.hasHeartbeat()) {
        heartbeats++;
      } else {
        assertThat(message.getLoad().getCpuUtilization()).isEqualTo(0.5);
        assertThat(message.getLoad().getSeq()).isGreaterThan(lastSeq);
        lastSeq = message.getLoad().getSeq();
      }
    }
  }

  @Test
  void a_task_that_the_executor_rejects_is_declined() throws Exception {
    client
        .specialist("s1")
        .handler(task -> DONE)
        .executor(
            work -> {
              throw new RejectedExecutionException("full");
            })
        .start();
    FakeSpecialists.Stream stream = router.specialists.nextStream();
    stream.welcome();

    AssignmentReference assignment = stream.assign("t1", 1);

    assertThat(stream.next().getDecline().getAssignment()).isEqualTo(assignment);
  }

  @Test
  void what_is_given_ahead_of_a_slot_is_begun_after_the_one_before_it() throws Exception {
    session(this::untilFinish);
    FakeSpecialists.Stream stream = router.specialists.nextStream();
    stream.welcome();
    AssignmentReference first = stream.assign("t1", 1);
    stream.ack(stream.next());
    AssignmentReference ahead = stream.assignAhead("t2", 2);
    AssignmentReference other = stream.assignAhead("t3", 3);
    stream.revoke(other);
    // So both were received before.
    assertThat(stream.next().getStopped().getAssignment()).isEqualTo(other);

    finish.countDown();

    assertThat(stream.next().getComplete().getAssignment()).isEqualTo(first);
    assertThat(stream.next().getAccept().getAssignment()).isEqualTo(ahead);
  }

  @Test
  void what_was_given_ahead_begins_at_once_when_nothing_is_at_work() throws Exception {
    session(this::untilFinish);
    FakeSpecialists.Stream stream = router.specialists.nextStream();
    stream.welcome();

    AssignmentReference ahead = stream.assignAhead("t1", 1);

    assertThat(stream.next().getAccept().getAssignment()).isEqualTo(ahead);
  }

  @Test
  void what_was_given_ahead_is_forgotten_when_it_is_revoked() throws Exception {
    session(this::untilFinish);
    FakeSpecialists.Stream stream = router.specialists.nextStream();
    stream.welcome();
    stream.assign("t1", 1);
    stream.ack(stream.next());
    AssignmentReference ahead = stream.assignAhead("t2", 2);

    stream.revoke(ahead);

    assertThat(stream.next().getStopped().getAssignment()).isEqualTo(ahead);
    finish.countDown();
    assertThat(stream.next().getComplete().getAssignment().getTaskId()).isEqualTo("t1");
  }

  @Test
  void an_acceptance_that_comes_before_the_slot_is_free_is_sent_again() throws Exception {
    session(this::untilFinish);
    FakeSpecialists.Stream stream = router.specialists.nextStream();
    stream.welcome();
    stream.assignAhead("t1", 1);
    WorkRequest accept = stream.next();
    assertThat(Guarded.next(started)).isEqualTo("t1");

    stream.refuse(accept, Errors.status(Code.FAILED_PRECONDITION, "SPECIALIST_BUSY"));

    assertThat(stream.next()).isEqualTo(accept);
    assertThat(interrupted).isEmpty();
  }
}
