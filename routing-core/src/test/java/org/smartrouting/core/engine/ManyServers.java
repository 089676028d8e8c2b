package org.smartrouting.core.engine;

import static org.smartrouting.core.engine.EngineFixture.SECOND;

import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.smartrouting.core.task.Task;
import org.smartrouting.core.task.TaskId;
import org.smartrouting.core.task.TaskResult;
import org.smartrouting.core.task.TaskSpec;

/** Specialists of one slot who take exponential times; everything depends on the seed only. */
final class ManyServers {
  private static final long DAY = 86_400 * SECOND;

  private record End(long micros, TaskId id) implements Comparable<End> {
    @Override
    public int compareTo(End other) {
      return Long.compare(micros, other.micros);
    }
  }

  private final EngineFixture fixture;
  private final SplittableRandom random;
  private final double meanSeconds;
  private final BiConsumer<Task, Long> onStart;
  private final PriorityQueue<End> ends = new PriorityQueue<>();

  /**
   * Connects them.
   *
   * @param onStart gets each task that is begun and how long it waited, microseconds
   */
  ManyServers(
      EngineFixture fixture,
      int servers,
      double meanSeconds,
      long seed,
      BiConsumer<Task, Long> onStart) {
    this.fixture = fixture;
    this.random = new SplittableRandom(seed);
    this.meanSeconds = meanSeconds;
    this.onStart = onStart;
    fixture.policy(base -> Policies.times(base, DAY, DAY, DAY));
    for (int i = 0; i < servers; i++) {
      fixture.connect("s" + i, 1);
    }
  }

  /** A time drawn from the exponential distribution. */
  static long exponential(SplittableRandom random, double meanSeconds) {
    return Math.round(-Math.log(1 - random.nextDouble()) * meanSeconds * SECOND);
  }

  /** Moves time, ending on the way what ends until then. */
  void until(long micros) {
    while (!ends.isEmpty() && ends.peek().micros <= micros) {
      End end = ends.remove();
      fixture.advance(end.micros - fixture.now());
      fixture.done(new AssignmentCommand.Complete(fixture.reference(end.id), TaskResult.EMPTY));
      begin();
    }
    fixture.advance(micros - fixture.now());
  }

  Task submit(TaskSpec spec) {
    Task task = fixture.submit(spec);
    begin();
    return task;
  }

  private void begin() {
    fixture.pushes.values().stream()
        .flatMap(said -> said.stream())
        .filter(Push.Assigned.class::isInstance)
        .map(push -> ((Push.Assigned) push).task())
        .toList()
        .forEach(
            task -> {
              fixture.accept(task.id());
              ends.add(new End(fixture.now() + exponential(random, meanSeconds), task.id()));
              onStart.accept(task, fixture.now() - task.status().queuedMicros());
            });
    fixture.pushes.clear();
  }
}
