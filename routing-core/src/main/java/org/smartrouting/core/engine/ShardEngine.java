package org.smartrouting.core.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.orchestration.Plan;
import org.smartrouting.core.pool.Durability;
import org.smartrouting.core.pool.Pool;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.queue.FairShares;
import org.smartrouting.core.specialist.Specialist;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.store.ShardImage;
import org.smartrouting.core.task.AttemptOutcome;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskState;

/**
 * The state machine of one shard: its tasks, specialists and pools, and every decision about them.
 *
 * <p>It is deterministic: time and chance come in as arguments, it does no I/O, and the same
 * commands at the same times with the same chance give the same state and effects, as long as the
 * book of scores is not full (what it forgets then, its cache draws by itself). It runs in memory
 * ahead of the store; whoever drives it writes {@link Effects#batch} and only then sends the
 * answers and {@link Effects#pushes}, and {@link #forget}s what is finished. When a write fails the
 * engine is thrown away and another one made from what the store has.
 *
 * <p>Times are microseconds since the epoch and must not go backwards. Not thread-safe.
 */
public final class ShardEngine {
  private final EngineParts parts;
  private final ShardState state;

  private ShardEngine(EngineParts parts) {
    this.parts = parts;
    this.state = parts.state();
  }

  /**
   * Makes an engine from what the store has. Specialists are not connected at first; what they hold
   * they keep for the length of a lease, so that they can come back to it.
   *
   * @param config sizes
   * @param image what the store has
   * @param chance source of tokens and of draws; must be hard to guess outside of tests
   * @param nowMicros the present
   */
  public static ShardEngine restore(
      EngineConfig config, ShardImage image, RandomGenerator chance, long nowMicros) {
    ShardEngine engine = new ShardEngine(new EngineParts(config, chance, image.changeSeq()));
    engine.load(image, nowMicros);
    return engine;
  }

  /**
   * Carries out a command.
   *
   * @param command what to do
   * @param stored what was read for it after it {@linkplain Outcome.NeedsStored needed} stored
   *     tasks; {@link Stored#NOTHING} the first time
   * @param nowMicros the present
   */
  public <R> Outcome<R> apply(Command<R> command, Stored stored, long nowMicros) {
    Outcome<R> outcome = command.applyTo(parts, state.lookups().answered(stored), nowMicros);
    if (outcome instanceof Outcome.NeedsStored<R> needs) {
      state.lookups().asked(needs.ids());
    }
    parts.dispatcher().settle(nowMicros);
    return outcome;
  }

  /** Drops a question that the engine asked for a command and that will not be answered. */
  public void abandon(Set<TaskId> asked) {
    state.lookups().settle(asked);
  }

  /** Does what is due. Tasks for which that makes a difference at the same time compete. */
  public void advance(long nowMicros) {
    while (parts.clockwork().tickAll(nowMicros)) {
      parts.dispatcher().settle(nowMicros);
    }
    state.learning().write(nowMicros);
  }

  /** When something is due next, microseconds since the epoch; {@code Long.MAX_VALUE} for never. */
  public long nextDueMicros() {
    return Math.min(state.timers().nextMicros(), state.learning().dueMicros());
  }

  /** What is to be written, said and loaded since the last call. */
  public Effects drain(long nowMicros) {
    parts.connections().answerPulls(Durability.COMMITTED, nowMicros);
    return state.outbox().drain(nowMicros);
  }

  /** What is to be said at once, before the commit, for pools that chose so. */
  public List<Push> takeRelaxedPushes(long nowMicros) {
    parts.connections().answerPulls(Durability.RELAXED, nowMicros);
    return state.outbox().takeRelaxedPushes();
  }

  /** Lets go of tasks whose final state, or whose deletion, is committed now. */
  public void forget(Collection<TaskId> finished) {
    for (TaskId id : finished) {
      state.lookups().committed(id);
      LiveTask task = state.tasks().get(id);
      if (task != null && task.state.isFinal() && task.unwritten == null) {
        state.tasks().remove(id);
      }
    }
  }

  /**
   * Gives no task to anybody from now on, and writes what is learned without delay; what is held
   * can be completed.
   */
  public void pause() {
    parts.dispatcher().pause();
    state.learning().hurry();
  }

