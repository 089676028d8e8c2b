package org.smartrouting.core.shard;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.smartrouting.core.engine.Command;
import org.smartrouting.core.engine.EngineConfig;
import org.smartrouting.core.engine.Push;
import org.smartrouting.core.engine.Refusal;
import org.smartrouting.core.engine.ShardEngine;
import org.smartrouting.core.engine.Stored;
import org.smartrouting.core.store.FencedException;
import org.smartrouting.core.store.ShardImage;
import org.smartrouting.core.store.ShardStore;
import org.smartrouting.core.store.StoreUnavailableException;
import org.smartrouting.core.store.TaskReader;

/**
 * One shard at work. Its thread takes commands from the mailbox, lets the engine carry them out,
 * and gives the journal what changed; answers go out once that is committed.
 *
 * <p>There is one way to recover, at the start and after every failure: take the shard over under a
 * new epoch, which waits for whatever the old one still has under way, and make a new engine from
 * the store. Until that is done everything is refused with NOT_SERVING, and all connections are
 * closed with it, so that their owners come back.
 *
 * <p>Thread-safe.
 */
public final class Shard {
  private static final Logger log = LoggerFactory.getLogger(Shard.class);
  private static final int MAX_MAIL = 512;
  private static final long LONGEST_WAIT_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long FIRST_BACKOFF_MILLIS = 50;
  private static final long LONGEST_BACKOFF_MILLIS = 5_000;

  private final int number;
  private final ShardConfig config;
  private final EngineConfig engineConfig;
  private final ShardStore store;
  private final InstantSource clock;
  private final RandomGenerator chance;
  private final Mailbox mailbox;
  private final Addresses addresses;
  private final ChangeFeed feed = new ChangeFeed();
  private final Releaser releaser;
  private final StoredTasks storedTasks;
  private final Thread thread;
  private final Thread releaserThread;
  private volatile ShardStatus.Phase phase = ShardStatus.Phase.RECOVERING;
  private volatile ShardStatus status = idle(ShardStatus.Phase.RECOVERING);
  private volatile boolean stopAsked;
  private volatile boolean restartAsked;
  private volatile long commitStartedMicros;
  private int recoveries = -1;
  private long lastMicros;

  /**
   * Makes a shard that does not run yet.
   *
   * @param number number of the shard
   * @param config sizes
   * @param store where it writes
   * @param reader where it reads finished tasks
   * @param blocking runs what waits for the store
   * @param clock wall time
   * @param chance source of tokens and draws; used by the thread of the shard only
   */
  public Shard(
      int number,
      ShardConfig config,
      ShardStore store,
      TaskReader reader,
      Executor blocking,
      InstantSource clock,
      RandomGenerator chance) {
    this.number = number;
    this.config = config;
    this.engineConfig =
        new EngineConfig(number, store.shardCount(), config.maxTaskBytes(), config.maxScores());
    this.store = store;
    this.clock = clock;
    this.chance = chance;
    this.mailbox = new Mailbox(config.mailboxCapacity());
    this.addresses = new Addresses(micros(clock));
    this.releaser = new Releaser(addresses, feed);
    this.storedTasks = new StoredTasks(number, reader, store, blocking, mailbox);
    this.thread = new Thread(this::run, "shard-" + number);
    this.releaserThread = new Thread(releaser, "releaser-" + number);
  }

  /** Starts the threads; the shard serves once {@link #status} says so. */
  public void start() {
    releaserThread.start();
    thread.start();
  }

  /**
   * Puts a command into the mailbox. Returns at once; what cannot be taken is refused at once.
   *
   * @param lane which lane it goes in
   * @param command what to do
   * @param reply where the answer goes
   */
  public <R> void submit(Lane lane, Command<R> command, Reply<R> reply) {
    Refusal refusal = refusalFor(phase, lane);
    if (refusal != null) {
      reply.refused(refusal);
    } else if (!mailbox.offer(lane, new Mail.Request<>(command, Stored.NOTHING, 0, reply))) {
      Refusal now = refusalFor(phase, lane);
      reply.refused(now == null ? ShardRefusals.OVERLOADED : now);
    }
  }

