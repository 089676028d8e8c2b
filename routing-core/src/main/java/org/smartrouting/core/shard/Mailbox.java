package org.smartrouting.core.shard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The bounded mailbox of a shard, with a lane for work and one for submits. Many threads put in,
 * one takes out. Thread-safe; the lock is held for the length of a queue operation only, so that
 * transport threads may put in.
 */
final class Mailbox {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Mail> work = new ArrayDeque<>();
  private final Deque<Mail> submits = new ArrayDeque<>();
  private final int capacity;
  private boolean woken;
  private boolean waiting;
  private boolean closed;

  Mailbox(int capacity) {
    this.capacity = capacity;
  }

  /** Puts a piece of mail in; returns false when the lane is full, or after {@link #close}. */
  boolean offer(Lane lane, Mail mail) {
    Deque<Mail> queue = lane == Lane.WORK ? work : submits;
    lock.lock();
    try {
      if (closed || queue.size() >= capacity) {
        return false;
      }
      queue.add(mail);
      wake();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Puts in what the shard says to itself, for which there is always room; returns false after
   * {@link #close}.
   */
  boolean post(Mail mail) {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      work.add(mail);
      wake();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the wait of the reader, now or when it next begins one. */
  void signal() {
    lock.lock();
    try {
      wake();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for mail or a signal and takes mail out, work first.
   *
   * @param maxWork most pieces of work
   * @param maxSubmits most submits; 0 leaves them where they are
   * @param maxWaitNanos how long to wait at the most
   */
  List<Mail> take(int maxWork, int maxSubmits, long maxWaitNanos) throws InterruptedException {
    lock.lock();
    try {
      long left = maxWaitNanos;
      waiting = true;
      while (!woken && !has(maxWork, maxSubmits) && left > 0) {
        left = changed.awaitNanos(left);
      }
      waiting = false;
      woken = false;
      List<Mail> taken = new ArrayList<>();
      move(work, maxWork, taken);
      move(submits, maxSubmits, taken);
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Takes everything out, and nothing more in. */
  List<Mail> close() {
    lock.lock();
    try {
      closed = true;
      return drain();
    } finally {
      lock.unlock();
    }
  }

  /** Takes everything out. */
  List<Mail> drain() {
    lock.lock();
    try {
      List<Mail> all = new ArrayList<>(work);
      all.addAll(submits);
      work.clear();
      submits.clear();
      return all;
    } finally {
      lock.unlock();
    }
  }

  private boolean has(int maxWork, int maxSubmits) {
    return (maxWork > 0 && !work.isEmpty()) || (maxSubmits > 0 && !submits.isEmpty());
  }

  private void wake() {
    woken = true;
    if (waiting) {
      changed.signal();
    }
  }

  private static void move(Deque<Mail> from, int max, List<Mail> to) {
    for (int i = 0; i < max; i++) {
      Mail mail = from.poll();
      if (mail == null) {
        return;
      }
      to.add(mail);
    }
  }

  /** How long to wait for the next thing that is due. */
  static long nanosUntil(long dueMicros, long nowMicros, long atMostNanos) {
    if (dueMicros <= nowMicros) {
      return 0;
    }
    long micros = Math.min(dueMicros - nowMicros, TimeUnit.NANOSECONDS.toMicros(atMostNanos));
    return TimeUnit.MICROSECONDS.toNanos(micros);
  }
}
