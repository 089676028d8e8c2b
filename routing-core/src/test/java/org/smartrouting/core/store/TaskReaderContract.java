package org.smartrouting.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.store.TaskReader.View;
import org.smartrouting.core.store.testing.TestDatabaseExtension;
import org.smartrouting.core.task.Bytes;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskResult;
import org.smartrouting.core.task.TaskState;

/** What every kind of database promises to readers; one subclass per kind. */
abstract class TaskReaderContract extends OpenDatabase {
  TaskReaderContract(TestDatabaseExtension extension) {
    super(extension);
  }

  @Test
  void tasks_are_found_by_their_ids_in_their_shard() {
    commit(new Batch().made(plain(1), plain(2), plain(3)));
    TaskId missing = Samples.id(SHARD, 9);

    assertThat(tasks.find(SHARD, List.of(plain(3).id(), missing, plain(1).id(), plain(1).id())))
        .isEqualTo(Map.of(plain(1).id(), plain(1), plain(3).id(), plain(3)));
    assertThat(tasks.find(SHARD + 1, List.of(plain(1).id()))).isEmpty();
    assertThat(tasks.find(SHARD, List.of())).isEmpty();
  }

  @Test
  void a_list_is_newest_first_and_goes_on_within_equal_times() {
    List<Task> made = new ArrayList<>();
    for (int number = 0; number < 30; number++) {
      Task task = plain(number % 2 == 0 ? number : -number);
      made.add(Samples.inPool(task, Samples.POOL, number / 10));
    }
    Task running = plain(50, TaskState.RUNNING);
    Task elsewhere = Samples.inPool(plain(51), new PoolKey("a", "b"), 1);
    commit(new Batch().made(made.toArray(Task[]::new)).made(running, elsewhere));
    List<Task> expected =
        made.stream()
            .sorted(Comparator.comparing(Task::createdMicros).thenComparing(Task::id).reversed())
            .toList();

    assertThat(listed(7)).isEqualTo(expected);
    assertThat(listed(30)).isEqualTo(expected);
    assertThat(tasks.list(SHARD, Samples.POOL, TaskState.RUNNING, null, 5, View.FULL))
        .containsExactly(running);
  }

  private List<Task> listed(int pageSize) {
    List<Task> all = new ArrayList<>();
    TaskReader.Position after = null;
    while (true) {
      List<Task> page =
          tasks.list(SHARD, Samples.POOL, TaskState.QUEUED, after, pageSize, View.BASIC);
      all.addAll(page);
      if (page.size() < pageSize) {
        return all;
      }
      Task last = page.get(page.size() - 1);
      after = new TaskReader.Position(last.createdMicros(), last.id());
    }
  }

  @Test
  void the_basic_view_leaves_out_payload_and_output() {
    TaskResult result = new TaskResult(Bytes.of(new byte[] {1}), "type", "summary");
    Task full = Samples.full(Samples.id(SHARD, 1), 1);
    Task done = Samples.with(full, Samples.fullStatus(TaskState.SUCCEEDED, 1, result));
    commit(new Batch().made(done));

    Task basic = tasks.list(SHARD, Samples.POOL, TaskState.SUCCEEDED, null, 1, View.BASIC).get(0);

    assertThat(basic.spec().payload()).isEqualTo(Bytes.EMPTY);
    assertThat(basic.status().result()).isEqualTo(new TaskResult(Bytes.EMPTY, "type", "summary"));
    assertThat(basic.spec().title()).isEqualTo(Samples.UNICODE);
    assertThat(tasks.list(SHARD, Samples.POOL, TaskState.SUCCEEDED, null, 1, View.FULL))
        .containsExactly(done);
    assertThat(tasks.changesAfter(SHARD, Samples.POOL, 0, 1, View.BASIC)).containsExactly(basic);
  }

  @Test
  void changes_come_in_their_order_from_where_the_reader_stopped() {
    commit(new Batch().made(plain(1), plain(2), plain(3), plain(4)));
    Task again = Samples.with(plain(2), Samples.status(TaskState.RUNNING, 5));
    commit(new Batch().changed(again));

    List<Task> page = tasks.changesAfter(SHARD, Samples.POOL, 1, 2, View.FULL);
    assertThat(page).containsExactly(plain(3), plain(4));
    assertThat(tasks.changesAfter(SHARD, Samples.POOL, 4, 2, View.FULL)).containsExactly(again);
    assertThat(tasks.changesAfter(SHARD, Samples.POOL, 5, 2, View.FULL)).isEmpty();
  }
}
