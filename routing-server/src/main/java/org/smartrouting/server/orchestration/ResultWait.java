package org.smartrouting.server.orchestration;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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

  private ResultWait(ChangeFeed feed, TaskId id, Runnable next) {
    this.feed = feed;
    this.id = id;
    this.next = next;
    this.seen = feed.lastSeq();
  }

  /**
   * Begins to wait.
   *
   * @param task how the task was last seen
   * @param wait how long to wait, in microseconds
   * @param call ends the wait when it is cancelled
   */
  static void begin(
      ChangeFeed feed,
      Task task,
      long wait,
      ScheduledExecutorService timer,
      ServerCallStreamObserver<?> call,
      Runnable next) {
    ResultWait waiting = new ResultWait(feed, task.id(), next);
    if (wait == 0 || isOver(task)) {
      next.run();
      return;
    }
    feed.add(waiting);
    call.setOnCancelHandler(waiting::forget);
    timer.schedule(waiting::end, wait, TimeUnit.MICROSECONDS);
    waiting.seen = Math.min(waiting.seen, task.status().changeSeq());
    waiting.run();
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
    next.run();
  }

  private synchronized void forget() {
    ended = true;
    feed.remove(this);
  }

  private static boolean isOver(Task task) {
    return task.state().isFinal() || task.state() == TaskState.BLOCKED || isWaitingAgain(task);
  }

  /** It was sent back, and nobody is to do it until it is executed again. */
  private static boolean isWaitingAgain(Task task) {
    return task.plan() != null && !task.plan().state().execution().begun();
  }
}
