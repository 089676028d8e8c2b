package org.smartrouting.core.shard;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.store.JournalBatch;
import org.smartrouting.core.store.ShardStore;

/**
 * Writes the batches of one epoch of a shard, one at a time, on a thread of its own; what each
 * makes visible goes on to the releaser. While one is being written the next fills, which is the
 * group commit. After a failure it writes nothing more. Thread-safe.
 */
final class Journal implements Runnable {
  private static final int PURGE_ROWS = 500;

  private sealed interface Job {
    /** A batch to write. */
    record Write(JournalBatch batch, Release release) implements Job {}

    /** Old tasks to delete. */
    record Purge(long nowMicros) implements Job {}

    /** The end. */
    record Stop() implements Job {}
  }

  private final ShardStore store;
  private final int shard;
  private final long epoch;
  private final Releaser releaser;
  private final Runnable onIdle;
  private final BlockingQueue<Job> jobs = new ArrayBlockingQueue<>(2);
  private volatile boolean idle = true;
  private volatile boolean purgeAgain;
  private volatile @Nullable RuntimeException failure;
  private volatile long committedSeq;

  Journal(ShardStore store, int shard, long epoch, Releaser releaser, Runnable onIdle) {
    this.store = store;
    this.shard = shard;
    this.epoch = epoch;
    this.releaser = releaser;
    this.onIdle = onIdle;
  }

  /** Whether a job can be given; only the thread of the engine gives jobs. */
  boolean isIdle() {
    return idle;
  }

  /** Why it stopped writing; null while it has not. */
  @Nullable RuntimeException failure() {
    return failure;
  }

  /** Number of the last change that is committed. */
  long committedSeq() {
    return committedSeq;
  }

  /** Whether the last purge left something. */
  boolean hasMoreToPurge() {
    return purgeAgain;
  }

  void write(JournalBatch batch, Release release) {
    give(new Job.Write(batch, release));
  }

  void purge(long nowMicros) {
    give(new Job.Purge(nowMicros));
  }

  /** Ends the thread after what it was given. */
  void stop() {
    jobs.add(new Job.Stop());
  }

  @Override
  public void run() {
    try {
      Job job = jobs.take();
      while (!(job instanceof Job.Stop)) {
        work(job);
        idle = true;
        onIdle.run();
        job = jobs.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void give(Job job) {
    idle = false;
    jobs.add(job);
  }

  private void work(Job job) throws InterruptedException {
    if (failure != null) {
      refuse(job);
      return;
    }
    try {
      if (job instanceof Job.Write write) {
        store.commit(shard, epoch, write.batch());
        committedSeq = write.batch().changeSeq();
      } else if (job instanceof Job.Purge purge) {
        purgeAgain = store.purge(shard, epoch, purge.nowMicros(), PURGE_ROWS) == PURGE_ROWS;
      }
    } catch (RuntimeException e) {
      failure = e;
      refuse(job);
      return;
    }
    if (job instanceof Job.Write write) {
      releaser.release(write.release());
    }
  }

  private static void refuse(Job job) {
    if (job instanceof Job.Write write) {
      write.release().refuse(ShardRefusals.UNKNOWN_OUTCOME);
    }
  }
}
