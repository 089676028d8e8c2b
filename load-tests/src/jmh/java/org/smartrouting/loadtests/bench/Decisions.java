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
import org.smartrouting.core.engine.TaskCommand;

/** Tasks come while three specialists of ten are free. One thread, as the engine has. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Decisions {
  /** Commands between two commits, which are not counted. */
  static final int BATCH = 50;

  private static final double BUSY = 0.7;

  /** Number of specialists. */
  @Param({"1000", "10000", "100000"})
  public int specialists = 1;

  private Crowd crowd = new Crowd(0, 1);
  private int busy;
  private List<Command<?>> commands = List.of();
  private List<TaskCommand.Submit> later = List.of();
  private List<TaskCommand.Submit> admitted = List.of();

  /** Made by JMH. */
  public Decisions() {}

  /** Connects the specialists. */
  @Setup
  public void connect() {
    crowd = new Crowd(specialists, 1);
    crowd.occupy((int) (BUSY * specialists));
    busy = crowd.held();
  }

  /** Makes the tasks. */
  @Setup(Level.Invocation)
  public void draw() {
    commands = crowd.tasks(BATCH);
    later = crowd.tasksForLater(BATCH);
    admitted = List.of();
  }

  /** A task is submitted; who of the free specialists gets it is decided. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void decision(Blackhole hole) {
    for (Command<?> command : commands) {
      hole.consume(crowd.apply(command));
    }
  }

  /**
   * A task is submitted before its time: all of {@link #decision} but the decision, so that the
   * difference is what the decision takes.
   */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void admitted(Blackhole hole) {
    for (TaskCommand.Submit command : later) {
      hole.consume(crowd.apply(command));
    }
    admitted = later;
  }

  /** Commits, and lets the specialists be rid of the tasks again. */
  @TearDown(Level.Invocation)
  public void giveBack() {
    crowd.commit();
    crowd.cancel(admitted);
    crowd.completeDownTo(busy);
  }
}
