package org.smartrouting.core.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.AssignmentToken;
import org.smartrouting.core.load.LoadView;
import org.smartrouting.core.load.SlotCount;
import org.smartrouting.core.queue.Levels;
import org.smartrouting.core.score.ScoreBook;
import org.smartrouting.core.score.ScorePage;
import org.smartrouting.core.specialist.Specialist;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.specialist.SpecialistState;
import org.smartrouting.core.task.TaskId;

/**
 * A specialist in the hands of the engine: what the store keeps, its connection and what it holds.
 */
final class LiveSpecialist extends Timed {
  private final LivePool pool;
  private final int index;
  private final LoadView load = new LoadView();
  private final Map<TaskId, LiveTask> held = new LinkedHashMap<>();
  private final Map<AssignmentToken, LiveTask> cleared = new LinkedHashMap<>();
  private int heldCount;

  /** Of most it is the same empty one, which takes no look into memory. */
  private Map<AssignmentToken, Long> stopping = Map.of();

  private final RecentResults recent = new RecentResults();
  private final SlowStart start;
  private final boolean startsSlowly;
  private boolean reports;
  private final Pace pace = new Pace();
  private final SpecialistKey key;
  private final String id;
  private Specialist specialist;
  private SpecialistSpec spec;
  private @Nullable ScorePage page;
  private Levels levels;
  private SlotCount slotCount;
  private @Nullable LiveTask ahead;
  private @Nullable OpenPull pull;
  private long stream;
  private long heardMicros;
  private long heartbeatMicros;
  private long lostMicros;
  private boolean leaving;
  private long idleSinceMicros;
  private long turn;

  LiveSpecialist(Specialist specialist, LivePool pool, int index) {
    this.specialist = specialist;
    this.key = specialist.key();
    this.id = key.id();
    this.spec = specialist.spec();
    this.levels = Levels.of(specialist.spec().skills());
    this.slotCount = pool.skillLoads().join(specialist.spec().skills().keySet());
    this.pool = pool;
    this.index = index;
    this.startsSlowly = pool.newcomersStartSlowly();
    this.start = new SlowStart(startsSlowly);
  }

  SpecialistKey key() {
    return key;
  }

  String id() {
    return id;
  }

  Specialist specialist() {
    return specialist;
  }

  SpecialistSpec spec() {
    return spec;
  }

  /** Only {@link LivePool#replace} calls it, which keeps the index true. */
  void specialist(Specialist value) {
    if (!value.spec().skills().equals(spec().skills())) {
      levels = Levels.of(value.spec().skills());
    }
    specialist = value;
    spec = value.spec();
  }

  /** What is known of how it does its work. */
  ScorePage page(ScoreBook book) {
    ScorePage known = page == null ? book.page(key) : page;
    page = known;
    return known;
  }

  /** Its skill levels, as the queues look them up. */
  Levels levels() {
    return levels;
  }

  /** What its slots count for under its skills. */
  SlotCount slotCount() {
    return slotCount;
  }

  /** Only {@link LivePool} calls it, when the skills are others. */
  void slotCount(SlotCount value) {
    slotCount = value;
  }

  LivePool pool() {
    return pool;
  }

  /** Number in the bitsets of the pool. */
  int index() {
    return index;
  }

  LoadView load() {
    return load;
  }

  /** What it holds, accepted or not. */
  Map<TaskId, LiveTask> held() {
    return held;
  }

  /** What was taken from it and it may still work on, with the time by which it has stopped. */
  Map<AssignmentToken, Long> stopping() {
    return stopping;
  }

  /** For whom slots are cleared, by the assignments that make way. */
  Map<AssignmentToken, LiveTask> cleared() {
    return cleared;
  }

  /** It is to stop an assignment by a time. */
  void stops(AssignmentToken token, long untilMicros) {
    if (stopping.isEmpty()) {
      stopping = new LinkedHashMap<>();
    }
    stopping.put(token, untilMicros);
  }

  /** It has stopped an assignment. */
  void stopped(AssignmentToken token) {
    if (stopping.containsKey(token)) {
      stopping.remove(token);
      stopping = stopping.isEmpty() ? Map.of() : stopping;
    }
  }

  /** Slots that tasks of the pool take, those included that it is still to stop. */
  int slotsTaken() {
    return seated() + stopping.size();
  }

  private int seated() {
    return ahead == null ? heldCount : heldCount - 1;
  }

  /** What it holds ahead of a free slot; null for nothing. */
  @Nullable LiveTask ahead() {
    return ahead;
  }

  /** It has a slot now for what it held ahead. */
  void seats() {
    if (ahead != null) {
      pool.ahead().remove(ahead);
      ahead = null;
      load.holds(seated());
    }
  }

  /** It holds a task, since before the engine began to work. */
  void resumes(LiveTask task) {
    held.put(task.id, task);
    heldCount = held.size();
    if (task.isAhead()) {
      ahead = task;
      pool.ahead().add(task);
    }
  }

  /** Address of its open connection; 0 for none. */
  long stream() {
    return stream;
  }

  /** Its open call for assignments; null for none. */
  @Nullable OpenPull pull() {
    return pull;
  }

  void opened(long address, long nowMicros) {
    stream = address;
    lostMicros = 0;
    leaving = false;
    idleSinceMicros = idleSinceMicros == 0 ? nowMicros : idleSinceMicros;
    alive(nowMicros);
  }

