package org.smartrouting.core.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.load.SkillLoads;
import org.smartrouting.core.match.Bits;
import org.smartrouting.core.match.SkillIndex;
import org.smartrouting.core.pool.Pool;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.core.pool.SessionOrder;
import org.smartrouting.core.queue.FairShares;
import org.smartrouting.core.queue.ServiceOrder;
import org.smartrouting.core.queue.WaitingTasks;
import org.smartrouting.core.specialist.Specialist;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.TaskState;

/**
 * A pool in the hands of the engine: its specialists, who of them can take work, and what waits.
 */
final class LivePool {
  private final NavigableMap<String, LiveSpecialist> specialists = new TreeMap<>();
  private final List<@Nullable LiveSpecialist> byIndex = new ArrayList<>();
  private final Deque<Integer> freeIndexes = new ArrayDeque<>();
  private final SkillIndex skills = new SkillIndex();
  private final SkillLoads skillLoads = new SkillLoads();
  private final Bits present = new Bits();
  private final Bits reachable = new Bits();
  private final Bits free = new Bits();
  private final Bits prefetching = new Bits();
  private final Set<LiveTask> ahead = new LinkedHashSet<>();
  private final FairShares shares;
  private final WaitingTasks<LiveTask> waiting;
  private final Map<Priority, PriorityLane> lanes = new EnumMap<>(Priority.class);
  private Pool pool;
  private final Set<LiveSpecialist> ejected = new HashSet<>();
  private final Rates rates = new Rates();
  private @Nullable Shadow shadow;
  private double[] freeCapacity = new double[16];
  private final Batch batch = new Batch(this);
  private final HoldTimes holdTimes = new HoldTimes();
  private final ServingSlots servingSlots = new ServingSlots();
  private final LoadReports reports = new LoadReports();
  private final PreemptionBudget preemptionBudget = new PreemptionBudget();
  private final Sessions sessions = new Sessions();
  private boolean isLimited;
  private int unfinished;
  private int proven;
  private double newcomersDue;
  private long turns;

  LivePool(Pool pool) {
    this.pool = pool;
    shares = new FairShares(pool.policy().fairness());
    waiting = new WaitingTasks<>(shares, ServiceOrder.of(pool.policy().queue()));
    isLimited = isLimited(pool);
    waiting.tracksShares(isLimited);
    shadow = Shadow.under(pool.policy().shadow(), null);
  }

  PoolKey key() {
    return pool.key();
  }

  Pool pool() {
    return pool;
  }

  void pool(Pool value) {
    boolean otherStart =
        value.policy().balance().slowStartResults() != policy().balance().slowStartResults();
    pool = value;
    shadow = Shadow.under(value.policy().shadow(), shadow);
    if (otherStart) {
      specialists.values().forEach(this::countProven);
    }
    boolean otherLimits = isLimited(value) != isLimited;
    isLimited = isLimited(value);
    shares.rules(value.policy().fairness());
    ServiceOrder order = ServiceOrder.of(value.policy().queue());
    if (otherLimits || !order.equals(waiting.order())) {
      reorder(order);
    }
  }

  /** Lets the waiting tasks wait in another order; what their keys have had stays as it is. */
  private void reorder(ServiceOrder order) {
    List<LiveTask> tasks =
        lanes.values().stream().flatMap(lane -> lane.waiting().stream()).toList();
    tasks.forEach(task -> waiting.remove(task.queue(), task.share(), task));
    waiting.order(order);
    waiting.tracksShares(isLimited);
    tasks.forEach(task -> task.queuedUnder = waiting.add(task.queue(), task.share(), task));
  }

  private static boolean isLimited(Pool pool) {
    return pool.policy().fairness().maxInFlight() > 0;
  }

  PoolPolicy policy() {
    return pool.policy();
  }

  NavigableMap<String, LiveSpecialist> specialists() {
    return specialists;
  }

  SkillIndex skills() {
    return skills;
  }

  /** How busy the holders of each skill are. */
  SkillLoads skillLoads() {
    return skillLoads;
  }

  /** Specialists that may get work and are there to take it, free or not. */
  Bits present() {
    return present;
  }

  /** Specialists that may get work, have a free slot, and can be handed work now. */
  Bits reachable() {
    return reachable;
  }

  /** Specialists that may get work and have a free slot, connected or not. */
  Bits free() {
    return free;
  }

  /** Specialists that may get one more task over their connection although no slot is free. */
  Bits prefetching() {
    return prefetching;
  }

  /** Tasks that are held ahead of free slots, the oldest first; {@link LiveSpecialist} keeps it. */
  Set<LiveTask> ahead() {
    return ahead;
  }

  WaitingTasks<LiveTask> waiting() {
    return waiting;
  }

  /** What the fairness keys of the waiting and held tasks have had. */
  FairShares shares() {
    return shares;
  }

  /** What a specialist could do at once, by its number. */
  double freeCapacity(int index) {
    return index < freeCapacity.length ? freeCapacity[index] : 0;
  }

  /** Counts one more assignment. */
  long nextTurn() {
    return ++turns;
  }

  /** One more than the greatest number a specialist has had. */
  int indexes() {
    return byIndex.size();
  }

  LiveSpecialist at(int index) {
    LiveSpecialist specialist = byIndex.get(index);
    if (specialist == null) {
      throw new IllegalStateException("no specialist has number " + index + " in " + key());
    }
    return specialist;
  }

