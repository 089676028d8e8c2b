package org.smartrouting.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smartrouting.v1.ListTasksRequest;
import org.smartrouting.v1.SubmitTaskRequest;
import org.smartrouting.v1.SubmitTasksRequest;
import org.smartrouting.v1.SubmitTasksResponse;
import org.smartrouting.v1.TaskSpec;

final class BulkSubmitTest {
  private final ServiceFixture fixture = new ServiceFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void every_request_gets_one_response_and_the_stream_ends_after_the_last() throws Exception {
    Inbox<SubmitTasksRequest, SubmitTasksResponse> inbox = Inbox.reading();
    StreamObserver<SubmitTasksRequest> requests = fixture.taskStreams().submitTasks(inbox);
    send(requests, 1_000);
    requests.onCompleted();

    assertThat(inbox.end()).isNull();
    assertThat(inbox.next(1_000))
        .allMatch(SubmitTasksResponse::hasAccepted)
        .extracting(SubmitTasksResponse::getSequence)
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 1_000).boxed().toList());
    assertThat(inbox.waiting()).isZero();
  }

  @Test
  void a_bad_request_is_refused_in_its_response_and_the_stream_goes_on() throws Exception {
    Inbox<SubmitTasksRequest, SubmitTasksResponse> inbox = Inbox.reading();
    StreamObserver<SubmitTasksRequest> requests = fixture.taskStreams().submitTasks(inbox);
    requests.onNext(SubmitTasksRequest.newBuilder().setSequence(1).build());
    SubmitTasksResponse invalid = inbox.next();
    requests.onNext(item(2, SubmitTaskRequest.newBuilder().setPool("nowhere")));
    SubmitTasksResponse homeless = inbox.next();
    requests.onNext(item(3, SubmitTaskRequest.newBuilder()));
    SubmitTasksResponse good = inbox.next();
    requests.onCompleted();

    assertThat(inbox.end()).isNull();
    assertThat(List.of(invalid.getSequence(), homeless.getSequence(), good.getSequence()))
        .containsExactly(1L, 2L, 3L);
    assertThat(Refused.of(invalid.getRefused()))
        .isEqualTo(new Refused(Code.INVALID_ARGUMENT, "INVALID_FIELD"));
    assertThat(Refused.of(homeless.getRefused()))
        .isEqualTo(new Refused(Code.NOT_FOUND, "POOL_NOT_FOUND"));
    assertThat(good.hasAccepted()).isTrue();
    assertThat(fixture.tasks().listTasks(ListTasksRequest.getDefaultInstance()).getTasksCount())
        .isEqualTo(1);
  }

  @Test
  void a_repeat_within_a_stream_returns_the_same_task() throws Exception {
    Inbox<SubmitTasksRequest, SubmitTasksResponse> inbox = Inbox.reading();
    StreamObserver<SubmitTasksRequest> requests = fixture.taskStreams().submitTasks(inbox);
    requests.onNext(item(1, SubmitTaskRequest.newBuilder().setRequestId("r")));
    SubmitTasksResponse first = inbox.next();
    requests.onNext(item(2, SubmitTaskRequest.newBuilder().setRequestId("r")));
    SubmitTasksResponse second = inbox.next();
    requests.onCompleted();

    assertThat(inbox.end()).isNull();
    assertThat(second.getAccepted().getRepeatedRequest()).isTrue();
    assertThat(second.getAccepted().getTask().getTaskId())
        .isEqualTo(first.getAccepted().getTask().getTaskId());
  }

  @Test
  void no_more_than_256_requests_are_read_ahead_of_their_responses() throws Exception {
    fixture.store().shut();
    Inbox<SubmitTasksRequest, SubmitTasksResponse> inbox = Inbox.reading();
    StreamObserver<SubmitTasksRequest> requests = fixture.taskStreams().submitTasks(inbox);
    send(requests, 1_000);
    requests.onCompleted();
    Await.until(() -> fixture.traffic().received.get() == BulkSubmit.WINDOW);

    assertThat(fixture.traffic().sent).hasValue(0);
    assertThat(fixture.traffic().requested).hasValue(256);
    fixture.store().open();
    assertThat(inbox.end()).isNull();
    assertThat(inbox.next(1_000)).allMatch(SubmitTasksResponse::hasAccepted);
    assertThat(fixture.traffic().requested.get()).isLessThanOrEqualTo(1_000 + 256);
  }

  @Test
  void nothing_is_read_for_a_client_that_does_not_read() throws Exception {
    Inbox<SubmitTasksRequest, SubmitTasksResponse> inbox = Inbox.readingFirst(0);
    StreamObserver<SubmitTasksRequest> requests = fixture.taskStreams().submitTasks(inbox);
    send(requests, 1_000);
    requests.onCompleted();
    Await.until(() -> fixture.traffic().sent.get() == BulkSubmit.WINDOW);

    assertThat(fixture.traffic().requested).hasValue(256);
    assertThat(fixture.traffic().received).hasValue(256);
    inbox.read(Integer.MAX_VALUE);
    assertThat(inbox.end()).isNull();
    assertThat(inbox.next(1_000)).allMatch(SubmitTasksResponse::hasAccepted);
  }

  @Test
  void a_cancelled_stream_asks_for_nothing_more_and_sends_nothing() throws Exception {
    fixture.store().shut();
    Inbox<SubmitTasksRequest, SubmitTasksResponse> inbox = Inbox.reading();
    StreamObserver<SubmitTasksRequest> requests = fixture.taskStreams().submitTasks(inbox);
    send(requests, 300);
    Await.until(() -> fixture.traffic().received.get() == BulkSubmit.WINDOW);
    inbox.cancel();
    Await.until(() -> fixture.traffic().cancelled.get() == 1);
    fixture.store().open();
    fixture.submit("answered after the others");

    assertThat(fixture.traffic().sent).hasValue(0);
    assertThat(fixture.traffic().requested).hasValue(256);
    assertThat(inbox.end()).isNotNull();
  }

  private static void send(StreamObserver<SubmitTasksRequest> requests, int count) {
    for (int i = 0; i < count; i++) {
      requests.onNext(item(i, SubmitTaskRequest.newBuilder()));
    }
  }

  private static SubmitTasksRequest item(long sequence, SubmitTaskRequest.Builder submit) {
    return SubmitTasksRequest.newBuilder()
        .setSequence(sequence)
        .setSubmit(submit.setSpec(TaskSpec.newBuilder().setTitle("t")))
        .build();
  }
}
