package org.smartrouting.loadtests.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.smartrouting.core.engine.AssignmentCommand.Accept;
import org.smartrouting.core.engine.AssignmentCommand.Complete;
import org.smartrouting.core.engine.AssignmentCommand.Reference;
import org.smartrouting.core.engine.Command;
import org.smartrouting.core.engine.Effects;
import org.smartrouting.core.engine.EngineConfig;
import org.smartrouting.core.engine.Outcome;
import org.smartrouting.core.engine.PoolCommand;
import org.smartrouting.core.engine.Push;
import org.smartrouting.core.engine.ShardEngine;
import org.smartrouting.core.engine.SpecialistCommand.Connect;
import org.smartrouting.core.engine.SpecialistCommand.PerformanceLoaded;
import org.smartrouting.core.engine.Stored;
import org.smartrouting.core.engine.TaskCommand;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.store.ShardImage;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.RequestFingerprint;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskResult;
import org.smartrouting.core.task.TaskSpec;
import org.smartrouting.server.codec.PoolPolicyCodec;

/**
 * A real engine with a great pool: specialists of one slot, some of them busy, and tasks that wait.
 * Commits take no time and timers never fire, so that only what is asked for happens. Not
 * thread-safe.
 */
final class Crowd {
  private static final PoolKey POOL = new PoolKey(PoolKey.DEFAULT_TENANT, "crowd");
  private static final EngineConfig CONFIG = new EngineConfig(0, 1, 1L << 50, 1_000_000);
  private static final int MOST_UNFINISHED = 10_000_000;
  private static final int COMMIT_EVERY = 1_000;

  private final SplittableRandom chance = new SplittableRandom(1);
  private final Demands demands = new Demands(chance.split());
  private final ShardEngine engine;
  private final List<Reference> held = new ArrayList<>();
  private final int keys;
  private final String[] names;
  private long nowMicros = 1_000_000_000_000_000L;

  /**
   * Connects specialists, all of them free.
   *
   * @param specialists how many
   * @param keys number of fairness keys that tasks are drawn from; 1 for no key
   */
  Crowd(int specialists, int keys) {
    this.keys = keys;
    this.names = IntStream.range(0, keys).mapToObj(i -> "key-" + i).toArray(String[]::new);
    engine = ShardEngine.restore(CONFIG, ShardImage.empty(), chance.split(), nowMicros);
    PoolPolicy policy =
        PoolPolicyCodec.over(
            PoolPolicy.DEFAULT,
            org.smartrouting.v1.PoolPolicy.newBuilder()
                .setMaxUnfinishedTasks(MOST_UNFINISHED)
                .build());
    apply(new PoolCommand.Create(POOL, policy, "", RequestFingerprint.NONE));
    for (int i = 0; i < specialists; i++) {
      SpecialistSpec spec =
          new SpecialistSpec("", "", "", demands.levels(), Map.of(), 1, chance.nextDouble());
      apply(new Connect(new SpecialistKey(POOL, "s" + i), spec, i + 1L, List.of()));
    }
    commit();
  }

  /** Gives tasks that anybody can do to so many free specialists. */
  void occupy(int specialists) {
    for (int i = 0; i < specialists; i++) {
      apply(submit(Requirement.ANYBODY));
    }
    commit();
  }

  /** Lets so many tasks wait, if nobody is free. */
  void queue(int tasks) {
    for (int done = 0; done < tasks; done += COMMIT_EVERY) {
      tasks(Math.min(COMMIT_EVERY, tasks - done)).forEach(this::apply);
      commit();
    }
  }

  /** Number of tasks that specialists hold, as far as commits have said. */
  int held() {
    return held.size();
  }

  /** Number of tasks that wait or are held. */
  int unfinished() {
    return engine.taskCount();
  }

  /** Tasks to be submitted, each with demands of its own. */
  List<Command<?>> tasks(int count) {
    List<Command<?>> commands = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      commands.add(submit(demands.requirement()));
    }
    return commands;
  }

  /** Completions of held tasks, anyone's, each of whom is rid of one. */
  List<Command<?>> completions(int count) {
    List<Command<?>> commands = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int index = chance.nextInt(held.size());
      Reference assignment = held.get(index);
      held.set(index, held.get(held.size() - 1));
      held.remove(held.size() - 1);
      commands.add(new Complete(assignment, TaskResult.EMPTY));
    }
    return commands;
  }

  /** Tasks to be submitted long before their time: nothing is decided about them. */
  List<TaskCommand.Submit> tasksForLater(int count) {
    List<TaskCommand.Submit> commands = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      TaskCommand.Submit now = submit(demands.requirement());
      TaskSpec later = now.spec().withRunAfter(Long.MAX_VALUE / 2);
      commands.add(new TaskCommand.Submit(now.request(), later));
    }
    return commands;
  }

  /** Cancels tasks that were submitted. */
  void cancel(List<TaskCommand.Submit> tasks) {
    for (TaskCommand.Submit task : tasks) {
      apply(new TaskCommand.Cancel(POOL.tenant(), task.request().id(), ""));
    }
    commit();
  }

  private TaskCommand.Submit submit(Requirement requirement) {
    TaskId id = TaskId.random(0, chance.nextLong(), chance.nextLong());
    TaskCommand.Request request = new TaskCommand.Request(id, POOL, RequestFingerprint.NONE);
    return new TaskCommand.Submit(request, spec(requirement));
  }

  private TaskSpec spec(Requirement requirement) {
    Priority[] priorities = Priority.values();
    return TaskSpec.of("a task", requirement)
        .withPriority(priorities[chance.nextInt(priorities.length)])
        .withFairnessKey(keys == 1 ? "" : names[chance.nextInt(keys)]);
  }

  /** Completes the tasks that were handed out last, down to so many that are held. */
  void completeDownTo(int left) {
    while (held.size() > left) {
      apply(new Complete(held.remove(held.size() - 1), TaskResult.EMPTY));
    }
    commit();
  }

  /** Commits, and accepts what was assigned. */
  void commit() {
    Effects effects = engine.drain(nowMicros);
    engine.forget(effects.finished());
    for (SpecialistKey who : effects.performanceWanted()) {
      engine.apply(new PerformanceLoaded(who, Map.of()), Stored.NOTHING, nowMicros);
    }
    for (Push push : effects.pushes()) {
      if (push instanceof Push.Assigned assigned) {
        var lease = assigned.task().status().lease();
        if (lease != null) {
          Reference reference = new Reference(POOL.tenant(), assigned.task().id(), lease.token());
          engine.apply(new Accept(reference), Stored.NOTHING, nowMicros);
          held.add(reference);
        }
      }
    }
    engine.forget(engine.drain(nowMicros).finished());
  }

  /** Applies a command; a microsecond later than the one before. */
  Outcome<?> apply(Command<?> command) {
    Outcome<?> outcome = engine.apply(command, Stored.NOTHING, ++nowMicros);
    if (!(outcome instanceof Outcome.Done)) {
      throw new IllegalStateException(command + " came to " + outcome);
    }
    return outcome;
  }
}
