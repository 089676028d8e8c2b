package org.smartrouting.client;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.smartrouting.v1.ErrorReason;
import org.smartrouting.v1.Task;

/**
 * Everybody who waits for a task of one pool, over one watch. A task that finished before the watch
 * stood would never be shown, so each one is also read once, after the watch is established.
 * Thread-safe; futures are completed without the lock.
 */
final class PoolResults {
  private static final int MOST_CHECKS = 64;

  private final Function<WatchListener, ResumingWatch> watches;
  private final Function<String, CompletableFuture<Task>> reader;

  private final Object lock = new Object();

  @GuardedBy("lock")
  private final Map<String, List<CompletableFuture<Task>>> waiters = new HashMap<>();

  @GuardedBy("lock")
  private final Deque<String> unchecked = new ArrayDeque<>();

  @GuardedBy("lock")
  private int checks;

  @GuardedBy("lock")
  private @Nullable Following following;

  /**
   * Stores what it is made of.
   *
   * @param watches makes a watch of the finished tasks of the pool, not started yet
   * @param reader reads one task, with retries
   */
  PoolResults(
      Function<WatchListener, ResumingWatch> watches,
      Function<String, CompletableFuture<Task>> reader) {
    this.watches = watches;
    this.reader = reader;
  }

  /** Adds one who waits until it has completed the future, or somebody else has. */
  void await(String taskId, CompletableFuture<Task> waiter) {
    Following opened = null;
    synchronized (lock) {
      waiters.computeIfAbsent(taskId, id -> new ArrayList<>()).add(waiter);
      unchecked.add(taskId);
      if (following == null) {
        opened = new Following();
        following = opened;
      }
    }
    if (opened != null) {
      opened.watch.start();
    }
    var unused = waiter.whenComplete((task, error) -> forget(taskId, waiter));
    check();
  }

  private void check() {
    while (true) {
      String taskId;
      synchronized (lock) {
        if (following == null || !following.established || checks >= MOST_CHECKS) {
          return;
        }
        taskId = unchecked.poll();
        if (taskId == null) {
          return;
        }
        if (!waiters.containsKey(taskId)) {
          continue;
        }
        checks++;
      }
      String checked = taskId;
      var unused =
          reader.apply(taskId).whenComplete((task, error) -> checked(checked, task, error));
    }
  }

  private void checked(String taskId, @Nullable Task task, @Nullable Throwable error) {
    synchronized (lock) {
      checks--;
      if (error != null && CallFailure.of(error).retryable() && waiters.containsKey(taskId)) {
        // The reader has tried for long; those who wait longer than that want it tried again.
        unchecked.add(taskId);
      }
    }
    if (error != null && !CallFailure.of(error).retryable()) {
      take(taskId).forEach(waiter -> waiter.completeExceptionally(RoutingException.of(error)));
    } else if (task != null) {
      deliver(task);
    }
    check();
  }

  private void deliver(Task task) {
    if (TaskStates.isFinal(task.getState())) {
      take(task.getTaskId()).forEach(waiter -> waiter.complete(task));
    }
  }

  private List<CompletableFuture<Task>> take(String taskId) {
    List<CompletableFuture<Task>> found;
    synchronized (lock) {
      found = waiters.remove(taskId);
    }
    closeIfIdle();
    return found == null ? List.of() : found;
  }

  private void forget(String taskId, CompletableFuture<Task> waiter) {
    synchronized (lock) {
      List<CompletableFuture<Task>> found = waiters.get(taskId);
      if (found == null) {
        return;
      }
      found.removeIf(each -> each == waiter);
      if (found.isEmpty()) {
        waiters.remove(taskId);
      }
    }
    closeIfIdle();
  }

  private void closeIfIdle() {
    Following idle;
    synchronized (lock) {
      if (!waiters.isEmpty() || following == null) {
        return;
      }
      idle = following;
      following = null;
      unchecked.clear();
    }
    idle.watch.close();
  }

  private void established(Following from) {
    synchronized (lock) {
      if (following != from) {
        return;
      }
      from.established = true;
    }
    check();
  }

  private void ended(Following from, RoutingException error) {
    Following next;
    synchronized (lock) {
      if (following != from) {
        return;
      }
      next = null;
      // A cursor that the router has forgotten: what it showed since then can only be read.
      if (error.reason() == ErrorReason.ERROR_REASON_INVALID_CURSOR && from.established) {
        next = new Following();
        following = next;
        unchecked.clear();
        unchecked.addAll(waiters.keySet());
      }
    }
    if (next == null) {
      failAll(from, error);
    } else {
      next.watch.start();
    }
  }

  private void failAll(Following only, RoutingException error) {
    List<CompletableFuture<Task>> failed = new ArrayList<>();
    synchronized (lock) {
      if (following != only) {
        return;
      }
      waiters.values().forEach(failed::addAll);
      waiters.clear();
    }
    closeIfIdle();
    failed.forEach(waiter -> waiter.completeExceptionally(error));
  }

  /** One watch, from its first opening to its end. */
  private final class Following implements WatchListener {
    private final ResumingWatch watch = watches.apply(this);
    // Guarded by the lock of the outer class; stays true over breaks, since the watch resumes.
    private boolean established;

    @Override
    public void onPosition(String cursor) {
      established(this);
    }

    @Override
    public void onTask(Task task, String cursor) {
      deliver(task);
    }

    @Override
    public void onEnd(Optional<RoutingException> error) {
      ended(
          this,
          error.orElseGet(
              () ->
                  RoutingException.local(
                      io.grpc.Status.Code.INTERNAL, "the watch of a pool ended by itself")));
    }
  }
}
