package org.smartrouting.core.shard;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.smartrouting.core.task.Task;

/**
 * The latest committed changes of a shard, for those who watch. Who falls further behind reads the
 * store, so a slow watcher costs no memory here. Thread-safe.
 */
public final class ChangeFeed {
  private static final int MAX_CHANGES = 8_192;
  private static final long MAX_BYTES = 16L << 20;

  private final Object lock = new Object();
  private final Deque<Task> recent = new ArrayDeque<>();
  private final Set<Runnable> watchers = new CopyOnWriteArraySet<>();
  private long bytes;
  private long startSeq;
  private long lastSeq;

  /** Number of the last committed change. */
  public long lastSeq() {
    synchronized (lock) {
      return lastSeq;
    }
  }

  /**
   * The changes after a number in their order, or empty when they are not all here any more.
   *
   * @param limit most changes to return
   */
  public Optional<List<Task>> after(long seq, int limit) {
    synchronized (lock) {
      if (seq < startSeq) {
        return Optional.empty();
      }
      // From the newest on: who keeps up has few to catch up with, whatever is kept.
      Deque<Task> changes = new ArrayDeque<>();
      Iterator<Task> newestFirst = recent.descendingIterator();
      while (newestFirst.hasNext()) {
        Task task = newestFirst.next();
        if (task.status().changeSeq() <= seq) {
          break;
        }
        changes.addFirst(task);
        if (changes.size() > limit) {
          changes.removeLast();
        }
      }
      return Optional.of(List.copyOf(changes));
    }
  }

  /** Calls a watcher after each commit until it is removed; it must not block. */
  public void add(Runnable watcher) {
    watchers.add(watcher);
  }

  /** Stops calling a watcher. */
  public void remove(Runnable watcher) {
    watchers.remove(watcher);
  }

  /** Begins anew after the shard was loaded. */
  void restart(long committedSeq) {
    synchronized (lock) {
      recent.clear();
      bytes = 0;
      startSeq = committedSeq;
      lastSeq = committedSeq;
    }
    watchers.forEach(Runnable::run);
  }

  void publish(List<Task> changes) {
    if (changes.isEmpty()) {
      return;
    }
    synchronized (lock) {
      for (Task task : changes) {
        recent.add(task);
        bytes += size(task);
        lastSeq = task.status().changeSeq();
      }
      while (recent.size() > MAX_CHANGES || bytes > MAX_BYTES) {
        Task oldest = recent.remove();
        bytes -= size(oldest);
        startSeq = oldest.status().changeSeq();
      }
    }
    watchers.forEach(Runnable::run);
  }

  private static long size(Task task) {
    long output = task.status().result() == null ? 0 : task.status().result().output().size();
    return task.spec().payload().size() + output;
  }
}
