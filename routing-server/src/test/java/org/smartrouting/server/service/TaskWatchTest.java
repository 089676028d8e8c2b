package org.smartrouting.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.engine.TaskCommand;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.task.RequestFingerprint;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskSpec;
import org.smartrouting.server.codec.Cursors;
import org.smartrouting.v1.CancelTaskRequest;
import org.smartrouting.v1.CreatePoolRequest;
import org.smartrouting.v1.SubmitTaskRequest;
import org.smartrouting.v1.Task;
import org.smartrouting.v1.TaskState;
import org.smartrouting.v1.TaskView;
import org.smartrouting.v1.WatchTasksRequest;
import org.smartrouting.v1.WatchTasksResponse;

final class TaskWatchTest {
  private static final WatchTasksRequest ALL = WatchTasksRequest.getDefaultInstance();

  private final ServiceFixture fixture = new ServiceFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void a_watcher_gets_a_cursor_and_then_each_change() throws Exception {
    fixture.submit("before");
    Inbox<WatchTasksRequest, WatchTasksResponse> inbox = watch(ALL);
    WatchTasksResponse first = inbox.next();
    Task made = fixture.submit("after");
    WatchTasksResponse second = inbox.next();
    cancel(made.getTaskId());
    WatchTasksResponse third = inbox.next();

    assertThat(first.hasTask()).isFalse();
    assertThat(first.getCursor()).isNotEmpty();
    assertThat(second.getTask()).isEqualTo(made);
    assertThat(third.getTask().getTaskId()).isEqualTo(made.getTaskId());
    assertThat(third.getTask().getState()).isEqualTo(TaskState.TASK_STATE_CANCELLED);
    assertThat(Set.of(first.getCursor(), second.getCursor(), third.getCursor())).hasSize(3);
  }

  @Test
  void changes_of_other_pools_of_the_shard_are_not_shown_and_do_not_stop_a_watcher()
      throws Exception {
    String neighbour = neighbour();
    fixture.pools().createPool(CreatePoolRequest.newBuilder().setPool(neighbour).build());
    Inbox<WatchTasksRequest, WatchTasksResponse> inbox = watch(ALL);
    inbox.next();
    List<CompletableFuture<TaskCommand.Submitted>> submits = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      submits.add(fixture.later(ServiceFixture.POOL, submit(new PoolKey("default", neighbour), i)));
    }
    submits.forEach(CompletableFuture::join);
    Task own = fixture.submit("own");

