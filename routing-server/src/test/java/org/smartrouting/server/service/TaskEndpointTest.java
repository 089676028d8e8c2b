package org.smartrouting.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import com.google.rpc.Code;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.shard.ShardConfig;
import org.smartrouting.v1.CancelTaskRequest;
import org.smartrouting.v1.CreatePoolRequest;
import org.smartrouting.v1.DeleteTaskRequest;
import org.smartrouting.v1.GetTaskRequest;
import org.smartrouting.v1.ListTasksRequest;
import org.smartrouting.v1.ListTasksResponse;
import org.smartrouting.v1.PoolPolicy;
import org.smartrouting.v1.Priority;
import org.smartrouting.v1.SubmitTaskRequest;
import org.smartrouting.v1.SubmitTaskResponse;
import org.smartrouting.v1.Task;
import org.smartrouting.v1.TaskSpec;
import org.smartrouting.v1.TaskState;
import org.smartrouting.v1.TaskView;
import org.smartrouting.v1.UpdateTaskRequest;

final class TaskEndpointTest {
  private static final String NO_TASK = "0".repeat(32);
  private static final String NO_SHARD = "f".repeat(32);

  private ServiceFixture fixture = new ServiceFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void a_task_is_read_back_in_the_view_that_is_asked_for() {
    TaskSpec spec =
        TaskSpec.newBuilder().setTitle("write it").setPayload(ByteString.copyFromUtf8("x")).build();
    Task made = submit(SubmitTaskRequest.newBuilder().setSpec(spec).build()).getTask();

    assertThat(made.getState()).isEqualTo(TaskState.TASK_STATE_QUEUED);
    assertThat(made.getSpec().getPayload()).isEmpty();
    assertThat(get(made.getTaskId()).getSpec().getPayload()).isEqualTo(spec.getPayload());
    GetTaskRequest basic =
        GetTaskRequest.newBuilder()
            .setTaskId(made.getTaskId())
            .setView(TaskView.TASK_VIEW_BASIC)
            .build();
    assertThat(fixture.tasks().getTask(basic).getTask()).isEqualTo(made);
  }

  @Test
  void a_finished_task_is_read_from_the_store_with_its_result() throws Exception {
    ServiceFixture.Worker worker = fixture.connect("ann", 1);
    Task made = fixture.submit("work");
    worker.complete(worker.take());

    Task finished = get(made.getTaskId());

    assertThat(finished.getState()).isEqualTo(TaskState.TASK_STATE_SUCCEEDED);
    assertThat(finished.getResult().getOutput().size()).isEqualTo(3);
    assertThat(finished.getSpecialistId()).isEqualTo("ann");
  }

  @Test
  void a_repeat_returns_the_first_task_also_after_a_restart() {
    SubmitTaskRequest request = named("r-1", "same");
    SubmitTaskResponse first = submit(request);
    SubmitTaskResponse second = submit(request);
    fixture.restart();
    SubmitTaskResponse third = submit(request);

    assertThat(first.getRepeatedRequest()).isFalse();
    assertThat(second.getRepeatedRequest()).isTrue();
    assertThat(third.getRepeatedRequest()).isTrue();
    assertThat(third.getTask().getTaskId()).isEqualTo(first.getTask().getTaskId());
    assertThat(list(ListTasksRequest.getDefaultInstance()).getTasksCount()).isEqualTo(1);
  }

  @Test
  void a_request_id_is_refused_with_another_request() {
    submit(named("r-1", "one"));

    assertThat(Refused.by(() -> submit(named("r-1", "two"))))
        .isEqualTo(new Refused(Code.ALREADY_EXISTS, "REQUEST_ID_REUSED"));
    assertThat(list(ListTasksRequest.getDefaultInstance()).getTasksCount()).isEqualTo(1);
  }

  @Test
  void submits_that_cannot_be_are_refused_and_make_nothing() {
    TaskSpec.Builder spec = TaskSpec.newBuilder().setTitle("t");
    SubmitTaskRequest noTitle =
        SubmitTaskRequest.newBuilder().setSpec(TaskSpec.getDefaultInstance()).build();
    SubmitTaskRequest noPool = SubmitTaskRequest.newBuilder().setPool("p").setSpec(spec).build();
    SubmitTaskRequest noSource = SubmitTaskRequest.newBuilder().setResubmitTaskId(NO_TASK).build();
    SubmitTaskRequest noDependency =
        SubmitTaskRequest.newBuilder().setSpec(spec.addDependencyTaskIds(NO_TASK)).build();

    assertThat(Refused.by(() -> submit(noTitle)))
        .isEqualTo(new Refused(Code.INVALID_ARGUMENT, "INVALID_FIELD"));
    assertThat(Refused.by(() -> submit(noPool)))
        .isEqualTo(new Refused(Code.NOT_FOUND, "POOL_NOT_FOUND"));
    assertThat(Refused.by(() -> submit(noSource)))
        .isEqualTo(new Refused(Code.NOT_FOUND, "TASK_NOT_FOUND"));
    assertThat(Refused.by(() -> submit(noDependency)))
        .isEqualTo(new Refused(Code.FAILED_PRECONDITION, "DEPENDENCY_NOT_FOUND"));
    assertThat(list(ListTasksRequest.getDefaultInstance()).getTasksCount()).isZero();
  }

