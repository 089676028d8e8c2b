package org.smartrouting.server.orchestration;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.shard.ChangeFeed;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;

/**
 * Waits until a task is finished or blocked, or the wait is over. Goes on once, on any thread,
 * which must not be blocked. Thread-safe.
 */
final class ResultWait implements Runnable {
  private static final int MAX_CHANGES = 8_192;

  private final ChangeFeed feed;
  private final TaskId id;
  private final Runnable next;
  private long seen;
  private boolean ended;
  private volatile @Nullable Future<?> limit;

  /**
   * Makes one that does not wait yet.
   *
   * @param next how to go on
   */
  ResultWait(ChangeFeed feed, TaskId id, Runnable next) {
    this.feed = feed;
    this.id = id;
    this.next = next;
  }

  /**
   * Begins to wait.
   *
   * @param task how the task was last seen
   * @param wait how long to wait, in microseconds
   */
  void begin(Task task, long wait, ScheduledExecutorService timer) {
    if (wait == 0 || isOver(task)) {
      end();
      return;
    }
    synchronized (this) {
      seen = Math.min(feed.lastSeq(), task.status().changeSeq());
    }
    feed.add(this);
    limit = timer.schedule(this::end, wait, TimeUnit.MICROSECONDS);
    run();
  }

  @Override
  public void run() {
    boolean over;
    synchronized (this) {
      Optional<List<Task>> changes = feed.after(seen, MAX_CHANGES);
      List<Task> all = changes.orElse(List.of());
      over = changes.isEmpty();
      for (Task change : all) {
        seen = change.status().changeSeq();
        over |= change.id().equals(id) && isOver(change);
      }
    }
    if (over) {
      end();
    }
  }

  private void end() {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
    }
    feed.remove(this);
    stopTimer();
    next.run();
  }

  /** Nobody waits any more. */
  synchronized void forget() {
    ended = true;
    feed.remove(this);
    stopTimer();
  }

  private void stopTimer() {
    Future<?> timer = limit;
    if (timer != null) {
      timer.cancel(false);
    }
  }

  private static boolean isOver(Task task) {
    return task.state().isFinal() || task.state() == TaskState.BLOCKED || isWaitingAgain(task);
  }

  /** It was sent back, and nobody is to do it until it is executed again. */
  private static boolean isWaitingAgain(Task task) {
    return task.plan() != null && !task.plan().state().execution().begun();
  }
}
