package org.smartrouting.server.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.smartrouting.core.shard.Shard;
import org.smartrouting.core.shard.ShardStatus;
import org.smartrouting.core.shard.Shards;

/**
 * Restarts the serving parts in the process: lets work be finished, writes what there is, and reads
 * everything again. One restart at a time; the last ones are remembered. Thread-safe.
 */
public final class Restarts {
  private static final Logger log = LoggerFactory.getLogger(Restarts.class);
  private static final int MAX_HISTORY = 21;
  private static final long POLL_MILLIS = 20;
  private static final Duration LONGEST_LOAD = Duration.ofMinutes(2);

  /** How far a restart is. */
  public enum Phase {
    /** Nothing new is given to anybody. */
    DRAINING,
    /** What there is is written. */
    STOPPING,
    /** Everything is read again. */
    LOADING,
    /** It serves again. */
    COMPLETE,
    /** It does not serve. */
    FAILED
  }

  /**
   * One restart.
   *
   * @param number its number since the process began, from 1
   * @param phase how far it is
   * @param reason why it was asked for, by its number in the API
   * @param startedAt when it was begun
   * @param completedAt when it ended; null before
   * @param error what went wrong; empty for nothing
   */
  public record Restart(
      int number,
      Phase phase,
      int reason,
      Instant startedAt,
      @Nullable Instant completedAt,
      String error) {
    private Restart at(Phase next) {
      return new Restart(number, next, reason, startedAt, completedAt, error);
    }

    private Restart ended(Phase last, Instant when, String why) {
      return new Restart(number, last, reason, startedAt, when, why);
    }
  }

  private final Shards shards;
  private final HealthWatch health;
  private final Executor blocking;
  private final InstantSource clock;
  private final Deque<Restart> history = new ArrayDeque<>();
  private int count;
  private boolean underWay;

  /** Restarts these. */
  public Restarts(Shards shards, HealthWatch health, Executor blocking, InstantSource clock) {
    this.shards = shards;
    this.health = health;
    this.blocking = blocking;
    this.clock = clock;
  }

  /**
   * Begins a restart.
   *
   * @param reason why, by its number in the API
   * @param drain how long work that is under way has to be finished
   * @return the restart; empty when one is under way
   */
  public synchronized Optional<Restart> begin(int reason, Duration drain) {
    if (underWay) {
      return Optional.empty();
    }
    Restart restart = new Restart(count + 1, Phase.DRAINING, reason, clock.instant(), null, "");
    try {
      blocking.execute(() -> run(drain));
    } catch (RejectedExecutionException e) {
      return Optional.empty();
    }
    count++;
    underWay = true;
    history.addFirst(restart);
    while (history.size() > MAX_HISTORY) {
      history.removeLast();
    }
    return Optional.of(restart);
  }

  /** All that are remembered, the last first. */
  public synchronized List<Restart> history() {
    return new ArrayList<>(history);
  }

  /** How many there were. */
  public synchronized int count() {
    return count;
  }

  /** Whether one is under way. */
  public synchronized boolean isUnderWay() {
    return underWay;
  }

  private void run(Duration drain) {
    try {
      List<Integer> before = recoveries();
      shards.drain();
      await(drain, () -> shards.held() == 0);
      enter(Phase.STOPPING);
      shards.restart();
      enter(Phase.LOADING);
      boolean serves = await(LONGEST_LOAD, () -> isBack(before));
      health.run();
      end(serves ? Phase.COMPLETE : Phase.FAILED, serves ? "" : "not all shards serve again");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end(Phase.FAILED, "the server is stopping");
    } catch (RuntimeException e) {
      log.error("a restart failed", e);
      end(Phase.FAILED, "a defect of the server");
    }
  }

  private List<Integer> recoveries() {
    return shards.all().stream().map(shard -> shard.status().recoveries()).toList();
  }

  private boolean isBack(List<Integer> before) {
    List<Shard> all = shards.all();
    for (int i = 0; i < all.size(); i++) {
      ShardStatus status = all.get(i).status();
      boolean serves = status.phase() == ShardStatus.Phase.SERVING;
      if (!serves || status.recoveries() <= before.get(i)) {
        return false;
      }
    }
    return true;
  }

  private interface Condition {
    boolean holds();
  }

  private static boolean await(Duration most, Condition condition) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    return true;
  }

  private synchronized void enter(Phase phase) {
    history.addFirst(history.removeFirst().at(phase));
  }

  private synchronized void end(Phase last, String error) {
    history.addFirst(history.removeFirst().ended(last, clock.instant(), error));
    underWay = false;
  }
}
