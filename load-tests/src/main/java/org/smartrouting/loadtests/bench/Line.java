package org.smartrouting.loadtests.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.pool.Fairness;
import org.smartrouting.core.queue.FairShares;
import org.smartrouting.core.queue.Levels;
import org.smartrouting.core.queue.ServiceOrder;
import org.smartrouting.core.queue.Share;
import org.smartrouting.core.queue.Signature;
import org.smartrouting.core.queue.Waiting;
import org.smartrouting.core.queue.WaitingTasks;
import org.smartrouting.core.task.Delivery;
import org.smartrouting.core.task.Priority;
import org.smartrouting.core.task.Requirement;
import org.smartrouting.core.task.TaskId;

/**
 * The queues of a pool alone, without an engine: what it takes to put a task in its place and to
 * find the one that a specialist gets. Not thread-safe.
 */
final class Line {
  /** Longest time by which a task may be more urgent than one that comes at the same moment. */
  private static final int TARGET_WAIT_MICROS = 600_000_000;

  private static final Comparator<Job> BY_AGE =
      Comparator.comparingLong(Job::queuedMicros).thenComparing(Job::id);

  /** A task that does nothing but wait. */
  static final class Job implements Waiting {
    private final TaskId id;
    private static final List<Priority> PRIORITIES = List.of(Priority.values());

    private final Requirement requirement;
    private final String key;
    private final Priority priority;
    private final long queuedMicros;
    private final long deadlineMicros;
    private @Nullable Signature signature;
    private @Nullable Share share;

    private Job(
        TaskId id, Requirement requirement, String key, long queuedMicros, long deadlineMicros) {
      this.id = id;
      this.requirement = requirement;
      this.key = key;
      this.priority = PRIORITIES.get(Math.floorMod(id.hashCode(), PRIORITIES.size()));
      this.queuedMicros = queuedMicros;
      this.deadlineMicros = deadlineMicros;
    }

    @Override
    public TaskId id() {
      return id;
    }

    @Override
    public Priority priority() {
      return priority;
    }

    @Override
    public long queuedMicros() {
      return queuedMicros;
    }

    @Override
    public long virtualDeadlineMicros() {
      return deadlineMicros;
    }
  }

  private final SplittableRandom chance = new SplittableRandom(2);
  private final Demands demands = new Demands(chance.split());
  private final FairShares shares = new FairShares(Fairness.DEFAULT);
  private final WaitingTasks<Job> waiting =
      new WaitingTasks<>(shares, ServiceOrder.BY_VIRTUAL_DEADLINE);
  private final Map<Priority, NavigableSet<Job>> lanes = new EnumMap<>(Priority.class);
  private final List<Levels> specialists;
  private final String[] keys;
  private long nowMicros;

  /**
   * Makes queues in which nothing waits.
   *
   * @param specialists number of those who ask
   * @param keys number of fairness keys
   */
  Line(int specialists, int keys) {
    this.keys = IntStream.range(0, keys).mapToObj(i -> "key-" + i).toArray(String[]::new);
    this.specialists =
        IntStream.range(0, specialists)
            .mapToObj(unused -> Levels.of(Map.copyOf(demands.levels())))
            .toList();
  }

  /** Tasks that come one microsecond after the other. */
  List<Job> jobs(int count) {
    List<Job> jobs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      TaskId id = TaskId.random(0, chance.nextLong(), chance.nextLong());
      String key = keys[chance.nextInt(keys.length)];
      long deadline = ++nowMicros + chance.nextInt(TARGET_WAIT_MICROS);
      jobs.add(new Job(id, demands.requirement(), key, nowMicros, deadline));
    }
    return jobs;
  }

  /** Puts a task in its place: among those of its key, of its kind and of its priority. */
  Signature enqueue(Job job) {
    Share share = shares.waits(job.key);
    Signature kind = Signature.of(job.requirement, Delivery.SPECIALIST);
    Signature signature = waiting.add(kind, share, job);
    lane(job).add(job);
    job.share = share;
    job.signature = signature;
    return signature;
  }

  /** Takes a task out that was put in. */
  void dequeue(Job job) {
    if (job.share == null || job.signature == null) {
      throw new IllegalStateException(job.id + " does not wait");
    }
    waiting.remove(job.signature, job.share, job);
    shares.leaves(job.share);
    lane(job).remove(job);
  }

  private NavigableSet<Job> lane(Job job) {
    return lanes.computeIfAbsent(job.priority, unused -> new TreeSet<>(BY_AGE));
  }

  /** Number of tasks that wait. */
  int size() {
    return waiting.size();
  }

  /** Some of the specialists. */
  List<Levels> some(int count) {
    return IntStream.range(0, count)
        .mapToObj(unused -> specialists.get(chance.nextInt(specialists.size())))
        .toList();
  }

  /** The task that a specialist would get; null for none. */
  @Nullable Job first(Levels levels) {
    return waiting.first("", levels, signature -> true, job -> true, nowMicros);
  }
}
