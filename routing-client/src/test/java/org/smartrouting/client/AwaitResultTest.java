package org.smartrouting.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.smartrouting.v1.ErrorReason;
import org.smartrouting.v1.Task;
import org.smartrouting.v1.TaskState;
import org.smartrouting.v1.WatchTasksRequest;

class AwaitResultTest {
  private static final Duration LONG = Duration.ofHours(1);
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
  void a_task_that_finished_before_is_seen_without_a_watch() throws Exception {
    Task task = router.tasks.make("r1");
    router.tasks.finish(task);

    assertSucceeded(client.awaitResult(task.getTaskId(), LONG));
    assertThat(router.tasks.watches).isEmpty();
  }

  @Test
  void a_task_that_finished_before_the_watch_stood_is_seen() throws Exception {
    Task running = router.tasks.make("r1");
    router.tasks.finish(running);

    // The caller has it as running, so only the read after the watch can tell.
    assertSucceeded(client.awaitResult(running, LONG));
    assertThat(router.tasks.watches).hasSize(1);
  }

  @Test
  void a_task_that_finishes_while_it_is_watched_is_seen() throws Exception {
    Task task = router.tasks.make("r1");
    CompletableFuture<Task> result = awaitWatched(task);

    router.tasks.finish(task);

    assertSucceeded(result);
  }

  @Test
  void a_task_that_finishes_during_a_break_is_seen_from_the_cursor() throws Exception {
    Task before = router.tasks.make("r1");
    Task during = router.tasks.make("r2");
    CompletableFuture<Task> first = awaitWatched(before);
    CompletableFuture<Task> second = client.awaitResult(during, LONG);
    assertThat(Guarded.next(router.tasks.reads)).isEqualTo(during.getTaskId());
    router.tasks.finish(before);
    assertSucceeded(first);

    router.tasks.refuseWatches(true);
    router.tasks.breakWatches();
    router.tasks.finish(during);
    Guarded.next(router.tasks.watches);
    router.tasks.refuseWatches(false);

    assertSucceeded(second);
    assertThat(Guarded.next(router.tasks.watches).getCursor()).isEqualTo("a:1");
    assertThat(router.tasks.reads).isEmpty();
  }

  @Test
  void a_task_that_finishes_after_a_break_is_seen() throws Exception {
    Task task = router.tasks.make("r1");
    CompletableFuture<Task> result = awaitWatched(task);
    router.tasks.breakWatches();
    assertThat(Guarded.next(router.tasks.watches).getCursor()).isEqualTo("a:0");

    router.tasks.finish(task);

    assertSucceeded(result);
  }

  @Test
  void a_forgotten_cursor_leads_to_a_new_watch_and_a_read_of_all_who_wait() throws Exception {
    Task finishing = router.tasks.make("r1");
    Task running = router.tasks.make("r2");
    CompletableFuture<Task> first = awaitWatched(finishing);
    CompletableFuture<Task> second = client.awaitResult(running, LONG);
    assertThat(Guarded.next(router.tasks.reads)).isEqualTo(running.getTaskId());

    router.tasks.refuseWatches(true);
    router.tasks.breakWatches();
    router.tasks.finish(finishing);
    router.tasks.forgetCursors();
    router.tasks.refuseWatches(false);

    assertSucceeded(first);
    router.tasks.finish(running);
    assertSucceeded(second);
  }

  @Test
  void all_who_wait_share_one_watch_that_is_closed_after_the_last() throws Exception {
    Task task = router.tasks.make("r1");
    Task other = router.tasks.make("r2");
    CompletableFuture<Task> first = awaitWatched(task);
    CompletableFuture<Task> second = client.awaitResult(task, LONG);
    CompletableFuture<Task> third = client.awaitResult(other, LONG);
    router.tasks.finish(task);
    assertSucceeded(first);
    assertSucceeded(second);
    assertThat(router.tasks.closedWatches).isEmpty();

    third.cancel(false);

    assertThat(Guarded.next(router.tasks.closedWatches)).isEqualTo("closed");
    assertThat(router.tasks.watches).isEmpty();
  }

  @Test
  void an_unknown_task_fails_those_who_wait_for_it() throws Exception {
    Task unknown = Task.newBuilder().setTaskId("unknown").setPool("default").build();

    assertThat(Guarded.failure(client.awaitResult(unknown, LONG)).reason())
        .isEqualTo(ErrorReason.ERROR_REASON_TASK_NOT_FOUND);
  }

  @Test
  void a_task_that_takes_too_long_is_given_up() throws Exception {
    Task task = router.tasks.make("r1");

    assertThat(Guarded.failure(client.awaitResult(task, Duration.ofMillis(1))).code())
        .isEqualTo(Code.DEADLINE_EXCEEDED);
  }

  @Test
  void closing_the_client_fails_those_who_wait() throws Exception {
    CompletableFuture<Task> result = awaitWatched(router.tasks.make("r1"));

    client.close();

    assertThat(Guarded.failure(result).code()).isEqualTo(Code.UNAVAILABLE);
  }

  @Test
  void a_watch_goes_on_after_a_break_without_showing_anything_twice() throws Exception {
    BlockingQueue<String> shown = new LinkedBlockingQueue<>();
    WatchListener listener =
        new WatchListener() {
          @Override
          public void onTask(Task task, String cursor) {
            shown.add(task.getTaskId() + " at " + cursor);
          }

          @Override
          public void onEnd(Optional<RoutingException> error) {
            shown.add("end");
          }

          @Override
          public void onPosition(String cursor) {
            shown.add("at " + cursor);
          }
        };
    try (Watch watch = client.watch(WatchTasksRequest.getDefaultInstance(), listener)) {
      assertThat(watch).isNotNull();
      assertThat(Guarded.next(shown)).isEqualTo("at a:0");
      router.tasks.finish(router.tasks.make("r1"));
      assertThat(Guarded.next(shown)).isEqualTo("task-r1 at a:1");
      router.tasks.breakWatches();
      assertThat(Guarded.next(shown)).isEqualTo("at a:1");
      router.tasks.finish(router.tasks.make("r2"));
      assertThat(Guarded.next(shown)).isEqualTo("task-r2 at a:2");

      router.tasks.forgetCursors();
      router.tasks.breakWatches();
      assertThat(Guarded.next(shown)).isEqualTo("end");
    }
  }

  /** Waits for a task and until nothing but the watch can tell that it finished. */
  private CompletableFuture<Task> awaitWatched(Task task) throws InterruptedException {
    CompletableFuture<Task> result = client.awaitResult(task, LONG);
    Guarded.next(router.tasks.watches);
    assertThat(Guarded.next(router.tasks.reads)).isEqualTo(task.getTaskId());
    return result;
  }

  private static void assertSucceeded(CompletableFuture<Task> result) throws InterruptedException {
    assertThat(Guarded.result(result).getState()).isEqualTo(TaskState.TASK_STATE_SUCCEEDED);
  }
}