  /**
   * Makes an address at which pushes of this shard are received, on a thread that must not be
   * blocked. It is gone after a push that ends it, or with {@link #close}.
   */
  public long open(Consumer<Push> listener) {
    return addresses.open(listener);
  }

  /** Forgets an address. */
  public void close(long address) {
    addresses.close(address);
  }

  /** How many addresses are open: connections, and calls that wait. */
  public int connections() {
    return addresses.count();
  }

  /** The committed changes of this shard. */
  public ChangeFeed feed() {
    return feed;
  }

  /** How the shard is. */
  public ShardStatus status() {
    ShardStatus last = status;
    long started = commitStartedMicros;
    long lag = started == 0 ? 0 : Math.max(0, micros(clock) - started);
    return new ShardStatus(phase, last.epoch(), last.tasks(), last.held(), lag, last.recoveries());
  }

  /** Takes no new tasks and gives none to anybody; what runs can be completed. */
  public void drain() {
    if (phase == ShardStatus.Phase.SERVING) {
      phase = ShardStatus.Phase.STOPPING;
      mailbox.post(new Mail.Pause());
    }
  }

  /**
   * Commits what there is, closes all connections and ends the threads.
   *
   * @return whether the threads have ended within the time given
   */
  public boolean stop(Duration within) throws InterruptedException {
    stopAsked = true;
    mailbox.signal();
    long end = System.nanoTime() + within.toNanos();
    TimeUnit.NANOSECONDS.timedJoin(thread, within.toNanos());
    TimeUnit.NANOSECONDS.timedJoin(releaserThread, Math.max(1, end - System.nanoTime()));
    return !thread.isAlive() && !releaserThread.isAlive();
  }

  /**
   * Begins anew from what the store has, once everything there is was committed; connections are
   * closed. {@link #status} counts it as a recovery. Does nothing to a shard that is stopping.
   */
  public void restart() {
    restartAsked = true;
    mailbox.signal();
  }

  private static @Nullable Refusal refusalFor(ShardStatus.Phase phase, Lane lane) {
    return switch (phase) {
      case SERVING -> null;
      case STOPPING -> lane == Lane.WORK ? null : ShardRefusals.STOPPING;
      case RECOVERING -> ShardRefusals.RECOVERING;
      case STOPPED -> ShardRefusals.STOPPING;
      case FENCED -> ShardRefusals.FENCED;
    };
  }

  private void run() {
    try {
      while (!stopAsked && phase != ShardStatus.Phase.FENCED) {
        Serving serving = recover();
        if (serving != null) {
          serveUntilItEnds(serving);
        }
      }
      releaser.stop();
    } catch (InterruptedException e) {
      releaserThread.interrupt();
    } finally {
      end(phase == ShardStatus.Phase.FENCED ? phase : ShardStatus.Phase.STOPPED);
    }
  }

  private @Nullable Serving recover() throws InterruptedException {
    long backoffMillis = FIRST_BACKOFF_MILLIS;
    while (!stopAsked) {
      try {
        long epoch = store.acquire(number, config.owner());
        ShardImage image = store.load(number, epoch);
        recoveries++;
        ShardEngine engine = ShardEngine.restore(engineConfig, image, chance, now());
        feed.restart(image.changeSeq());
        log.info(
            "shard {}: epoch {}, {} tasks, {} specialists",
            number,
            epoch,
            image.tasks().size(),
            image.specialists().size());
        return serving(engine, epoch);
      } catch (FencedException e) {
        log.info("shard {}: another server was faster: {}", number, e.getMessage());
      } catch (RuntimeException e) {
        log.warn("shard {}: cannot be taken over: {}", number, e.getMessage());
      }
      mailbox.take(0, 0, TimeUnit.MILLISECONDS.toNanos(backoffMillis));
      backoffMillis = Math.min(2 * backoffMillis, LONGEST_BACKOFF_MILLIS);
    }
    return null;
  }

