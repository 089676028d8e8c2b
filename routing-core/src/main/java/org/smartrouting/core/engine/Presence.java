package org.smartrouting.core.engine;

/** Sees to it that the engine knows who is there to take work, and when to look again. */
final class Presence {
  private final ShardState state;

  Presence(ShardState state) {
    this.state = state;
  }

  /** A specialist has made itself heard by a call of its own. */
  void heard(LiveSpecialist live, long nowMicros) {
    boolean wasThere = live.isPresent(nowMicros);
    live.heard(nowMicros);
    if (!wasThere) {
      changed(live, nowMicros);
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
    long moment = Math.min(Timed.NEVER, live.load().nextDecayMicros(nowMicros));
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
