package org.smartrouting.loadtests.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;
import org.smartrouting.core.queue.Levels;

/** The queues alone, with ten waiting tasks for each specialist. One thread, as the engine has. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Queues {
  /** Tasks or specialists at a time. */
  static final int BATCH = 200;

  private static final int TASKS_FOR_EACH = 10;

  /** Number of specialists. */
  @Param({"1000", "10000", "100000"})
  public int specialists = 1;

  /** Number of fairness keys. */
  @Param({"1", "1000"})
  public int keys = 1;

  private Line line = new Line(0, 1);
  private List<Line.Job> jobs = List.of();
  private List<Line.Job> queued = List.of();
  private List<Levels> asking = List.of();

  /** Made by JMH. */
  public Queues() {}

  /** Lets tasks wait. */
  @Setup
  public void fill() {
    line = new Line(specialists, keys);
    line.jobs(TASKS_FOR_EACH * specialists).forEach(line::enqueue);
  }

  /** Draws who and what comes next. */
  @Setup(Level.Invocation)
  public void draw() {
    jobs = line.jobs(BATCH);
    asking = line.some(BATCH);
    queued = List.of();
  }

  /** A task is put in its place. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void enqueue(Blackhole hole) {
    for (Line.Job job : jobs) {
      hole.consume(line.enqueue(job));
    }
    queued = jobs;
  }

  /** The task is found that a specialist gets. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void first(Blackhole hole) {
    for (Levels levels : asking) {
      hole.consume(line.first(levels));
    }
  }

  /** Takes out what was put in. */
  @TearDown(Level.Invocation)
  public void balance() {
    queued.forEach(line::dequeue);
  }
}
