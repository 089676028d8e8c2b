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
import org.smartrouting.core.engine.Command;

/**
 * Ten tasks wait for each specialist, all of whom are busy. One thread, as the engine has.
 *
 * <p>Both benchmarks keep the number of waiting tasks: what one takes out, or puts in, is put in, or
 * taken out, between the invocations.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Backlog {
  /** Commands between two commits, which are not counted. */
  static final int BATCH = 200;

  private static final int TASKS_FOR_EACH = 10;

  /** Number of specialists. */
  @Param({"1000", "10000", "100000"})
  public int specialists = 1;

  /** Number of fairness keys. */
  @Param({"1", "1000"})
  public int keys = 1;

  private Crowd crowd = new Crowd(0, 1);
  private List<Command<?>> tasks = List.of();
  private List<Command<?>> completions = List.of();

  /** Made by JMH. */
  public Backlog() {}

  /** Connects the specialists and lets tasks wait. */
  @Setup
  public void fill() {
    crowd = new Crowd(specialists, keys);
    crowd.occupy(specialists);
    crowd.queue(TASKS_FOR_EACH * specialists);
  }

  /** Draws what happens next. */
  @Setup(Level.Invocation)
  public void draw() {
    tasks = crowd.tasks(BATCH);
    completions = crowd.completions(BATCH);
  }

  /** A task is completed; which of the waiting ones its specialist gets is decided. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void freed(Blackhole hole) {
    for (Command<?> command : completions) {
      hole.consume(crowd.apply(command));
    }
    completions = List.of();
  }

  /** A task is submitted and waits. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void submit(Blackhole hole) {
    for (Command<?> command : tasks) {
      hole.consume(crowd.apply(command));
    }
    tasks = List.of();
  }

  /** Does what the benchmark did not, and commits. */
  @TearDown(Level.Invocation)
  public void balance() {
    tasks.forEach(crowd::apply);
    completions.forEach(crowd::apply);
    crowd.commit();
  }
}
