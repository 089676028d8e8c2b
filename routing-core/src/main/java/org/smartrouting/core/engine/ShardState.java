package org.smartrouting.core.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.AssignmentToken;
import org.smartrouting.core.pool.Pool;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.score.ScoreBook;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.task.TaskId;

/** Everything that the parts of an engine share. Not thread-safe: an engine has one thread. */
final class ShardState {
  private final EngineConfig config;
  private final RandomGenerator chance;
  private final Map<TaskId, LiveTask> tasks = new HashMap<>();
  private final NavigableMap<String, LivePool> pools = new TreeMap<>();
  private final TimerHeap timers = new TimerHeap();
  private final ScoreBook book;
  private final Learning learning;
  private final Charges charges;
  private final Outbox outbox;
  private final Lookups lookups = new Lookups();
  private final Stopping stopping = new Stopping();
  private final OpenSessions sessions = new OpenSessions();
  private final Set<LiveTask> ready = new LinkedHashSet<>();
  private final Set<LiveTask> pressed = new LinkedHashSet<>();
  private final Set<LiveSpecialist> freed = new LinkedHashSet<>();
  private final Set<Batch> ended = new LinkedHashSet<>();
  private final Set<LiveSpecialist> answering = new LinkedHashSet<>();
  private long bytes;
  private int heldCount;
  private long startedMicros;

  ShardState(EngineConfig config, RandomGenerator chance, long changeSeq) {
    this.config = config;
    this.chance = chance;
    Set<SpecialistKey> known = new HashSet<>();
    this.book = new ScoreBook(config.maxScores(), known::remove);
    this.charges = new Charges(book);
    this.outbox = new Outbox(changeSeq);
    this.learning = new Learning(book, outbox, known);
  }

  /** When the engine began to work, microseconds since the epoch. */
  long startedMicros() {
    return startedMicros;
  }

  void started(long nowMicros) {
    startedMicros = nowMicros;
  }

  EngineConfig config() {
    return config;
  }

  RandomGenerator chance() {
    return chance;
  }

  AssignmentToken newToken() {
    return new AssignmentToken(chance.nextLong(), chance.nextLong());
  }

  /** All tasks that are not finished, and finished ones until their batch is committed. */
  Map<TaskId, LiveTask> tasks() {
    return tasks;
  }

  /** The task, if it is in memory and belongs to the tenant. */
  @Nullable LiveTask task(String tenant, TaskId id) {
    LiveTask task = tasks.get(id);
    return task != null && task.pool.key().tenant().equals(tenant) ? task : null;
  }

  /** All pools by their qualified names. */
  NavigableMap<String, LivePool> pools() {
    return pools;
  }

  /** The pool, or null when it does not exist; a default pool comes to be when it is asked for. */
  @Nullable LivePool pool(PoolKey key) {
    LivePool pool = pools.get(key.qualified(""));
    if (pool == null && key.isDefault()) {
      pool = add(Pool.implicit(key));
    }
    return pool;
  }

  LivePool add(Pool pool) {
    LivePool live = new LivePool(pool);
    pools.put(pool.key().qualified(""), live);
    learning.want(ScoreBook.wholePool(pool.key()));
    return live;
  }

  @Nullable LiveSpecialist specialist(SpecialistKey key) {
    LivePool pool = pool(key.pool());
    return pool == null ? null : pool.specialists().get(key.id());
  }

  TimerHeap timers() {
    return timers;
  }

  ScoreBook book() {
    return book;
  }

  Learning learning() {
    return learning;
  }

  Charges charges() {
    return charges;
  }

  Outbox outbox() {
    return outbox;
  }

  Lookups lookups() {
    return lookups;
  }

  /** Assignments that were taken away and may still be worked on. */
  Stopping stopping() {
    return stopping;
  }

  /** Sessions that were not removed. */
  OpenSessions sessions() {
    return sessions;
  }

  /** Queued tasks that have not been looked at since they became so. */
  Set<LiveTask> ready() {
    return ready;
  }

  /** Waiting tasks of which is to be seen whether others have to make way for them. */
  Set<LiveTask> pressed() {
    return pressed;
  }

  /** Specialists that may be able to take more than before. */
  Set<LiveSpecialist> freed() {
    return freed;
  }

  /** Batches whose time is over. */
  Set<Batch> ended() {
    return ended;
  }

  /** Specialists whose calls have collected assignments. */
  Set<LiveSpecialist> answering() {
    return answering;
  }

  /** Bytes of payload of the unfinished tasks. */
  long bytes() {
    return bytes;
  }

  /** Number of tasks that specialists hold. */
  int heldCount() {
    return heldCount;
  }

  void addHeld(int change) {
    heldCount += change;
  }

  void addBytes(long change) {
    bytes += change;
  }
}
