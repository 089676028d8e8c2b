package org.smartrouting.server.service;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.function.Consumer;
import org.smartrouting.core.engine.Push;
import org.smartrouting.core.engine.SpecialistCommand;
import org.smartrouting.core.shard.Lane;
import org.smartrouting.core.shard.Reply;
import org.smartrouting.core.shard.Shard;
import org.smartrouting.core.specialist.SpecialistKey;

/** The end of a Work stream at its shard. Thread-safe. */
final class WorkConnection {
  private final Shard shard;
  private final SpecialistKey key;
  private final long address;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private boolean connected;

  @GuardedBy("lock")
  private boolean disconnected;

  private WorkConnection(Shard shard, SpecialistKey key, long address) {
    this.shard = shard;
    this.key = key;
    this.address = address;
  }

  /** Opens an address; nothing is pushed to it before the first command. */
  static WorkConnection open(Shard shard, SpecialistKey key, Consumer<Push> listener) {
    return new WorkConnection(shard, key, shard.open(listener));
  }

  SpecialistKey key() {
    return key;
  }

  long address() {
    return address;
  }

  /** Submits a command about the specialist. */
  <R> void submit(SpecialistCommand<R> command, Reply<R> reply) {
    shard.submit(Lane.WORK, command, reply);
    synchronized (lock) {
      connected = true;
    }
  }

  /**
   * Closes the address and tells the shard so, once. Does nothing more than close before the first
   * command. A shard that is too busy to hear of it finds out by the silence.
   */
  void disconnect() {
    shard.close(address);
    synchronized (lock) {
      if (!connected || disconnected) {
        return;
      }
      disconnected = true;
    }
    shard.submit(Lane.WORK, new SpecialistCommand.Disconnect(key, address), new Unanswered<>());
  }
}