  @Test
  void a_task_cannot_depend_on_itself() {
    Task first = submit(named("r-1", "one")).getTask();
    UpdateTaskRequest cycle =
        update(first, "dependency_task_ids")
            .setSpec(TaskSpec.newBuilder().addDependencyTaskIds(first.getTaskId()))
            .build();

    assertThat(Refused.by(() -> fixture.tasks().updateTask(cycle)))
        .isEqualTo(new Refused(Code.FAILED_PRECONDITION, "DEPENDENCY_CYCLE"));
    assertThat(get(first.getTaskId()).getEtag()).isEqualTo(first.getEtag());
  }

  @Test
  void a_dead_letter_is_submitted_again_and_a_living_task_is_not() throws Exception {
    ServiceFixture.Worker worker = fixture.connect("ann", 1);
    Task made = fixture.submit("work");
    org.smartrouting.core.task.Task taken = worker.take();
    SubmitTaskRequest again =
        SubmitTaskRequest.newBuilder().setResubmitTaskId(made.getTaskId()).build();

    assertThat(Refused.by(() -> submit(again)))
        .isEqualTo(new Refused(Code.FAILED_PRECONDITION, "WRONG_TASK_STATE"));
    worker.fail(taken);
    Task revived = submit(again).getTask();

    assertThat(revived.getTaskId()).isNotEqualTo(made.getTaskId());
    assertThat(revived.getSpec().getTitle()).isEqualTo("work");
    assertThat(get(made.getTaskId()).getState()).isEqualTo(TaskState.TASK_STATE_FAILED);
  }

  @Test
  void a_full_pool_refuses() {
    fixture
        .pools()
        .createPool(
            CreatePoolRequest.newBuilder()
                .setPool("small")
                .setPolicy(PoolPolicy.newBuilder().setMaxUnfinishedTasks(1))
                .build());
    SubmitTaskRequest request =
        SubmitTaskRequest.newBuilder()
            .setPool("small")
            .setSpec(TaskSpec.newBuilder().setTitle("t"))
            .build();
    submit(request);

    assertThat(Refused.by(() -> submit(request)))
        .isEqualTo(new Refused(Code.RESOURCE_EXHAUSTED, "POOL_FULL"));
  }

  @Test
  void a_full_memory_refuses() {
    fixture.close();
    fixture = new ServiceFixture(new ShardConfig("test", 16, 2_000, 8 << 20, 1_000, 100));
    SubmitTaskRequest big =
        SubmitTaskRequest.newBuilder()
            .setSpec(
                TaskSpec.newBuilder()
                    .setTitle("t")
                    .setPayload(ByteString.copyFrom(new byte[2_000])))
            .build();

    assertThat(Refused.by(() -> submit(big)))
        .isEqualTo(new Refused(Code.RESOURCE_EXHAUSTED, "MEMORY_FULL"));
  }

  @Test
  void what_does_not_exist_is_not_found() {
    for (String id : new String[] {NO_TASK, NO_SHARD}) {
      assertNotFound(() -> get(id));
      assertNotFound(() -> cancel(id));
      assertNotFound(() -> delete(id));
      Task named = Task.newBuilder().setTaskId(id).build();
      assertNotFound(() -> fixture.tasks().updateTask(update(named, "priority").build()));
    }
  }

  @Test
  void a_server_that_stops_says_so() throws Exception {
    fixture.shards().drain();

    assertThat(Refused.by(() -> fixture.submit("late")))
        .isEqualTo(new Refused(Code.UNAVAILABLE, "NOT_SERVING"));
  }

  @Test
  void a_full_mailbox_refuses_and_what_was_refused_was_not_made() {
    fixture.close();
    fixture = new ServiceFixture(new ShardConfig("test", 1, 1, 8 << 20, 1 << 20, 100));
    fixture.store().shut();
    Inbox<SubmitTaskRequest, SubmitTaskResponse> first = Inbox.reading();
    Set<Refused> refusals = new HashSet<>();
    java.util.List<Inbox<SubmitTaskRequest, SubmitTaskResponse>> sent = new java.util.ArrayList<>();
    sent.add(first);
    fixture.taskStreams().submitTask(named("", "t"), first);
    Await.until(
        () -> {
          Inbox<SubmitTaskRequest, SubmitTaskResponse> next = Inbox.reading();
          fixture.taskStreams().submitTask(named("", "t"), next);
          if (next.hasFailed()) {
            refusals.add(Refused.of(next.failure()));
            return true;
          }
          sent.add(next);
          return false;
        });
    fixture.store().open();

    assertThat(refusals).containsExactly(new Refused(Code.RESOURCE_EXHAUSTED, "OVERLOADED"));
    for (Inbox<SubmitTaskRequest, SubmitTaskResponse> call : sent) {
      assertThat(catchEnd(call)).isNull();
    }
    assertThat(list(ListTasksRequest.newBuilder().setPageSize(500).build()).getTasksCount())
        .isEqualTo(sent.size());
  }

