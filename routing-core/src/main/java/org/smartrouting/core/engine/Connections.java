package org.smartrouting.core.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.engine.AssignmentCommand.Reference;
import org.smartrouting.core.engine.SpecialistCommand.Welcome;
import org.smartrouting.core.pool.Durability;
import org.smartrouting.core.specialist.Specialist;
import org.smartrouting.core.specialist.SpecialistKey;
import org.smartrouting.core.specialist.SpecialistSpec;
import org.smartrouting.core.specialist.SpecialistState;
import org.smartrouting.core.task.AttemptOutcome;
import org.smartrouting.core.task.Delivery;
import org.smartrouting.core.task.TaskId;

/**
 * How specialists come and go: connections, calls that pull, and what is done when they fall
 * silent.
 */
final class Connections {
  private static final int HEARTBEATS_PER_TIMEOUT = 3;

  private final ShardState state;
  private final Assignments assignments;
  private final Presence presence;

  Connections(ShardState state, Assignments assignments, Presence presence) {
    this.state = state;
    this.assignments = assignments;
    this.presence = presence;
  }

  Outcome<Welcome> connect(SpecialistCommand.Connect command, long nowMicros) {
    SpecialistSpec spec = command.spec();
    LiveSpecialist live =
        spec == null ? state.specialist(command.key()) : registered(command.key(), spec, nowMicros);
    if (live == null) {
      return state.pool(command.key().pool()) == null
          ? new Outcome.Refused<>(Refusals.noPool(command.key().pool()))
          : new Outcome.Refused<>(Refusals.noSpecialist(command.key()));
    }
    close(live, Refusals.superseded("a newer connection of " + live.id() + " took over"));
    // Before it is open: what goes back now the specialist does not have, so nothing is revoked.
    List<Reference> resumed = reconcile(live, command.held(), nowMicros);
    live.opened(command.address(), nowMicros);
    presence.changed(live, nowMicros);
    state.learning().want(live);
    long timeout =
        Math.min(live.pool().policy().sessionTimeoutMicros(), live.pool().policy().leaseMicros());
    return Outcome.done(
        new Welcome(live.view(nowMicros), resumed, timeout / HEARTBEATS_PER_TIMEOUT));
  }

  Outcome<Boolean> disconnect(SpecialistCommand.Disconnect command, long nowMicros) {
    LiveSpecialist live = state.specialist(command.key());
    if (live == null) {
      return Outcome.done(false);
    }
    OpenPull pull = live.pull();
    boolean known = false;
    if (live.stream() == command.address()) {
      state.stopping().forget(live);
      live.lost(nowMicros);
      known = true;
    } else if (pull != null && pull.address() == command.address()) {
      abandon(live, pull, nowMicros);
      known = true;
    }
    presence.changed(live, nowMicros);
    return Outcome.done(known);
  }

  Outcome<Boolean> heartbeat(SpecialistCommand.Heartbeat command, long nowMicros) {
    LiveSpecialist live = state.specialist(command.key());
    if (live == null || live.stream() != command.address()) {
      return Outcome.done(false);
    }
    presence.alive(live, nowMicros);
    return Outcome.done(true);
  }

  Outcome<Boolean> leave(SpecialistCommand.Leave command, long nowMicros) {
    LiveSpecialist live = state.specialist(command.key());
    if (live == null || live.stream() != command.address()) {
      return Outcome.done(false);
    }
    live.leaves();
    live.alive(nowMicros);
    presence.changed(live, nowMicros);
    return Outcome.done(true);
  }

  Outcome<Boolean> stopped(SpecialistCommand.Stopped command, long nowMicros) {
    LiveSpecialist live = state.specialist(command.key());
    if (live == null || !live.stopping().containsKey(command.token())) {
      return Outcome.done(false);
    }
    state.stopping().ended(command.token());
    presence.changed(live, nowMicros);
    return Outcome.done(true);
  }

  Outcome<Boolean> pull(SpecialistCommand.Pull command, long nowMicros) {
    LiveSpecialist live = state.specialist(command.key());
    if (live == null) {
      return new Outcome.Refused<>(Refusals.noSpecialist(command.key()));
    }
    if (live.stream() != 0) {
      return new Outcome.Refused<>(
          Refusals.superseded(live.id() + " works over a connection, which brings its work"));
    }
    OpenPull older = live.pull();
    if (older != null) {
      abandon(live, older, nowMicros);
      push(
          live,
          older.address(),
          Refusals.superseded("a newer call of " + live.id() + " took over"));
    }
    live.pulling(new OpenPull(command.address(), command.max(), command.untilMicros()), nowMicros);
    state.learning().want(live);
    presence.changed(live, nowMicros);
    return Outcome.done(true);
  }

  /** Answers the calls that have collected something, in pools of this durability or a lesser. */
  void answerPulls(Durability durability, long nowMicros) {
    Iterator<LiveSpecialist> answering = state.answering().iterator();
    while (answering.hasNext()) {
      LiveSpecialist live = answering.next();
      if (live.pool().policy().durability().compareTo(durability) >= 0) {
        answering.remove();
        OpenPull pull = live.pull();
        if (pull != null && !pull.collected().isEmpty()) {
          answer(live, pull, nowMicros);
        }
      }
    }
  }