  LiveSpecialist add(Specialist specialist) {
    Integer reused = freeIndexes.poll();
    int index = reused == null ? byIndex.size() : reused;
    LiveSpecialist live = new LiveSpecialist(specialist, this, index);
    if (reused == null) {
      byIndex.add(live);
    } else {
      byIndex.set(index, live);
    }
    specialists.put(live.id(), live);
    skills.add(index, specialist.spec().skills());
    return live;
  }

  void replace(LiveSpecialist live, Specialist next, long nowMicros) {
    Map<String, Integer> before = live.spec().skills();
    live.specialist(next);
    if (!before.equals(next.spec().skills())) {
      skills.remove(live.index(), before);
      skills.add(live.index(), next.spec().skills());
      skillLoads.leave(live.slotCount(), nowMicros);
      live.slotCount(skillLoads.join(next.spec().skills().keySet()));
    }
  }

  void remove(LiveSpecialist live, long nowMicros) {
    skills.remove(live.index(), live.spec().skills());
    skillLoads.leave(live.slotCount(), nowMicros);
    specialists.remove(live.id());
    ejected.remove(live);
    reports.gone(live);
    proven -= live.start().isProven() ? 1 : 0;
    // An ejected one has no results, and few are not counted.
    if (live.recent().weight() >= policy().learning().ejection().leastResults()) {
      rates.remove(live.recent().rate());
    }
    present.clear(live.index());
    reachable.clear(live.index());
    free.clear(live.index());
    prefetching.clear(live.index());
    byIndex.set(live.index(), null);
    freeIndexes.add(live.index());
  }

  /** Brings the bitsets and sums up to date after a change of a specialist or of its work. */
  void refresh(LiveSpecialist live, long nowMicros) {
    boolean mayTake = live.mayTake(nowMicros);
    boolean canTake = mayTake && live.hasFreeSlot();
    if (live.index() >= freeCapacity.length) {
      freeCapacity = Arrays.copyOf(freeCapacity, 2 * live.index());
    }
    freeCapacity[live.index()] = live.freeCapacity();
    boolean isThere = mayTake && live.isPresent(nowMicros);
    present.put(live.index(), isThere);
    int slots = isThere ? live.spec().slots() : 0;
    live.slotCount().set(slots, isThere ? live.busySlots(nowMicros) : 0, nowMicros);
    reachable.put(live.index(), canTake && live.isReachable());
    free.put(live.index(), canTake);
    boolean isConnected = mayTake && live.stream() != 0 && !live.isLeaving();
    boolean lacksAhead = live.ahead() == null && policy().balance().prefetch() > 0;
    prefetching.put(live.index(), isConnected && lacksAhead && !live.hasFreeSlot());
  }

  /** Counts a task that came to be, moved between states or priorities, or was finished. */
  void count(@Nullable TaskState from, Priority fromPriority, LiveTask task) {
    sessions.counted(task);
    if (from != null && !from.isFinal()) {
      lane(fromPriority).add(from, -1);
      unfinished--;
    }
    if (!task.state.isFinal()) {
      lane(task.spec.priority()).add(task.state, 1);
      unfinished++;
    }
  }

  /** Whether sessions that have begun go first. */
  boolean finishesSessions() {
    return policy().queue().sessionOrder() == SessionOrder.FINISH_STARTED;
  }

  /** The sessions of its unfinished tasks. */
  Sessions sessions() {
    return sessions;
  }

  /** The unfinished tasks of a priority. */
  PriorityLane lane(Priority priority) {
    return lanes.computeIfAbsent(priority, unused -> new PriorityLane());
  }

  /** Counts one more task that a newcomer could have, and says whether one is to have it. */
  boolean isNewcomersTurn(double share) {
    newcomersDue += share;
    if (newcomersDue < 1) {
      return false;
    }
    newcomersDue--;
    return true;
  }

  /** Whether most specialists are known well enough for those who join now to earn their slots. */
  boolean newcomersStartSlowly() {
    return policy().balance().slowStartResults() > 0 && 2 * proven > specialists.size();
  }

  /** A specialist has had so many results more. */
  void resulted(LiveSpecialist live, double more) {
    live.start().results(more);
    countProven(live);
  }

  private void countProven(LiveSpecialist live) {
    boolean enough = live.start().hasEnough(policy().balance());
    proven += (enough ? 1 : 0) - (live.start().isProven() ? 1 : 0);
    live.start().proven(enough);
  }

  /** Tasks that are collected to be matched together. */
  Batch batch() {
    return batch;
  }

  /** What came of the rules that it tries; null when it tries none. */
  @Nullable Shadow shadow() {
    return shadow;
  }

  /** What the specialists say of their other work. */
  LoadReports reports() {
    return reports;
  }

  /** Specialists that were ejected, some of whom may be back. */
  Set<LiveSpecialist> ejected() {
    return ejected;
  }

  /** Recent rates of success of those with results enough. */
  Rates rates() {
    return rates;
  }

  /** How long assignments hold their slots. */
  HoldTimes holdTimes() {
    return holdTimes;
  }

  /** How many slots serve which tasks. */
  ServingSlots servingSlots() {
    return servingSlots;
  }

  /** How many of its tasks may make way. */
  PreemptionBudget preemptionBudget() {
    return preemptionBudget;
  }

  int unfinished() {
    return unfinished;
  }
}