  /** Whether something is to be written or said, now or when it is due. */
  public boolean hasUnwritten() {
    return !state.outbox().isEmpty() || state.learning().hasUnwritten();
  }

  /** Number of tasks that are to be written. */
  public int unwrittenTasks() {
    return state.outbox().taskCount();
  }

  /** Bytes of payload and output that are to be written. */
  public long unwrittenBytes() {
    return state.outbox().bytes();
  }

  /** Number of tasks that specialists hold. */
  public int heldCount() {
    return state.heldCount();
  }

  /** Number of tasks in memory. */
  public int taskCount() {
    return state.tasks().size();
  }

  /** All tasks in memory, for tests and checks; slow. */
  public List<Task> tasks() {
    return state.tasks().values().stream().map(LiveTask::snapshot).toList();
  }

  /** All specialists, for tests and checks; slow. */
  public List<Specialist> specialists() {
    List<Specialist> all = new ArrayList<>();
    for (LivePool pool : state.pools().values()) {
      pool.specialists().values().forEach(live -> all.add(live.specialist()));
    }
    return all;
  }

  /** What the fairness keys of a pool have had, for tests and checks. */
  FairShares shares(PoolKey key) {
    return poolOf(key).shares();
  }

  private void load(ShardImage image, long nowMicros) {
    state.started(nowMicros);
    for (Pool pool : image.pools()) {
      state.add(pool);
    }
    for (Specialist specialist : image.specialists()) {
      LiveSpecialist live = poolOf(specialist.key().pool()).add(specialist);
      live.pool().refresh(live, nowMicros);
    }
    image.sessions().forEach(each -> state.sessions().add(each, poolOf(each.pool())));
    List<LiveTask> restored = new ArrayList<>();
    for (Task task : image.tasks()) {
      LiveTask live = LiveTask.restored(task, poolOf(task.pool()));
      giveTime(live, nowMicros);
      recallPlan(live, task.plan());
      state.tasks().put(live.id, live);
      state.addBytes(live.bytes());
      state.addHeld(live.state.isHeld() ? 1 : 0);
      live.pool.count(null, live.spec.priority(), live);
      restored.add(live);
    }
    Families.link(state, image.tasks());
    Routes.awaitCallers(restored, nowMicros);
    restored.forEach(this::relink);
    restored.forEach(task -> resume(task, nowMicros));
    parts.dispatcher().settle(nowMicros);
  }

  private LivePool poolOf(PoolKey key) {
    LivePool pool = state.pool(key);
    return pool == null ? state.add(Pool.implicit(key)) : pool;
  }

  private void recallPlan(LiveTask task, @Nullable Plan plan) {
    LiveSession session =
        plan == null
            ? null
            : state.sessions().find(task.pool.key().tenant(), plan.spec().session());
    if (plan != null && session != null) {
      parts.transitions().progress().restored(task, plan, session);
    }
  }

  /** Its holder could not be heard while nobody was there to listen. */
  private static void giveTime(LiveTask task, long nowMicros) {
    task.renewedMicros = nowMicros;
    task.acceptableUntilMicros = nowMicros + task.pool.policy().sessionTimeoutMicros();
  }

  private void relink(LiveTask task) {
    for (TaskId id : task.openDependencies) {
      LiveTask dependency = state.tasks().get(id);
      if (dependency != null) {
        dependency.addDependent(task);
      }
    }
    if (task.lease != null && task.state.isHeld()) {
      SpecialistKey holder = new SpecialistKey(task.pool.key(), task.lease.specialistId());
      task.holder = state.specialist(holder);
      if (task.holder != null) {
        task.holder.resumes(task);
        task.chargedTo = task.pool.shares().resumed(task.spec.fairnessKey());
      }
    }
  }

  private void resume(LiveTask task, long nowMicros) {
    if (task.holder != null) {
      task.pool.refresh(task.holder, nowMicros);
    } else if (task.state.isHeld()) {
      parts
          .assignments()
          .lost(task, AttemptOutcome.SPECIALIST_LOST, "the specialist is gone", nowMicros);
      return;
    }
    task.demand(nowMicros);
    parts.transitions().recallLateness(task, nowMicros);
    if (task.state == TaskState.QUEUED) {
      state.ready().add(task);
    }
    parts.transitions().schedule(task);
  }
}