  /** The moment of a specialist has come. */
  void fire(LiveSpecialist live, long nowMicros) {
    long timeout = live.pool().policy().sessionTimeoutMicros();
    OpenPull pull = live.pull();
    state.stopping().expire(live, nowMicros);
    if (pull != null && pull.untilMicros() <= nowMicros) {
      answer(live, pull, nowMicros);
    }
    if (live.stream() != 0 && live.heardMicros() + timeout <= nowMicros) {
      push(
          live,
          live.stream(),
          Refusal.of(
              RefusalReason.SESSION_EXPIRED,
              "nothing was heard from " + live.id() + " for " + timeout / 1_000_000 + " s"));
      giveUp(live, "the specialist fell silent", nowMicros);
    } else if (live.lostMicros() != 0 && live.lostMicros() + timeout <= nowMicros) {
      giveUp(live, "the specialist did not come back", nowMicros);
    }
    live.pool().reports().age(live, nowMicros);
    presence.changed(live, nowMicros);
  }

  /** The specialist with this spec, new or changed; null when there is no such pool. */
  @Nullable LiveSpecialist registered(SpecialistKey key, SpecialistSpec spec, long nowMicros) {
    LivePool pool = state.pool(key.pool());
    if (pool == null) {
      return null;
    }
    LiveSpecialist live = pool.specialists().get(key.id());
    if (live == null) {
      live = pool.add(new Specialist(key, spec, SpecialistState.READY, nowMicros, nowMicros, 1));
      state.outbox().changed(live);
      state.learning().want(key);
      presence.changed(live, nowMicros);
    } else if (!live.spec().equals(spec)) {
      change(live, live.specialist().withSpec(spec, nowMicros), nowMicros);
    }
    return live;
  }

  /** Puts another spec or state in the place of the present one. */
  void change(LiveSpecialist live, Specialist next, long nowMicros) {
    live.pool().replace(live, next, nowMicros);
    state.outbox().changed(live);
    presence.changed(live, nowMicros);
  }

  /** Ends whatever connection or call is open. */
  void close(LiveSpecialist live, Refusal refusal) {
    if (live.stream() != 0) {
      push(live, live.stream(), refusal);
      state.stopping().forget(live);
      live.givenUp();
    }
    OpenPull pull = live.pull();
    if (pull != null) {
      live.pullAnswered();
      push(live, pull.address(), refusal);
    }
  }

  /** Keeps what the specialist says it holds and gives the rest to others. */
  private List<Reference> reconcile(LiveSpecialist live, List<Reference> claimed, long nowMicros) {
    Map<TaskId, Reference> byTask = new HashMap<>();
    claimed.forEach(reference -> byTask.put(reference.task(), reference));
    List<Reference> resumed = new ArrayList<>();
    for (LiveTask task : List.copyOf(live.held().values())) {
      Reference reference = byTask.get(task.id);
      if (reference != null && task.isHeldUnder(reference.token())) {
        resumed.add(reference);
      } else if (task.delivery == Delivery.SPECIALIST) {
        assignments.lost(
            task, AttemptOutcome.SPECIALIST_LOST, "the specialist came back without it", nowMicros);
      }
    }
    for (Reference reference : claimed) {
      // What it holds no more it may still be at work on.
      if (!resumed.contains(reference)) {
        state.stopping().begins(live, reference.token(), nowMicros);
      }
    }
    return resumed;
  }

  private void giveUp(LiveSpecialist live, String reason, long nowMicros) {
    long lost = live.lostMicros();
    state.stopping().forget(live);
    live.givenUp();
    live.pool().refresh(live, nowMicros);
    for (LiveTask task : List.copyOf(live.held().values())) {
      // What it renewed by calls of its own since then is not lost.
      boolean renewed = lost != 0 && task.renewedMicros > lost;
      if (task.delivery == Delivery.SPECIALIST && !renewed) {
        assignments.lost(task, AttemptOutcome.SPECIALIST_LOST, reason, nowMicros);
      }
    }
  }

  private void abandon(LiveSpecialist live, OpenPull pull, long nowMicros) {
    live.pullAnswered();
    for (LiveTask task : List.copyOf(pull.collected())) {
      assignments.lost(task, AttemptOutcome.NOT_ACCEPTED, "the call ended", nowMicros);
    }
  }

  private void answer(LiveSpecialist live, OpenPull pull, long nowMicros) {
    live.pullAnswered();
    state
        .outbox()
        .push(
            live.pool(),
            new Push.Pulled(
                pull.address(), pull.collected().stream().map(LiveTask::snapshot).toList()));
    live.heard(nowMicros);
    live.pool().refresh(live, nowMicros);
    presence.schedule(live, nowMicros);
  }

  private void push(LiveSpecialist live, long address, Refusal refusal) {
    state.outbox().push(live.pool(), new Push.Closed(address, refusal));
  }
}
