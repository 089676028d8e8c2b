package org.smartrouting.loadtests.simulate;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.smartrouting.core.engine.Command;
import org.smartrouting.core.engine.Effects;
import org.smartrouting.core.engine.EngineConfig;
import org.smartrouting.core.engine.Outcome;
import org.smartrouting.core.engine.Push;
import org.smartrouting.core.engine.ShardEngine;
import org.smartrouting.core.engine.SpecialistCommand.PerformanceLoaded;
import org.smartrouting.core.engine.Stored;
import org.smartrouting.core.score.Performance;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.store.PerformanceWrite;
import org.smartrouting.core.store.ShardImage;
import org.smartrouting.core.store.TaskWrite;
import org.smartrouting.core.task.Task;

/**
 * An engine with nothing around it, where the server has its shard: every commit is done in the
 * moment in which it is asked for. Not thread-safe.
 */
final class EngineSeat {
  private static final EngineConfig CONFIG = new EngineConfig(0, 1, 1L << 50, 1_000_000);

  private final ShardEngine engine;
  private final Consumer<Push> pushes;
  private final Consumer<Task> finished;
  private final Map<SpecialistKey, Map<String, Performance>> known = new HashMap<>();
  private double taskMicros;
  private long nowMicros;

  /**
   * Seats a new engine.
   *
   * @param chance what the engine draws from
   * @param nowMicros the present
   * @param pushes hears what the engine says, after the commit
   * @param finished hears of tasks that have become final, after the commit and before the pushes
   */
  EngineSeat(
      RandomGenerator chance, long nowMicros, Consumer<Push> pushes, Consumer<Task> finished) {
    this.engine = ShardEngine.restore(CONFIG, ShardImage.empty(), chance, nowMicros);
    this.nowMicros = nowMicros;
    this.pushes = pushes;
    this.finished = finished;
  }

  long nowMicros() {
    return nowMicros;
  }

  /** When the engine has something to do by itself. */
  long nextDueMicros() {
    return engine.nextDueMicros();
  }

  /** Time and number of tasks in the engine, multiplied and summed: task microseconds. */
  double taskMicros() {
    return taskMicros;
  }

  /** Time goes on; never back. */
  void moveTo(long micros) {
    if (micros > nowMicros) {
      taskMicros += (double) engine.taskCount() * (micros - nowMicros);
      nowMicros = micros;
    }
  }

  /** Lets the engine do what is due. */
  void advance() {
    engine.advance(nowMicros);
    commit();
  }

  /** Applies a command without committing what it did. */
  <R> Outcome<R> apply(Command<R> command) {
    Outcome<R> outcome = engine.apply(command, Stored.NOTHING, nowMicros);
    if (outcome instanceof Outcome.NeedsStored<R> needs) {
      throw new IllegalStateException(command + " asks for " + needs.ids());
    }
    return outcome;
  }

  /** Applies a command that cannot be refused, and commits. */
  <R> R done(Command<R> command) {
    Outcome<R> outcome = apply(command);
    commit();
    if (outcome instanceof Outcome.Done<R> done) {
      return done.value();
    }
    throw new IllegalStateException(command + " came to " + outcome);
  }

  /** Commits what the engine did and hands out what it says. */
  void commit() {
    engine.takeRelaxedPushes(nowMicros).forEach(pushes);
    if (!engine.hasUnwritten()) {
      return;
    }
    Effects effects = engine.drain(nowMicros);
    for (PerformanceWrite write : effects.batch().performances()) {
      known
          .computeIfAbsent(write.specialist(), unused -> new HashMap<>())
          .put(write.taskType(), write.performance());
    }
    engine.forget(effects.finished());
    for (TaskWrite write : effects.batch().tasks()) {
      if (write.task().state().isFinal()) {
        finished.accept(write.task());
      }
    }
    for (SpecialistKey who : effects.performanceWanted()) {
      apply(new PerformanceLoaded(who, known.getOrDefault(who, Map.of())));
    }
    effects.pushes().forEach(pushes);
  }
}
