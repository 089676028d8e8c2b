package org.smartrouting.core.engine;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.assignment.AssignmentToken;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.score.Performance;
import org.smartrouting.core.specialist.LoadReport;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.specialist.SpecialistSpec;

/**
 * Commands of specialists and of those who manage them.
 *
 * <p>A connection is known by an address, a number that the caller chooses and never uses twice;
 * what the engine has to say to it comes out as {@link Push} to that address.
 *
 * @param <R> the answer when it is done
 */
public sealed interface SpecialistCommand<R> extends Command<R> {
  /**
   * Answer to a connection.
   *
   * @param specialist the specialist
   * @param resumed of the held assignments, those that are still good
   * @param heartbeatMicros how often it has to show that it is alive
   */
  record Welcome(
      SpecialistView specialist, List<AssignmentCommand.Reference> resumed, long heartbeatMicros) {
    /** Copies the list. */
    public Welcome {
      resumed = List.copyOf(resumed);
    }
  }

  /**
   * Registers a specialist or replaces what is known of it.
   *
   * @param key which one
   * @param spec what is to be known
   */
  record Register(SpecialistKey key, SpecialistSpec spec)
      implements SpecialistCommand<SpecialistView> {
    @Override
    public Outcome<SpecialistView> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.fleet().register(this, nowMicros);
    }
  }

  /**
   * Reads a specialist.
   *
   * @param key which one
   */
  record Get(SpecialistKey key) implements SpecialistCommand<SpecialistView> {
    @Override
    public Outcome<SpecialistView> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.fleet().get(this, nowMicros);
    }
  }

  /**
   * Lists the specialists of a pool by id.
   *
   * @param pool which pool
   * @param afterId the id after which to begin; empty for the first
   * @param limit most to return
   */
  record ListAll(PoolKey pool, String afterId, int limit)
      implements SpecialistCommand<List<SpecialistView>> {
    @Override
    public Outcome<List<SpecialistView>> applyTo(
        EngineParts engine, Stored stored, long nowMicros) {
      return engine.fleet().list(this, nowMicros);
    }
  }

  /**
   * Changes some of what is known of a specialist.
   *
   * @param key which one
   * @param patch the change
   * @param expectedVersion version that the change is based on; 0 for any
   */
  record Update(SpecialistKey key, SpecialistPatch patch, long expectedVersion)
      implements SpecialistCommand<SpecialistView> {
    @Override
    public Outcome<SpecialistView> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.fleet().update(this, nowMicros);
    }
  }

  /**
   * Stops giving new work to a specialist.
   *
   * @param key which one
   */
  record Drain(SpecialistKey key) implements SpecialistCommand<SpecialistView> {
    @Override
    public Outcome<SpecialistView> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.fleet().drain(this, nowMicros);
    }
  }

  /**
   * Ends a drain.
   *
   * @param key which one
   */
  record Resume(SpecialistKey key) implements SpecialistCommand<SpecialistView> {
    @Override
    public Outcome<SpecialistView> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.fleet().resume(this, nowMicros);
    }
  }

  /**
   * Forgets a specialist.
   *
   * @param key which one
   * @param busy what to do when it holds assignments
   */
  record Deregister(SpecialistKey key, WhenBusy busy) implements SpecialistCommand<SpecialistView> {
    /** What to do with a specialist that holds assignments. */
    public enum WhenBusy {
      /** Refuse. */
      REFUSE,
      /** Give them back to the queue. */
      REQUEUE
    }

    @Override
    public Outcome<SpecialistView> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.fleet().deregister(this, nowMicros);
    }
  }

  /**
   * Opens a connection over which the specialist takes work as long as it has free slots. An older
   * one is closed. What the specialist holds and does not name goes back to the queue.
   *
   * @param key which one
   * @param spec registers it; null when it is registered already
   * @param address address of the connection
   * @param held the assignments it says it holds
   */
  record Connect(
      SpecialistKey key,
      @Nullable SpecialistSpec spec,
      long address,
      List<AssignmentCommand.Reference> held)
      implements SpecialistCommand<Welcome> {
    /** Copies the list. */
    public Connect {
      held = List.copyOf(held);
    }

    @Override
    public Outcome<Welcome> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.connections().connect(this, nowMicros);
    }
  }

  /**
   * Tells that a connection, or a call that pulls, has ended. The answer is whether it was known.
   *
   * @param key which specialist
   * @param address address of the connection or call
   */
  record Disconnect(SpecialistKey key, long address) implements SpecialistCommand<Boolean> {
    @Override
    public Outcome<Boolean> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.connections().disconnect(this, nowMicros);
    }
  }

  /**
   * Shows that a connected specialist is alive, which extends the leases of all it has accepted.
   * The answer is whether the connection was known.
   *
   * @param key which specialist
   * @param address address of the connection
   */
  record Heartbeat(SpecialistKey key, long address) implements SpecialistCommand<Boolean> {
    @Override
    public Outcome<Boolean> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.connections().heartbeat(this, nowMicros);
    }
  }

  /**
   * Tells that work on an assignment that was taken away has stopped, so that its slot is free. The
   * answer is whether it was kept for that.
   *
   * @param key which specialist
   * @param token token of the assignment
   */
  record Stopped(SpecialistKey key, AssignmentToken token) implements SpecialistCommand<Boolean> {
    @Override
    public Outcome<Boolean> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.connections().stopped(this, nowMicros);
    }
  }

  /**
   * Takes no more work over a connection; what it holds it finishes. The answer is whether the
   * connection was known.
   *
   * @param key which specialist
   * @param address address of the connection
   */
  record Leave(SpecialistKey key, long address) implements SpecialistCommand<Boolean> {
    @Override
    public Outcome<Boolean> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.connections().leave(this, nowMicros);
    }
  }

  /**
   * Reports load. The answer is whether the report was taken; one that is not newer is not.
   *
   * @param key which specialist
   * @param address address of the connection or stream it came over; numbers of reports begin anew
   *     with a greater address, and reports from a lesser one are late
   * @param load the report
   */
  record ReportLoad(SpecialistKey key, long address, LoadReport load)
      implements SpecialistCommand<Boolean> {
    @Override
    public Outcome<Boolean> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.fleet().reportLoad(this, nowMicros);
    }
  }

  /**
   * Asks for assignments; they come as one {@link Push.Pulled} to the address. An older call is
   * closed. The answer is whether the call waits.
   *
   * @param key which specialist
   * @param address address of the call
   * @param max most assignments to return, at least 1
   * @param untilMicros how long to wait for the first, microseconds since the epoch
   */
  record Pull(SpecialistKey key, long address, int max, long untilMicros)
      implements SpecialistCommand<Boolean> {
    @Override
    public Outcome<Boolean> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      return engine.connections().pull(this, nowMicros);
    }
  }

  /**
   * Brings what the store knows of a specialist, as asked for by {@link Effects#performanceWanted}.
   * The answer is whether it was still wanted.
   *
   * @param key which specialist; the empty id stands for the pool as a whole
   * @param byType what is known, by task type
   */
  record PerformanceLoaded(SpecialistKey key, Map<String, Performance> byType)
      implements SpecialistCommand<Boolean> {
    /** Copies the map. */
    public PerformanceLoaded {
      byType = Map.copyOf(byType);
    }

    @Override
    public Outcome<Boolean> applyTo(EngineParts engine, Stored stored, long nowMicros) {
      boolean wanted = engine.state().learning().loaded(key, byType);
      LiveSpecialist live = engine.state().specialist(key);
      if (wanted && live != null) {
        double results = byType.values().stream().mapToDouble(Performance::results).sum();
        live.pool().resulted(live, results);
      }
      return Outcome.done(wanted);
    }
  }
}
