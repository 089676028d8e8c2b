package org.smartrouting.core.engine;

import org.smartrouting.core.task.Delivery;

/** Brings an assignment to who is to work on it. */
final class Handover {
  private final ShardState state;

  Handover(ShardState state) {
    this.state = state;
  }

  /** Hands a task to the one who was chosen, or to the caller who waits for the choice. */
  void hand(LiveTask task, LiveSpecialist winner, long nowMicros) {
    OpenPull pull = winner.pull();
    if (task.delivery == Delivery.CALLER) {
      state
          .outbox()
          .push(
              task.pool,
              new Push.Routed(task.callerAddress, task.snapshot(), winner.view(nowMicros)));
      task.callerAddress = 0;
    } else if (winner.stream() != 0) {
      state.outbox().push(task.pool, new Push.Assigned(winner.stream(), task.snapshot()));
    } else if (pull != null) {
      pull.collected().add(task);
      state.answering().add(winner);
      task.pool.refresh(winner, nowMicros);
    } else {
      throw new IllegalStateException(winner.key() + " cannot be handed " + task.id);
    }
  }
}