  @Test
  void an_update_changes_what_the_mask_names_and_needs_the_current_etag() {
    Task made = fixture.submit("t");
    UpdateTaskRequest change =
        update(made, "priority")
            .setEtag(made.getEtag())
            .setSpec(
                TaskSpec.newBuilder().setPriority(Priority.PRIORITY_HIGH).putLabels("not", "named"))
            .build();

    Task changed = fixture.tasks().updateTask(change).getTask();

    assertThat(changed.getSpec().getPriority()).isEqualTo(Priority.PRIORITY_HIGH);
    assertThat(changed.getSpec().getLabelsMap()).isEmpty();
    assertThat(changed.getEtag()).isNotEqualTo(made.getEtag());
    for (String stale : new String[] {made.getEtag(), "0", "no-etag"}) {
      assertThat(
              Refused.by(
                  () -> fixture.tasks().updateTask(change.toBuilder().setEtag(stale).build())))
          .isEqualTo(new Refused(Code.ABORTED, "STALE_ETAG"));
    }
    assertThat(get(made.getTaskId()).getEtag()).isEqualTo(changed.getEtag());
  }

  @Test
  void a_cancel_can_come_twice_but_not_after_another_end() throws Exception {
    ServiceFixture.Worker worker = fixture.connect("ann", 1);
    Task done = fixture.submit("done");
    worker.complete(worker.take());
    Task held = fixture.submit("held");
    worker.take();

    assertThat(cancel(held.getTaskId()).getState()).isEqualTo(TaskState.TASK_STATE_CANCELLED);
    assertThat(cancel(held.getTaskId()).getState()).isEqualTo(TaskState.TASK_STATE_CANCELLED);
    assertThat(cancel(held.getTaskId()).getStateReason()).isEqualTo("enough");
    assertThat(Refused.by(() -> cancel(done.getTaskId())))
        .isEqualTo(new Refused(Code.FAILED_PRECONDITION, "WRONG_TASK_STATE"));
    assertThat(Refused.by(() -> fixture.tasks().updateTask(update(done, "labels").build())))
        .isEqualTo(new Refused(Code.FAILED_PRECONDITION, "WRONG_TASK_STATE"));
    assertThat(get(done.getTaskId()).getState()).isEqualTo(TaskState.TASK_STATE_SUCCEEDED);
  }

  @Test
  void only_a_finished_task_is_deleted_and_its_request_id_is_free_then() {
    Task made = submit(named("r-1", "one")).getTask();

    assertThat(Refused.by(() -> delete(made.getTaskId())))
        .isEqualTo(new Refused(Code.FAILED_PRECONDITION, "WRONG_TASK_STATE"));
    cancel(made.getTaskId());
    delete(made.getTaskId());

    assertNotFound(() -> get(made.getTaskId()));
    assertThat(submit(named("r-1", "two")).getRepeatedRequest()).isFalse();
  }

  private void assertNotFound(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThat(Refused.by(call)).isEqualTo(new Refused(Code.NOT_FOUND, "TASK_NOT_FOUND"));
  }

  private static Throwable catchEnd(Inbox<?, ?> call) {
    try {
      return call.end();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private SubmitTaskResponse submit(SubmitTaskRequest request) {
    return fixture.tasks().submitTask(request);
  }

  private ListTasksResponse list(ListTasksRequest request) {
    return fixture.tasks().listTasks(request);
  }

  private Task get(String id) {
    return fixture.tasks().getTask(GetTaskRequest.newBuilder().setTaskId(id).build()).getTask();
  }

  private Task cancel(String id) {
    CancelTaskRequest request =
        CancelTaskRequest.newBuilder().setTaskId(id).setReason("enough").build();
    return fixture.tasks().cancelTask(request).getTask();
  }

  private void delete(String id) {
    assertThat(fixture.tasks().deleteTask(DeleteTaskRequest.newBuilder().setTaskId(id).build()))
        .isNotNull();
  }

  private static UpdateTaskRequest.Builder update(Task task, String path) {
    return UpdateTaskRequest.newBuilder()
        .setTaskId(task.getTaskId())
        .setSpec(TaskSpec.newBuilder().setPriority(Priority.PRIORITY_LOW))
        .setUpdateMask(FieldMask.newBuilder().addPaths(path));
  }

  private static SubmitTaskRequest named(String requestId, String title) {
    return SubmitTaskRequest.newBuilder()
        .setRequestId(requestId)
        .setSpec(TaskSpec.newBuilder().setTitle(title))
        .build();
  }
}
