package org.smartrouting.client;

import java.util.Optional;

/**
 * How a session ended.
 *
 * @param kind how
 * @param error what the router said; empty for CLOSED and DRAINED
 */
public record SessionEnd(Kind kind, Optional<RoutingException> error) {
  /** The ways in which a session ends. */
  public enum Kind {
    /** It was closed; what it still held goes back to the queue. */
    CLOSED,
    /** It was drained: everything it held was finished. */
    DRAINED,
    /** A newer session of the same specialist took over. */
    SUPERSEDED,
    /** The router refused it in a way that trying again does not mend. */
    REFUSED
  }
}
