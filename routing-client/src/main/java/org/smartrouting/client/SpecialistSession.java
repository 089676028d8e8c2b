package org.smartrouting.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.smartrouting.v1.Hello;
import org.smartrouting.v1.LoadReport;
import org.smartrouting.v1.SpecialistServiceGrpc.SpecialistServiceStub;
import org.smartrouting.v1.SpecialistSpec;

/**
 * A specialist at work: takes assignments as they come, has the handler do them and reports what
 * came of them. It connects again after every break and keeps what is running and what is finished
 * but not yet acknowledged. It ends by {@link #drain}, by {@link #close}, or when the router
 * refuses it for good or another session of the same specialist took over. Thread-safe.
 */
public final class SpecialistSession implements AutoCloseable {
  private final AssignmentDesk desk;

  private SpecialistSession(AssignmentDesk desk) {
    this.desk = desk;
  }

  /**
   * Takes no new work, lets what runs finish and ends then. The router is told to send nothing more
   * over this connection and the next ones of this session; what it had sent before is declined.
   *
   * @return how the session ended, as {@link #closed}
   */
  public CompletableFuture<SessionEnd> drain() {
    desk.drain();
    return closed();
  }

  /** Interrupts what runs and ends at once; what was held goes back to the queue. */
  @Override
  public void close() {
    desk.close();
  }

  /** Completed, never with an exception, when the session has ended. */
  public CompletableFuture<SessionEnd> closed() {
    return desk.end().copy();
  }

  /** Collects what a session needs. Not thread-safe. */
  public static final class Builder {
    private final SpecialistServiceStub specialists;
    private final ClientConfig config;
    private final Surroundings surroundings;
    private final Hello.Builder identity = Hello.newBuilder();
    private Optional<Pulse.Loads> loads = Optional.empty();
    private @Nullable TaskHandler handler;
    private @Nullable Executor executor;

    Builder(
        SpecialistServiceStub specialists,
        ClientConfig config,
        Surroundings surroundings,
        String specialistId) {
      this.specialists = specialists;
      this.config = config;
      this.surroundings = surroundings;
      identity.setSpecialistId(specialistId);
    }

    /** The pool it works in; without it {@code default}. */
    public Builder pool(String pool) {
      identity.setPool(pool);
      return this;
    }

    /** Registers the specialist so; without it, it must be registered already. */
    public Builder spec(SpecialistSpec spec) {
      identity.setSpec(spec);
      return this;
    }

    /** Does the work; required. */
    public Builder handler(TaskHandler value) {
      handler = value;
      return this;
    }

    /**
     * Reports load besides the assignments of the router; without it none is reported.
     *
     * @param source called on a timer thread, must not block; its seq is set by the session
     * @param interval time between reports, at least 10 ms
     */
    public Builder load(Supplier<LoadReport> source, Duration interval) {
      if (interval.compareTo(Duration.ofMillis(10)) < 0) {
        throw new IllegalArgumentException("interval must be at least 10 ms: " + interval);
      }
      loads = Optional.of(new Pulse.Loads(source, interval));
      return this;
    }

    /**
     * Runs the handler. Without it each running assignment has a thread of its own, as many as the
     * specialist has slots. An assignment is accepted when its execution begins and declined when
     * the executor rejects it. Where the pool prefetches, one is handed over while the thread of
     * the one before it is just about to end: an executor that cannot queue needs a thread more.
     *
     * @param value must not run work in the calling thread; is not shut down by the session
     */
    public Builder executor(Executor value) {
      executor = value;
      return this;
    }

    /**
     * Starts to connect, for ever until the session ends.
     *
     * @throws IllegalStateException if there is no handler
     */
    public SpecialistSession start() {
      if (handler == null) {
        throw new IllegalStateException("a session needs a handler");
      }
      @Nullable ExecutorService own = executor == null ? threads() : null;
      Executor chosen = own == null ? java.util.Objects.requireNonNull(executor) : own;
      AssignmentDesk desk =
          new AssignmentDesk(
              specialists, config, surroundings, identity.build(), handler, chosen, loads);
      if (own != null) {
        var unused = desk.end().thenRun(own::shutdown);
      }
      desk.open();
      return new SpecialistSession(desk);
    }

    // Not limited to the slots: a handler that ignores its interrupt would keep the next accepted
    // assignment from running. The router never gives more than there are slots.
    private ExecutorService threads() {
      String name = "specialist-" + identity.getSpecialistId();
      return new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
          });
    }
  }
}
