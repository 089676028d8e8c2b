package org.smartrouting.core.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.smartrouting.core.assignment.Lease;
import org.smartrouting.core.engine.AssignmentCommand;
import org.smartrouting.core.engine.PoolCommand;
import org.smartrouting.core.engine.Push;
import org.smartrouting.core.engine.RefusalReason;
import org.smartrouting.core.engine.TaskCommand;
import org.smartrouting.core.engine.TaskCommand.Submitted;
import org.smartrouting.core.store.TaskWrite;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskResult;
import org.smartrouting.core.task.TaskState;

@Timeout(120)
final class ShardTest {
  @Test
  void an_answer_waits_for_the_commit() {
    try (ShardFixture fixture = new ShardFixture().started()) {
      fixture.store.commits.drainPermits();

      CompletableFuture<Submitted> answer = fixture.submit("a");
      awaitCommitWaiting(fixture);
      assertThat(answer).isNotDone();
      assertThat(fixture.store.tasks()).isEmpty();

      fixture.store.commits.release();
      Task task = ShardFixture.get(answer).task();
      assertThat(fixture.store.tasks()).containsKey(task.id());
    }
  }

  @Test
  void what_gathers_during_a_commit_is_committed_together() {
    try (ShardFixture fixture = new ShardFixture().started()) {
      fixture.store.commits.drainPermits();
      CompletableFuture<Submitted> first = fixture.submit("first");
      awaitCommitWaiting(fixture);
      List<CompletableFuture<Submitted>> others = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        others.add(fixture.submit("other-" + i));
      }
      awaitTasks(fixture, 51);

      fixture.store.commits.release(100);
      ShardFixture.get(first);
      others.forEach(ShardFixture::get);

      List<Integer> sizes =
          fixture.store.batches().stream().map(batch -> batch.tasks().size()).toList();
      assertThat(sizes).containsExactly(1, 50);
    }
  }

  @Test
  void a_task_that_is_assigned_before_its_first_commit_is_written_once() {
    try (ShardFixture fixture = new ShardFixture().started()) {
      fixture.connectAnn();
      ShardFixture.get(fixture.submit("a"));

      Push.Assigned assigned = fixture.nextPush(Push.Assigned.class);
      List<TaskWrite> writes =
          fixture.store.batches().stream().flatMap(batch -> batch.tasks().stream()).toList();
      assertThat(writes).hasSize(1);
      assertThat(writes.get(0).task().state()).isEqualTo(TaskState.ASSIGNED);
      assertThat(writes.get(0).task().id()).isEqualTo(assigned.task().id());
    }
  }

  @Test
  void a_commit_that_failed_is_not_acknowledged_and_leaves_nothing() {
    try (ShardFixture fixture = new ShardFixture().started()) {
      fixture.store.failWith(InMemoryStore.Fault.BEFORE_COMMIT);

      assertRefused(fixture.submit("a"), RefusalReason.NOT_SERVING);
      awaitRecoveries(fixture, 1);

      assertThat(fixture.store.tasks()).isEmpty();
      assertThat(ShardFixture.get(fixture.submit("a")).repeated()).isFalse();
    }
  }

  @Test
  void a_commit_without_an_answer_is_found_again_under_the_same_request_id() {
    try (ShardFixture fixture = new ShardFixture().started()) {
      fixture.store.failWith(InMemoryStore.Fault.AFTER_COMMIT);

      assertRefused(fixture.submit("a"), RefusalReason.NOT_SERVING);
      awaitRecoveries(fixture, 1);

      Submitted again = ShardFixture.get(fixture.submit("a"));
      assertThat(again.repeated()).isTrue();
      assertThat(fixture.store.tasks()).hasSize(1);
    }
  }

  @Test
  void a_failure_closes_the_connections_so_that_they_come_back() {
    try (ShardFixture fixture = new ShardFixture().started()) {
      long address = fixture.connectAnn();
      fixture.store.failWith(InMemoryStore.Fault.BEFORE_COMMIT);

      assertRefused(fixture.submit("a"), RefusalReason.NOT_SERVING);

      Push.Closed closed = fixture.nextPush(Push.Closed.class);
      assertThat(closed.address()).isEqualTo(address);
      assertThat(closed.refusal().reason()).isEqualTo(RefusalReason.NOT_SERVING);
    }
  }

  @Test
  void while_the_store_is_away_everything_is_refused_and_then_goes_on() {
    try (ShardFixture fixture = new ShardFixture().started()) {
      Task task = ShardFixture.get(fixture.submit("before")).task();
      fixture.store.failWith(InMemoryStore.Fault.AWAY);
      assertRefused(fixture.submitOnce("during"), RefusalReason.NOT_SERVING);
      fixture.awaitPhase(ShardStatus.Phase.RECOVERING);
      assertRefused(fixture.submit("during"), RefusalReason.NOT_SERVING);

      fixture.store.failWith(InMemoryStore.Fault.NONE);
      fixture.awaitPhase(ShardStatus.Phase.SERVING);

      assertThat(ShardFixture.get(fixture.send(Lane.WORK, get(task.id()))).id())
          .isEqualTo(task.id());
    }
  }

  @Test
  void a_shard_that_was_taken_over_does_not_come_back() {
    try (ShardFixture fixture = new ShardFixture().started()) {
      fixture.store.acquire(0, "another");

      assertRefused(fixture.submit("a"), RefusalReason.NOT_SERVING);
      fixture.awaitPhase(ShardStatus.Phase.FENCED);

      assertThat(fixture.store.tasks()).isEmpty();
      assertRefused(fixture.submit("b"), RefusalReason.NOT_SERVING);
    }
  }

  @Test
  void a_full_mailbox_refuses_submits_and_still_takes_work() {
    try (ShardFixture fixture = new ShardFixture(8).started()) {
      fixture.store.commits.drainPermits();
      List<CompletableFuture<Submitted>> answers = new ArrayList<>();
      // No commit goes through, so the batch fills, then the mailbox, then a submit is refused.
      while (answers.stream().noneMatch(CompletableFuture::isCompletedExceptionally)) {
        answers.add(fixture.submitOnce("t-" + answers.size()));
      }
      assertRefused(answers.get(answers.size() - 1), RefusalReason.OVERLOADED);
      CompletableFuture<?> work = fixture.send(Lane.WORK, new PoolCommand.Get(ShardFixture.POOL));
      assertThat(work.isCompletedExceptionally()).isFalse();

      fixture.store.commits.release(1_000);
      ShardFixture.get(work);
      answers.subList(0, answers.size() - 1).forEach(ShardFixture::get);
      assertThat(fixture.store.tasks()).hasSize(answers.size() - 1);
    }
  }

  @Test
  void finished_tasks_leave_the_memory_and_are_read_from_the_store() {
    try (ShardFixture fixture = new ShardFixture().started()) {
      fixture.connectAnn();
      Task task = ShardFixture.get(fixture.submit("a")).task();
      finish(fixture, fixture.nextPush(Push.Assigned.class).task());
      awaitTasks(fixture, 0);

      Task read = ShardFixture.get(fixture.send(Lane.WORK, get(task.id())));
      assertThat(read.state()).isEqualTo(TaskState.SUCCEEDED);
      assertThat(ShardFixture.get(fixture.submit("a")).repeated()).isTrue();
    }
  }

  @Test
  void stopping_commits_what_was_taken_and_refuses_the_rest() throws InterruptedException {
    try (ShardFixture fixture = new ShardFixture().started()) {
      List<CompletableFuture<Submitted>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        answers.add(fixture.submit("t-" + i));
      }
      assertThat(fixture.shard.stop(Duration.ofSeconds(30))).isTrue();

      long acknowledged = 0;
      for (CompletableFuture<Submitted> answer : answers) {
        // What the store was asked for meanwhile is refused when it has answered.
        acknowledged += ShardFixture.get(answer.handle((task, refusal) -> refusal == null ? 1 : 0));
      }
      assertThat(fixture.store.tasks()).hasSize((int) acknowledged);
      assertThat(fixture.shard.status().phase()).isEqualTo(ShardStatus.Phase.STOPPED);
    }
  }

  @Test
  void a_draining_shard_completes_what_runs_and_takes_nothing_new() {
    try (ShardFixture fixture = new ShardFixture().started()) {
      fixture.connectAnn();
      ShardFixture.get(fixture.submit("running"));
      Task running = fixture.nextPush(Push.Assigned.class).task();

      fixture.shard.drain();

      assertRefused(fixture.submit("late"), RefusalReason.NOT_SERVING);
      finish(fixture, running);
      assertThat(fixture.store.tasks().get(running.id()).state()).isEqualTo(TaskState.SUCCEEDED);
    }
  }

  @Test
  void the_feed_shows_changes_in_the_order_of_their_numbers() {
    try (ShardFixture fixture = new ShardFixture().started()) {
      for (int i = 0; i < 20; i++) {
        ShardFixture.get(fixture.submit("t-" + i));
      }
      ShardFixture.get(fixture.submit("last"));

      ChangeFeed feed = fixture.shard.feed();
      List<Long> seqs =
          feed.after(0, 1_000).orElseThrow().stream()
              .map(task -> task.status().changeSeq())
              .toList();
      assertThat(seqs).isSorted().doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(20);
      assertThat(feed.after(seqs.get(4), 3).orElseThrow()).hasSize(3);
    }
  }

  private static void finish(ShardFixture fixture, Task task) {
    Lease lease = task.status().lease();
    assertThat(lease).isNotNull();
    AssignmentCommand.Reference reference =
        new AssignmentCommand.Reference("default", task.id(), lease.token());
    ShardFixture.get(fixture.send(Lane.WORK, new AssignmentCommand.Accept(reference)));
    ShardFixture.get(
        fixture.send(Lane.WORK, new AssignmentCommand.Complete(reference, TaskResult.EMPTY)));
  }

  private static TaskCommand.Get get(TaskId id) {
    return new TaskCommand.Get("default", id);
  }

  private static void awaitCommitWaiting(ShardFixture fixture) {
    awaitTasks(fixture, 1);
    while (!fixture.store.commits.hasQueuedThreads()) {
      Thread.onSpinWait();
    }
  }

  private static void awaitTasks(ShardFixture fixture, int tasks) {
    while (fixture.shard.status().tasks() != tasks) {
      Thread.onSpinWait();
    }
  }

  private static void awaitRecoveries(ShardFixture fixture, int recoveries) {
    while (fixture.shard.status().recoveries() < recoveries) {
      Thread.onSpinWait();
    }
  }

  private static void assertRefused(CompletableFuture<?> answer, RefusalReason reason) {
    assertThatThrownBy(() -> ShardFixture.get(answer))
        .hasRootCauseInstanceOf(ShardFixture.Refused.class)
        .hasRootCauseMessage(reason.name());
  }
}