  /** It is given a task, the so manyth of its pool. */
  void given(LiveTask task, long newTurn, long nowMicros) {
    resumes(task);
    load.holds(seated());
    turn = newTurn;
    idleSinceMicros = nowMicros;
  }

  /** It is rid of a task. */
  void rid(LiveTask task, long nowMicros) {
    held.remove(task.id);
    heldCount = held.size();
    if (task == ahead) {
      pool.ahead().remove(task);
      ahead = null;
    }
    load.holds(seated());
    idleSinceMicros = nowMicros;
  }

  /** When it was last given a task, or rid of one, or else first connected; 0 for never. */
  long idleSinceMicros() {
    return idleSinceMicros;
  }

  /** Which task of its pool it was given last, counted since the start; 0 for none. */
  long turn() {
    return turn;
  }

  /** Tasks that it works on, those of others included. */
  double inFlight(long nowMicros) {
    return reports ? slotsTaken() + load.externalInFlight(nowMicros) : slotsTaken();
  }

  /** It has said something of its other work. */
  void reports() {
    reports = true;
  }

  /** It takes no more work over its connection. */
  void leaves() {
    leaving = true;
  }

  boolean isLeaving() {
    return leaving;
  }

  /** The connection ended; it has the session timeout from now on to come back. */
  void lost(long nowMicros) {
    stream = 0;
    lostMicros = nowMicros;
  }

  /** Nobody waits for it to come back any more. */
  void givenUp() {
    stream = 0;
    lostMicros = 0;
  }

  void pulling(@Nullable OpenPull value, long nowMicros) {
    pull = value;
    heard(nowMicros);
  }

  void pullAnswered() {
    pull = null;
  }

  /** Something was heard from it by a call of its own. */
  void heard(long nowMicros) {
    heardMicros = nowMicros;
    if (isSilent(nowMicros)) {
      load.excuse();
    }
  }

  /** It showed over its connection that it is alive, and with it all that it has accepted. */
  void alive(long nowMicros) {
    heard(nowMicros);
    heartbeatMicros = nowMicros;
  }

  long heartbeatMicros() {
    return heartbeatMicros;
  }

  long heardMicros() {
    return heardMicros;
  }

  /** When its connection was lost; 0 when it was not, or when it was given up. */
  long lostMicros() {
    return lostMicros;
  }

  boolean isReady() {
    return specialist.state() == SpecialistState.READY;
  }

  /** What it did of late, and whether it was ejected for it. */
  RecentResults recent() {
    return recent;
  }

  /** How well it is known of late. */
  SlowStart start() {
    return start;
  }

  /** How fast it is. */
  Pace pace() {
    return pace;
  }

  /** What it could do at once: its free slots, each as much as it is fast. */
  double freeCapacity() {
    return Math.max(0, openSlots() - slotsTaken()) * pace.factor();
  }

  /** Whether it may be given work at all. */
  boolean mayTake(long nowMicros) {
    return isReady() && !recent.isEjected(nowMicros) && !isSilent(nowMicros);
  }

  /** Whether it has stopped to say what it does, and was not heard otherwise. */
  boolean isSilent(long nowMicros) {
    return load.isSilent(pool.policy().balance().outAfter(), nowMicros);
  }

  /** Whether it says that it does too much, as far as what it does for us does not explain it. */
  boolean isOverloaded(long nowMicros) {
    double ceiling = pool.policy().balance().utilizationCeiling();
    return load.isAbove(ceiling, spec().slots(), nowMicros);
  }

  /** Slots that it may use, fewer than it has while it is new. */
  int openSlots() {
    return startsSlowly ? start.slots(spec.slots(), pool.policy().balance()) : spec.slots();
  }

  boolean hasFreeSlot() {
    return slotsTaken() < openSlots();
  }

  /** How many more it can take beside its other work, 0 or less for none. */
  long room(long nowMicros) {
    if (!reports) {
      return (long) openSlots() - slotsTaken();
    }
    return isOverloaded(nowMicros) ? 0 : openSlots() - slotsTaken() - load.externalSlots(nowMicros);
  }

  /** Whether it can take one more beside its other work. */
  boolean hasRoom(long nowMicros) {
    return room(nowMicros) > 0;
  }

  /** Slots that are taken, those of its other work included, 0..all. */
  int busySlots(long nowMicros) {
    return (int) Math.min(spec().slots(), slotsTaken() + load.externalSlots(nowMicros));
  }

  /** Whether work can be handed to it now. */
  boolean isReachable() {
    return (stream != 0 && !leaving) || (pull != null && pull.hasRoom());
  }

  /** Whether it is there to take work, now or with its next call. */
  boolean isPresent(long nowMicros) {
    long timeout = pool.policy().sessionTimeoutMicros();
    return stream != 0 || pull != null || (heardMicros > 0 && nowMicros - heardMicros < timeout);
  }

  /** Share of its slots that is taken, 0..1 and above. */
  double utilization(long nowMicros) {
    return inFlight(nowMicros) / spec().slots();
  }

  SpecialistView view(long nowMicros) {
    return new SpecialistView(
        specialist,
        isPresent(nowMicros),
        slotsTaken(),
        load.report(),
        load.arrivedMicros(),
        recent.isEjected(nowMicros) ? recent.endMicros() : 0);
  }
}
