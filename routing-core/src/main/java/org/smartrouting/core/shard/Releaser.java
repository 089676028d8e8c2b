package org.smartrouting.core.shard;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes visible what is committed, in order, on a thread of its own, so that the journal writes the
 * next batch meanwhile. A journal that gets ahead of it waits. Thread-safe.
 */
final class Releaser implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Releaser.class);
  private static final int MAX_WAITING = 4;

  private final BlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final Addresses addresses;
  private final ChangeFeed feed;
  private volatile boolean stopped;

  Releaser(Addresses addresses, ChangeFeed feed) {
    this.addresses = addresses;
    this.feed = feed;
  }

  /** Makes something visible; waits while too much is waiting already. */
  void release(Release release) throws InterruptedException {
    waiting.put(() -> show(release));
  }

  /** Ends the thread after what it was given. */
  void stop() throws InterruptedException {
    waiting.put(() -> stopped = true);
  }

  @Override
  public void run() {
    try {
      while (!stopped) {
        waiting.take().run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void show(Release release) {
    for (Release.Answer<?> answer : release.answers()) {
      guard(answer.outcome());
    }
    release.pushes().forEach(push -> guard(() -> addresses.deliver(push)));
    guard(() -> feed.publish(release.changes()));
    guard(() -> TransitionLog.write(release.changes()));
  }

  // One listener that throws must not keep the others from their answers.
  private static void guard(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      log.error("an answer could not be delivered", e);
    }
  }
}
