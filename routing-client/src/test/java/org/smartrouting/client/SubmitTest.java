package org.smartrouting.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.smartrouting.v1.ErrorReason;
import org.smartrouting.v1.ListTasksRequest;
import org.smartrouting.v1.SubmitTaskRequest;
import org.smartrouting.v1.SubmitTasksRequest;
import org.smartrouting.v1.Task;
import org.smartrouting.v1.TaskSpec;

class SubmitTest {
  private static final TaskSpec SPEC = TaskSpec.newBuilder().setTitle("a title").build();
  private FakeRouter router;
  private RoutingClient client;

  @BeforeEach
  void start() throws Exception {
    router = new FakeRouter();
    client = router.client();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    router.stop();
  }

  @Test
  void a_lost_answer_is_asked_for_again_under_the_same_request_id() throws Exception {
    router.tasks.lostAnswers.add(Errors.unavailable());
    router.tasks.lostAnswers.add(StatusProto.toStatusRuntimeException(Errors.busy()));

    Task task = Guarded.result(client.submit(SPEC));

    Set<String> requestIds = new HashSet<>();
    router.tasks.submits.forEach(submit -> requestIds.add(submit.getRequestId()));
    assertThat(router.tasks.submits).hasSize(3);
    assertThat(requestIds).hasSize(1);
    assertThat(task.getTaskId()).isEqualTo("task-" + requestIds.iterator().next());
    assertThat(router.tasks.made()).isEqualTo(1);
  }

  @Test
  void a_refusal_for_good_is_not_repeated() throws Exception {
    router.tasks.lostAnswers.add(Errors.exception(Code.NOT_FOUND, "POOL_NOT_FOUND"));

    RoutingException error = Guarded.failure(client.submit(SPEC));

    assertThat(error.reason()).isEqualTo(ErrorReason.ERROR_REASON_POOL_NOT_FOUND);
    assertThat(router.tasks.submits).hasSize(1);
  }

  @Test
  void retries_end_with_the_last_error_when_their_time_is_over() throws Exception {
    for (int lost = 0; lost < 10_000; lost++) {
      router.tasks.lostAnswers.add(Errors.unavailable());
    }
    ClientConfig impatient =
        FakeRouter.config().withDeadlines(Duration.ofSeconds(10), Duration.ofMillis(50));
    try (RoutingClient hasty = router.client(impatient)) {
      assertThat(Guarded.failure(hasty.submit(SPEC)).code())
          .isIn(Code.UNAVAILABLE, Code.DEADLINE_EXCEEDED);
    }
  }

  @Test
  void closing_the_client_fails_a_call_that_waits_for_its_next_try() throws Exception {
    router.tasks.lostAnswers.add(Errors.unavailable());
    Backoff slow = new Backoff(Duration.ofHours(1), Duration.ofHours(1));
    ClientConfig patient =
        FakeRouter.config()
            .withBackoffs(slow, slow)
            .withDeadlines(Duration.ofSeconds(10), Duration.ofDays(1));
    RoutingClient closing = router.client(patient);
    CompletableFuture<Task> answer = closing.submit(SPEC);
    Guarded.next(router.tasks.submits);

    closing.close();

    assertThat(Guarded.failure(answer).code()).isEqualTo(Code.UNAVAILABLE);
  }

  @Test
  void many_tasks_are_answered_in_the_order_of_their_requests() throws Exception {
    List<SubmitTaskRequest> requests = new ArrayList<>();
    for (int number = 0; number < 1000; number++) {
      requests.add(request("r" + number));
    }

    List<CompletableFuture<Task>> answers = client.submitAll(requests);

    for (int number = 0; number < 1000; number++) {
      assertThat(answers.get(number)).isCompleted();
      assertThat(answers.get(number).join().getTaskId()).isEqualTo("task-r" + number);
    }
    assertThat(router.tasks.submitStreams).hasSize(1);
  }

  @Test
  void a_full_window_takes_no_more_until_something_is_answered() throws Exception {
    router.tasks.holdAnswers();
    try (RoutingClient narrow = router.client(FakeRouter.config().withSubmitWindow(2));
        BulkSubmitter submitter = narrow.bulkSubmitter()) {
      CompletableFuture<Task> first = submitter.trySubmit(request("r1")).orElseThrow();
      CompletableFuture<Task> second = submitter.trySubmit(request("r2")).orElseThrow();
      assertThat(submitter.trySubmit(request("r3"))).isEqualTo(Optional.empty());

      FakeTasks.SubmitItems stream = Guarded.next(router.tasks.submitStreams);
      stream.accept(Guarded.next(stream.received));
      assertThat(Guarded.result(first).getTaskId()).isEqualTo("task-r1");
      CompletableFuture<Task> third = submitter.trySubmit(request("r3")).orElseThrow();
      assertThat(submitter.trySubmit(request("r4"))).isEqualTo(Optional.empty());

      stream.accept(Guarded.next(stream.received));
      stream.accept(Guarded.next(stream.received));
      assertThat(Guarded.result(second).getTaskId()).isEqualTo("task-r2");
      assertThat(Guarded.result(third).getTaskId()).isEqualTo("task-r3");
    }
  }

  @Test
  void what_was_not_answered_before_a_break_is_sent_again_and_made_once() throws Exception {
    router.tasks.holdAnswers();
    try (BulkSubmitter submitter = client.bulkSubmitter()) {
      CompletableFuture<Task> answered = submitter.submit(request("r1"));
      CompletableFuture<Task> open = submitter.submit(request("r2"));
      FakeTasks.SubmitItems broken = Guarded.next(router.tasks.submitStreams);
      broken.accept(Guarded.next(broken.received));
      assertThat(Guarded.result(answered).getTaskId()).isEqualTo("task-r1");
      SubmitTasksRequest unanswered = Guarded.next(broken.received);
      router.tasks.make(unanswered.getSubmit().getRequestId());
      broken.breakOff();

      FakeTasks.SubmitItems next = Guarded.next(router.tasks.submitStreams);
      SubmitTasksRequest again = Guarded.next(next.received);
      next.accept(again);

      assertThat(again).isEqualTo(unanswered);
      assertThat(Guarded.result(open).getTaskId()).isEqualTo("task-r2");
      assertThat(next.received).isEmpty();
      assertThat(router.tasks.made()).isEqualTo(2);
    }
  }

  @Test
  void an_item_that_was_sent_away_for_a_while_is_sent_again_on_the_same_stream() throws Exception {
    router.tasks.refusals.add(Errors.busy());
    router.tasks.refusals.add(Errors.status(Code.RESOURCE_EXHAUSTED, "POOL_FULL"));
    try (BulkSubmitter submitter = client.bulkSubmitter()) {
      RoutingException error = Guarded.failure(submitter.submit(request("r1")));

      assertThat(error.reason()).isEqualTo(ErrorReason.ERROR_REASON_POOL_FULL);
      assertThat(router.tasks.submits).hasSize(2);
      assertThat(router.tasks.submitStreams).hasSize(1);
    }
  }

  @Test
  void a_listing_goes_through_all_pages() {
    for (int number = 0; number < 7; number++) {
      router.tasks.make("r" + number);
    }

    List<String> listed =
        client
            .list(ListTasksRequest.newBuilder().setPageSize(3).build())
            .map(Task::getTaskId)
            .toList();

    assertThat(listed)
        .containsExactly(
            "task-r0", "task-r1", "task-r2", "task-r3", "task-r4", "task-r5", "task-r6");
  }

  private static SubmitTaskRequest request(String requestId) {
    return SubmitTaskRequest.newBuilder().setRequestId(requestId).setSpec(SPEC).build();
  }
}
