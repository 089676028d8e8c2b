package org.smartrouting.core.engine;

/** Sees to it that the engine knows who is there to take work, and when to look again. */
final class Presence {
  private final ShardState state;

  Presence(ShardState state) {
    this.state = state;
  }

  /** A specialist has made itself heard by a call of its own. */
  void heard(LiveSpecialist live, long nowMicros) {
    boolean wasThere = live.isPresent(nowMicros) && !live.isSilent(nowMicros);
    live.heard(nowMicros);
    if (!wasThere) {
      changed(live, nowMicros);
    }
  }

  /** A specialist has shown over its connection that it is alive. */
  void alive(LiveSpecialist live, long nowMicros) {
    boolean wasSilent = live.isSilent(nowMicros);
    live.alive(nowMicros);
    if (wasSilent) {
      changed(live, nowMicros);
    } else {
      schedule(live, nowMicros);
    }
  }

  /** Something of a specialist has changed that says whether it can take work. */
  void changed(LiveSpecialist live, long nowMicros) {
    live.pool().refresh(live, nowMicros);
    state.freed().add(live);
    schedule(live, nowMicros);
  }

  /** Sets the next moment at which the specialist has to be looked at. */
  void schedule(LiveSpecialist live, long nowMicros) {
    long timeout = live.pool().policy().sessionTimeoutMicros();
    OpenPull pull = live.pull();
    long moment = live.pool().reports().dueMicros(live, nowMicros);
    for (long stopped : live.stopping().values()) {
      moment = Math.min(moment, stopped);
    }
    if (live.recent().isEjected(nowMicros)) {
      moment = Math.min(moment, live.recent().endMicros());
    }
    if (pull != null) {
      moment = Math.min(moment, pull.untilMicros());
    }
    if (live.stream() != 0) {
      moment = Math.min(moment, live.heardMicros() + timeout);
    } else if (live.lostMicros() != 0) {
      moment = Math.min(moment, live.lostMicros() + timeout);
    } else if (pull == null && live.isPresent(nowMicros)) {
      moment = Math.min(moment, live.heardMicros() + timeout);
    }
    state.timers().schedule(live, moment);
  }
}
