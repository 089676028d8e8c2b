package org.smartrouting.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.rpc.Code;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smartrouting.v1.CancelTaskRequest;
import org.smartrouting.v1.CreatePoolRequest;
import org.smartrouting.v1.ListTasksRequest;
import org.smartrouting.v1.ListTasksResponse;
import org.smartrouting.v1.SubmitTaskRequest;
import org.smartrouting.v1.Task;
import org.smartrouting.v1.TaskSpec;
import org.smartrouting.v1.TaskState;
import org.smartrouting.v1.TaskView;

final class TaskListingTest {
  private final ServiceFixture fixture = new ServiceFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void pages_of_all_states_bring_each_task_once_the_newest_first() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      Task task = fixture.submit("t" + i);
      made.add(task.getTaskId());
      if (i % 3 == 0) {
        cancel(task);
      }
    }
    Collections.reverse(made);

    List<String> listed = new ArrayList<>();
    ListTasksRequest.Builder request = ListTasksRequest.newBuilder().setPageSize(4);
    int pages = 0;
    do {
      ListTasksResponse page = fixture.tasks().listTasks(request.build());
      assertThat(page.getTasksCount()).isLessThanOrEqualTo(4);
      page.getTasksList().forEach(task -> listed.add(task.getTaskId()));
      request.setPageToken(page.getNextPageToken());
      pages++;
    } while (!request.getPageToken().isEmpty());

    assertThat(listed).isEqualTo(made);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void states_narrow_a_listing_down() {
    fixture.submit("waits");
    Task cancelled = fixture.submit("cancelled");
    cancel(cancelled);

    ListTasksResponse page =
        fixture
            .tasks()
            .listTasks(
                ListTasksRequest.newBuilder()
                    .addStates(TaskState.TASK_STATE_CANCELLED)
                    .addStates(TaskState.TASK_STATE_FAILED)
                    .build());

    assertThat(page.getTasksList())
        .extracting(Task::getTaskId)
        .containsExactly(cancelled.getTaskId());
    assertThat(page.getNextPageToken()).isEmpty();
  }

  @Test
  void a_full_page_ends_at_a_mebibyte_and_the_next_goes_on() {
    ByteString payload = ByteString.copyFrom(new byte[400_000]);
    for (int i = 0; i < 5; i++) {
      fixture
          .tasks()
          .submitTask(
              SubmitTaskRequest.newBuilder()
                  .setSpec(TaskSpec.newBuilder().setTitle("t" + i).setPayload(payload))
                  .build());
    }
    ListTasksRequest request =
        ListTasksRequest.newBuilder().setView(TaskView.TASK_VIEW_FULL).build();

    ListTasksResponse first = fixture.tasks().listTasks(request);
    ListTasksResponse second =
        fixture
            .tasks()
            .listTasks(request.toBuilder().setPageToken(first.getNextPageToken()).build());

    assertThat(first.getTasksList())
        .extracting(task -> task.getSpec().getTitle())
        .containsExactly("t4", "t3", "t2");
    assertThat(first.getTasks(0).getSpec().getPayload()).isEqualTo(payload);
    assertThat(second.getTasksList())
        .extracting(task -> task.getSpec().getTitle())
        .containsExactly("t1", "t0");
    assertThat(second.getNextPageToken()).isEmpty();
  }

  @Test
  void a_token_holds_for_its_listing_only() {
    fixture.submit("a");
    fixture.submit("b");
    fixture.pools().createPool(CreatePoolRequest.newBuilder().setPool("other").build());
    ListTasksRequest request = ListTasksRequest.newBuilder().setPageSize(1).build();
    String token = fixture.tasks().listTasks(request).getNextPageToken();

    assertRefused(request.toBuilder().setPageToken("nonsense").build());
    assertRefused(request.toBuilder().setPageToken(token).setPool("other").build());
    assertRefused(
        request.toBuilder().setPageToken(token).addStates(TaskState.TASK_STATE_QUEUED).build());
  }

  @Test
  void a_missing_pool_and_a_negative_page_are_refused() {
    assertThat(
            Refused.by(
                () ->
                    fixture
                        .tasks()
                        .listTasks(ListTasksRequest.newBuilder().setPool("nowhere").build())))
        .isEqualTo(new Refused(Code.NOT_FOUND, "POOL_NOT_FOUND"));
    assertThat(
            Refused.by(
                () ->
                    fixture
                        .tasks()
                        .listTasks(ListTasksRequest.newBuilder().setPageSize(-1).build())))
        .isEqualTo(new Refused(Code.INVALID_ARGUMENT, "INVALID_FIELD"));
  }

  private void assertRefused(ListTasksRequest request) {
    assertThat(Refused.by(() -> fixture.tasks().listTasks(request)))
        .isEqualTo(new Refused(Code.OUT_OF_RANGE, "INVALID_CURSOR"));
  }

  private void cancel(Task task) {
    CancelTaskRequest request = CancelTaskRequest.newBuilder().setTaskId(task.getTaskId()).build();
    assertThat(fixture.tasks().cancelTask(request).getTask().getState())
        .isEqualTo(TaskState.TASK_STATE_CANCELLED);
  }
}