    assertThat(inbox.next().getTask().getTaskId()).isEqualTo(own.getTaskId());
    assertThat(inbox.waiting()).isZero();
  }

  @Test
  void named_tasks_come_as_they_are_and_then_as_they_change() throws Exception {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ids.add(fixture.submit("t" + i).getTaskId());
    }
    Task other = fixture.submit("other");
    Inbox<WatchTasksRequest, WatchTasksResponse> inbox =
        watch(WatchTasksRequest.newBuilder().addAllTaskIds(ids).build());

    assertThat(inbox.next().hasTask()).isFalse();
    assertThat(inbox.next(20))
        .extracting(message -> message.getTask().getTaskId())
        .containsExactlyElementsOf(ids);
    cancel(other.getTaskId());
    cancel(ids.get(7));
    assertThat(inbox.next().getTask().getTaskId()).isEqualTo(ids.get(7));
    assertThat(inbox.waiting()).isZero();
  }

  @Test
  void a_watch_of_named_tasks_resumes_among_their_first_states() throws Exception {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(fixture.submit("t" + i).getTaskId());
    }
    WatchTasksRequest request = WatchTasksRequest.newBuilder().addAllTaskIds(ids).build();
    List<WatchTasksResponse> shown = watch(request).next(6);
    fixture.restart();

    for (int seen = 0; seen <= 5; seen++) {
      String cursor = shown.get(seen).getCursor();
      Inbox<WatchTasksRequest, WatchTasksResponse> inbox =
          watch(request.toBuilder().setCursor(cursor).build());
      assertThat(inbox.next().hasTask()).isFalse();
      assertThat(inbox.next(5 - seen))
          .extracting(message -> message.getTask().getTaskId())
          .containsExactlyElementsOf(ids.subList(seen, 5));
      assertThat(inbox.waiting()).isZero();
      inbox.cancel();
    }
  }

  @Test
  void a_watch_of_finished_tasks_ends_with_the_last_of_the_named() throws Exception {
    Task early = fixture.submit("early");
    Task late = fixture.submit("late");
    cancel(early.getTaskId());
    WatchTasksRequest request =
        WatchTasksRequest.newBuilder()
            .addTaskIds(early.getTaskId())
            .addTaskIds(late.getTaskId())
            .setFinishedOnly(true)
            .build();
    Inbox<WatchTasksRequest, WatchTasksResponse> inbox = watch(request);
    inbox.next();
    WatchTasksResponse first = inbox.next();
    cancel(late.getTaskId());
    WatchTasksResponse second = inbox.next();

    assertThat(first.getTask().getTaskId()).isEqualTo(early.getTaskId());
    assertThat(second.getTask().getTaskId()).isEqualTo(late.getTaskId());
    assertThat(inbox.end()).isNull();

    Inbox<WatchTasksRequest, WatchTasksResponse> again =
        watch(request.toBuilder().setCursor(second.getCursor()).build());
    assertThat(again.next().hasTask()).isFalse();
    assertThat(again.end()).isNull();
    assertThat(again.waiting()).isZero();
  }

  @Test
  void a_watch_resumes_after_a_restart_without_loss_or_repeat() throws Exception {
    Inbox<WatchTasksRequest, WatchTasksResponse> inbox = watch(ALL);
    inbox.next();
    Task first = fixture.submit("first");
    String cursor = inbox.next().getCursor();
    Task second = fixture.submit("second");
    Task third = fixture.submit("third");
    fixture.restart();
    Inbox<WatchTasksRequest, WatchTasksResponse> resumed =
        watch(ALL.toBuilder().setCursor(cursor).build());

    assertThat(resumed.next()).isEqualTo(WatchTasksResponse.newBuilder().setCursor(cursor).build());
    assertThat(resumed.next(2))
        .extracting(message -> message.getTask().getTaskId())
        .containsExactly(second.getTaskId(), third.getTaskId());
    Task fourth = fixture.submit("fourth");
    assertThat(resumed.next().getTask().getTaskId()).isEqualTo(fourth.getTaskId());
    assertThat(resumed.waiting()).isZero();
    assertThat(first.getTaskId()).isNotEqualTo(second.getTaskId());
  }

  @Test
  void a_watcher_goes_on_by_itself_when_the_shard_has_recovered() throws Exception {
    Inbox<WatchTasksRequest, WatchTasksResponse> inbox = watch(ALL);
    inbox.next();
    Task before = fixture.submit("before");
    fixture.store().failOnce();
    assertThat(Refused.by(() -> fixture.submit("lost")))
        .isEqualTo(new Refused(Code.UNAVAILABLE, "NOT_SERVING"));
    Await.until(() -> fixture.shards().of(ServiceFixture.POOL).status().recoveries() == 1);
    fixture.awaitServing();
    Task after = fixture.submit("after");

    assertThat(inbox.next(2))
        .extracting(message -> message.getTask().getTaskId())
        .containsExactly(before.getTaskId(), after.getTaskId());
    assertThat(inbox.waiting()).isZero();
  }

  @Test
  void a_client_that_does_not_read_gets_nothing_pushed_and_loses_nothing() throws Exception {
    Inbox<WatchTasksRequest, WatchTasksResponse> inbox = Inbox.readingFirst(3);
    fixture.taskStreams().watchTasks(ALL, inbox);
    inbox.next();
    Set<String> made = new HashSet<>();
    List<CompletableFuture<TaskCommand.Submitted>> submits = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      TaskCommand<TaskCommand.Submitted> submit = submit(ServiceFixture.POOL, i);
      submits.add(fixture.later(ServiceFixture.POOL, submit));
    }
    for (CompletableFuture<TaskCommand.Submitted> submit : submits) {
      made.add(submit.join().task().id().toString());
    }
    Await.until(() -> fixture.shards().of(ServiceFixture.POOL).feed().lastSeq() == 20_000);

    assertThat(inbox.next(2)).allMatch(WatchTasksResponse::hasTask);
    assertThat(fixture.traffic().sent).hasValue(3);
    assertThat(inbox.waiting()).isZero();
    inbox.read(Integer.MAX_VALUE);
    List<WatchTasksResponse> rest = inbox.next(19_998);
    Set<String> shown = new HashSet<>();
    rest.forEach(message -> shown.add(message.getTask().getTaskId()));
    assertThat(shown).hasSize(19_998);
    assertThat(made).containsAll(shown);
    assertThat(fixture.traffic().sentUnready).hasValue(0);
    assertThat(inbox.waiting()).isZero();
  }

  @Test
  void what_is_not_there_cannot_be_watched() throws Exception {
    String task = fixture.submit("t").getTaskId();
    fixture.pools().createPool(CreatePoolRequest.newBuilder().setPool("other").build());

    assertThat(refusal(ALL.toBuilder().setPool("nowhere")))
        .isEqualTo(new Refused(Code.NOT_FOUND, "POOL_NOT_FOUND"));
    for (String missing : List.of("0".repeat(32), "f".repeat(32))) {
      assertThat(refusal(ALL.toBuilder().addTaskIds(task).addTaskIds(missing)))
          .isEqualTo(new Refused(Code.NOT_FOUND, "TASK_NOT_FOUND"));
    }
    assertThat(refusal(ALL.toBuilder().setPool("other").addTaskIds(task)))
        .isEqualTo(new Refused(Code.NOT_FOUND, "TASK_NOT_FOUND"));
    assertThat(refusal(ALL.toBuilder().addTaskIds("no id")))
        .isEqualTo(new Refused(Code.INVALID_ARGUMENT, "INVALID_FIELD"));
  }

  @Test
  void a_cursor_of_another_pool_or_of_the_future_is_refused() throws Exception {
    fixture.pools().createPool(CreatePoolRequest.newBuilder().setPool("other").build());
    String cursor = watch(ALL).next().getCursor();
    WatchScope scope = WatchScope.of(ALL, ServiceFixture.POOL);
    String future = Cursors.ofChange(scope.cursors(), 1_000_000);
    String negative = Cursors.ofChange(scope.cursors(), -1);

    for (String bad : List.of("nonsense", future, negative)) {
      assertThat(refusal(ALL.toBuilder().setCursor(bad)))
          .isEqualTo(new Refused(Code.OUT_OF_RANGE, "INVALID_CURSOR"));
    }
    assertThat(refusal(ALL.toBuilder().setPool("other").setCursor(cursor)))
        .isEqualTo(new Refused(Code.OUT_OF_RANGE, "INVALID_CURSOR"));
  }

  @Test
  void the_full_view_has_payloads_from_memory_and_from_the_store() throws Exception {
    WatchTasksRequest full = ALL.toBuilder().setView(TaskView.TASK_VIEW_FULL).build();
    Inbox<WatchTasksRequest, WatchTasksResponse> inbox = watch(full);
    String cursor = inbox.next().getCursor();
    com.google.protobuf.ByteString payload = com.google.protobuf.ByteString.copyFromUtf8("input");
    for (int i = 0; i < 20; i++) {
      assertThat(
              fixture
                  .tasks()
                  .submitTask(
                      SubmitTaskRequest.newBuilder()
                          .setSpec(
                              org.smartrouting.v1.TaskSpec.newBuilder()
                                  .setTitle("t")
                                  .setPayload(payload))
                          .build())
                  .hasTask())
          .isTrue();
    }
    assertThat(inbox.next(20)).allMatch(m -> m.getTask().getSpec().getPayload().equals(payload));
    fixture.restart();
    Inbox<WatchTasksRequest, WatchTasksResponse> resumed =
        watch(full.toBuilder().setCursor(cursor).build());
    resumed.next();
    assertThat(resumed.next(20)).allMatch(m -> m.getTask().getSpec().getPayload().equals(payload));
  }

  @Test
  void named_tasks_that_change_while_the_watch_begins_are_shown_in_every_state_once()
      throws Exception {
    for (int round = 0; round < 20; round++) {
      Task task = fixture.submit("t" + round);
      CompletableFuture<org.smartrouting.core.task.Task> cancelled =
          fixture.later(
              ServiceFixture.POOL,
              new TaskCommand.Cancel("default", TaskId.parse(task.getTaskId()), ""));
      Inbox<WatchTasksRequest, WatchTasksResponse> inbox =
          watch(
              WatchTasksRequest.newBuilder()
                  .addTaskIds(task.getTaskId())
                  .setFinishedOnly(true)
                  .build());
      cancelled.join();

      assertThat(inbox.end()).isNull();
      assertThat(inbox.next().hasTask()).isFalse();
      assertThat(inbox.next().getTask().getState()).isEqualTo(TaskState.TASK_STATE_CANCELLED);
      assertThat(inbox.waiting()).isZero();
    }
  }

  private Inbox<WatchTasksRequest, WatchTasksResponse> watch(WatchTasksRequest request) {
    Inbox<WatchTasksRequest, WatchTasksResponse> inbox = Inbox.reading();
    fixture.taskStreams().watchTasks(request, inbox);
    return inbox;
  }

  private Refused refusal(WatchTasksRequest.Builder request) throws InterruptedException {
    return Refused.of(watch(request.build()).end());
  }

  private void cancel(String id) {
    CancelTaskRequest request = CancelTaskRequest.newBuilder().setTaskId(id).build();
    assertThat(fixture.tasks().cancelTask(request).getTask().getState())
        .isEqualTo(TaskState.TASK_STATE_CANCELLED);
  }

  private TaskCommand<TaskCommand.Submitted> submit(PoolKey pool, int number) {
    Random chance = new Random(number);
    TaskId id =
        TaskId.random(fixture.shards().numberOf(pool), chance.nextLong(), chance.nextLong());
    return new TaskCommand.Submit(
        new TaskCommand.Request(id, pool, RequestFingerprint.NONE),
        TaskSpec.of("t" + number, Requirement.ANYBODY));
  }

  /** Name of another pool of the same shard. */
  private String neighbour() {
    int shard = fixture.shards().numberOf(ServiceFixture.POOL);
    int number = 0;
    while (fixture.shards().numberOf(new PoolKey("default", "p" + number)) != shard) {
      number++;
    }
    return "p" + number;
  }
}