  private Serving serving(ShardEngine engine, long epoch) {
    Journal journal = new Journal(store, number, epoch, releaser, mailbox::signal);
    Thread writer = new Thread(journal, "journal-" + number);
    writer.start();
    return new Serving(engine, epoch, journal, releaser, storedTasks, this::now);
  }

  private void serveUntilItEnds(Serving serving) throws InterruptedException {
    phase = ShardStatus.Phase.SERVING;
    Refusal refusal = ShardRefusals.STOPPING;
    try {
      serve(serving);
      serving.journal().stop();
      if (restartAsked && !stopAsked) {
        log.info("shard {}: restarts, because somebody asked for it", number);
        phase = ShardStatus.Phase.RECOVERING;
        refusal = ShardRefusals.RECOVERING;
      }
    } catch (FencedException e) {
      log.error("shard {}: {}; this server gives it up", number, e.getMessage());
      phase = ShardStatus.Phase.FENCED;
      refusal = ShardRefusals.FENCED;
    } catch (StoreUnavailableException e) {
      log.warn("shard {}: recovers, because {}", number, e.getMessage());
      phase = ShardStatus.Phase.RECOVERING;
      refusal = ShardRefusals.RECOVERING;
    } catch (RuntimeException e) {
      log.error("shard {}: recovers after a defect", number, e);
      phase = ShardStatus.Phase.RECOVERING;
      refusal = ShardRefusals.RECOVERING;
    }
    restartAsked = false;
    if (phase != ShardStatus.Phase.SERVING) {
      serving.journal().stop();
    }
    serving.refuseAll(ShardRefusals.UNKNOWN_OUTCOME);
    refuseMail(refusal);
    addresses.closeAll(refusal);
  }

  private void serve(Serving serving) throws InterruptedException {
    // What the load has brought about is written before anybody asks for something.
    serving.turn(List.of());
    publish(serving);
    while (!((stopAsked || restartAsked) && serving.isQuiet())) {
      RuntimeException failure = serving.journal().failure();
      if (failure != null) {
        throw failure;
      }
      if (stopAsked || restartAsked) {
        serving.engine().pause();
      }
      boolean roomForWork = serving.engine().unwrittenTasks() < 4 * config.maxBatchRows();
      boolean roomForSubmits =
          serving.engine().unwrittenTasks() < config.maxBatchRows()
              && serving.engine().unwrittenBytes() < config.maxBatchBytes();
      long wait = Mailbox.nanosUntil(serving.engine().nextDueMicros(), now(), LONGEST_WAIT_NANOS);
      List<Mail> mail =
          mailbox.take(
              roomForWork ? MAX_MAIL : 0,
              roomForSubmits ? MAX_MAIL : 0,
              stopAsked || restartAsked ? Math.min(wait, 1_000_000) : wait);
      serving.turn(mail);
      publish(serving);
    }
  }

  private void publish(Serving serving) {
    if (serving.journal().isIdle()) {
      commitStartedMicros = 0;
    } else if (commitStartedMicros == 0) {
      commitStartedMicros = lastMicros;
    }
    status =
        new ShardStatus(
            phase,
            serving.epoch(),
            serving.engine().taskCount(),
            serving.engine().heldCount(),
            0,
            recoveries);
  }

  private void end(ShardStatus.Phase last) {
    phase = last;
    Refusal refusal =
        last == ShardStatus.Phase.FENCED ? ShardRefusals.FENCED : ShardRefusals.STOPPING;
    mailbox.close().forEach(mail -> mail.refuse(refusal));
    addresses.closeAll(refusal);
  }

  private void refuseMail(Refusal refusal) {
    mailbox.drain().forEach(mail -> mail.refuse(refusal));
  }

  /** The present; never earlier than it was before, whatever the wall clock does. */
  private long now() {
    lastMicros = Math.max(lastMicros, micros(clock));
    return lastMicros;
  }

  private static long micros(InstantSource clock) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
  }

  private static ShardStatus idle(ShardStatus.Phase phase) {
    return new ShardStatus(phase, 0, 0, 0, 0, 0);
  }
}
