package org.smartrouting.client;

import io.grpc.Status;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What ends with a client, so that nobody waits for ever for an answer that no thread will bring.
 * Thread-safe.
 */
final class Lifetime {
  private final Set<Ending> endings = ConcurrentHashMap.newKeySet();
  private volatile boolean over;

  /**
   * Adds what is to be told of the end, at once if it is over.
   *
   * @return how to take it back
   */
  Runnable onEnd(Consumer<RoutingException> told) {
    Ending ending = new Ending(told);
    endings.add(ending);
    // Read after the addition: the end either sees this one or is seen here.
    if (over) {
      tell(ending);
    }
    return () -> endings.remove(ending);
  }

  /** Whether it is over. */
  boolean isOver() {
    return over;
  }

  /** Ends everything. */
  void end() {
    over = true;
    endings.forEach(this::tell);
  }

  private void tell(Ending ending) {
    if (endings.remove(ending)) {
      ending.told.accept(RoutingException.local(Status.Code.UNAVAILABLE, "the client was closed"));
    }
  }

  // A class, as equal consumers must not be taken for one.
  private static final class Ending {
    private final Consumer<RoutingException> told;

    Ending(Consumer<RoutingException> told) {
      this.told = told;
    }
  }
}
