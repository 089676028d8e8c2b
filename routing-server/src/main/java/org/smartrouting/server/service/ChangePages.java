package org.smartrouting.server.service;

import java.util.List;
import java.util.Optional;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.shard.ChangeFeed;
import org.smartrouting.core.store.TaskReader;
import org.smartrouting.core.task.Task;
import org.smartrouting.v1.TaskView;

/**
 * The changes of a shard, a page at a time: from its memory while they are there, else from the
 * store. Reading blocks. Thread-safe.
 */
final class ChangePages {
  private static final int PAGE = 256;

  /** A task has up to 2 MiB when it is read in full. */
  private static final int FULL_PAGE = 8;

  private final ChangeFeed feed;
  private final TaskReader reader;
  private final int shard;
  private final PoolKey pool;
  private final TaskReader.View view;
  private final int storePage;

  /**
   * Some changes.
   *
   * @param tasks the changed tasks in the order of their changes, maybe of other pools too
   * @param upTo the page has all changes of the pool up to this one
   */
  record Page(List<Task> tasks, long upTo) {}

  ChangePages(ChangeFeed feed, TaskReader reader, int shard, WatchScope scope) {
    boolean full = scope.view() == TaskView.TASK_VIEW_FULL;
    this.feed = feed;
    this.reader = reader;
    this.shard = shard;
    this.pool = scope.pool();
    this.view = full ? TaskReader.View.FULL : TaskReader.View.BASIC;
    this.storePage = full ? FULL_PAGE : PAGE;
  }

  /** The first changes after a position; its {@code upTo} is that position when there are none. */
  Page after(long position) {
    Optional<List<Task>> recent = feed.after(position, PAGE);
    return recent.isPresent()
        ? new Page(recent.get(), last(recent.get(), position))
        : stored(position);
  }

  private Page stored(long position) {
    // The store can be ahead of what is announced. Nothing beyond that is shown, for a cursor must
    // never be ahead of it either.
    long announced = feed.lastSeq();
    List<Task> rows = reader.changesAfter(shard, pool, position, storePage, view);
    List<Task> tasks =
        rows.stream().filter(task -> task.status().changeSeq() <= announced).toList();
    boolean isRest = tasks.size() < storePage;
    return new Page(tasks, isRest ? Math.max(position, announced) : last(tasks, position));
  }

  private static long last(List<Task> tasks, long otherwise) {
    return tasks.isEmpty() ? otherwise : tasks.get(tasks.size() - 1).status().changeSeq();
  }
}
