package org.smartrouting.core.shard;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.smartrouting.core.engine.Push;
import org.smartrouting.core.engine.Refusal;

/**
 * Who listens at which address. Thread-safe. An address is never used twice, not even after a
 * restart within the same moment, because numbers begin at the time of the start.
 */
final class Addresses {
  private final Map<Long, Consumer<Push>> listeners = new ConcurrentHashMap<>();
  private final AtomicLong last;

  Addresses(long startMicros) {
    last = new AtomicLong(startMicros);
  }

  long open(Consumer<Push> listener) {
    long address = last.incrementAndGet();
    listeners.put(address, listener);
    return address;
  }

  int count() {
    return listeners.size();
  }

  void close(long address) {
    listeners.remove(address);
  }

  void deliver(Push push) {
    boolean ends =
        push.match(
            assigned -> false, pulled -> true, routed -> true, revoked -> false, closed -> true);
    Consumer<Push> listener =
        ends ? listeners.remove(push.address()) : listeners.get(push.address());
    if (listener != null) {
      listener.accept(push);
    }
  }

  /** Ends them all. */
  void closeAll(Refusal refusal) {
    for (Long address : listeners.keySet()) {
      deliver(new Push.Closed(address, refusal));
    }
  }
}
