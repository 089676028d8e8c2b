package org.smartrouting.core.engine;

import java.util.List;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.specialist.SpecialistState;
import org.smartrouting.core.task.AttemptOutcome;

/** Who the specialists are, and what is to be done with them. */
final class Fleet {
  private final ShardState state;
  private final Assignments assignments;
  private final Connections connections;
  private final Presence presence;

  Fleet(ShardState state, Assignments assignments, Connections connections, Presence presence) {
    this.state = state;
    this.assignments = assignments;
    this.connections = connections;
    this.presence = presence;
  }

  Outcome<SpecialistView> register(SpecialistCommand.Register command, long nowMicros) {
    LiveSpecialist live = connections.registered(command.key(), command.spec(), nowMicros);
    return live == null
        ? new Outcome.Refused<>(Refusals.noPool(command.key().pool()))
        : done(live, nowMicros);
  }

  Outcome<SpecialistView> get(SpecialistCommand.Get command, long nowMicros) {
    LiveSpecialist live = state.specialist(command.key());
    return live == null ? notFound(command.key()) : done(live, nowMicros);
  }

  Outcome<List<SpecialistView>> list(SpecialistCommand.ListAll command, long nowMicros) {
    LivePool pool = state.pool(command.pool());
    if (pool == null) {
      return new Outcome.Refused<>(Refusals.noPool(command.pool()));
    }
    return Outcome.done(
        pool.specialists().tailMap(command.afterId(), false).values().stream()
            .limit(command.limit())
            .map(live -> live.view(nowMicros))
            .toList());
  }

  Outcome<SpecialistView> update(SpecialistCommand.Update command, long nowMicros) {
    LiveSpecialist live = state.specialist(command.key());
    if (live == null) {
      return notFound(command.key());
    }
    long version = live.specialist().version();
    if (command.expectedVersion() != 0 && command.expectedVersion() != version) {
      return new Outcome.Refused<>(Refusals.staleEtag(command.expectedVersion(), version));
    }
    SpecialistSpec next = command.patch().over(live.spec());
    connections.change(live, live.specialist().withSpec(next, nowMicros), nowMicros);
    return done(live, nowMicros);
  }

  Outcome<SpecialistView> drain(SpecialistCommand.Drain command, long nowMicros) {
    LiveSpecialist live = state.specialist(command.key());
    if (live == null) {
      return notFound(command.key());
    }
    enter(live, SpecialistState.DRAINING, nowMicros);
    for (LiveTask task : List.copyOf(live.held().values())) {
      if (task.lease != null && !task.lease.isAccepted()) {
        assignments.lost(
            task, AttemptOutcome.NOT_ACCEPTED, "the specialist is draining", nowMicros);
      }
    }
    return done(live, nowMicros);
  }

  Outcome<SpecialistView> resume(SpecialistCommand.Resume command, long nowMicros) {
    LiveSpecialist live = state.specialist(command.key());
    if (live == null) {
      return notFound(command.key());
    }
    enter(live, SpecialistState.READY, nowMicros);
    return done(live, nowMicros);
  }

  Outcome<SpecialistView> deregister(SpecialistCommand.Deregister command, long nowMicros) {
    LiveSpecialist live = state.specialist(command.key());
    if (live == null) {
      return notFound(command.key());
    }
    if (!live.held().isEmpty() && command.busy() == SpecialistCommand.Deregister.WhenBusy.REFUSE) {
      return Outcome.refused(
          RefusalReason.SPECIALIST_BUSY,
          "specialist " + live.id() + " holds " + live.held().size() + " assignments",
          "specialist_id",
          live.id(),
          "in_flight",
          Integer.toString(live.held().size()));
    }
    live.specialist(live.specialist().withState(SpecialistState.DRAINING, nowMicros));
    live.pool().refresh(live, nowMicros);
    for (LiveTask task : List.copyOf(live.held().values())) {
      assignments.lost(
          task, AttemptOutcome.SPECIALIST_LOST, "the specialist was deregistered", nowMicros);
    }
    SpecialistView last = live.view(nowMicros);
    connections.close(live, Refusals.noSpecialist(live.key()));
    live.pool().remove(live, nowMicros);
    // Those that wait for it alone look again, and find that it is gone.
    state.ready().addAll(live.pool().waiting().reservedFor(live.id(), any -> true));
    state.freed().remove(live);
    state.timers().schedule(live, Timed.NEVER);
    state.learning().forget(live.key());
    state.outbox().deleted(live);
    return Outcome.done(last);
  }

  Outcome<Boolean> reportLoad(SpecialistCommand.ReportLoad command, long nowMicros) {
    LiveSpecialist live = state.specialist(command.key());
    if (live == null) {
      return notFound(command.key());
    }
    boolean taken = live.load().offer(command.address(), command.load(), nowMicros);
    if (taken) {
      live.reports();
      live.pool().reports().took(live, command.load());
    }
    if (live.stream() != 0 && live.stream() == command.address()) {
      live.alive(nowMicros);
    } else {
      live.heard(nowMicros);
    }
    presence.changed(live, nowMicros);
    return Outcome.done(taken);
  }

  private void enter(LiveSpecialist live, SpecialistState next, long nowMicros) {
    if (live.specialist().state() != next) {
      connections.change(live, live.specialist().withState(next, nowMicros), nowMicros);
    }
  }

  private static <R> Outcome<R> notFound(SpecialistKey key) {
    return new Outcome.Refused<>(Refusals.noSpecialist(key));
  }

  private static Outcome<SpecialistView> done(LiveSpecialist live, long nowMicros) {
    return Outcome.done(live.view(nowMicros));
  }
}
