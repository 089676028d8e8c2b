package org.smartrouting.core.engine;

import java.util.LinkedHashSet;
import java.util.Set;

/** A call that waits for assignments. Not thread-safe. */
final class OpenPull {
  private final long address;
  private final int max;
  private final long untilMicros;
  private final Set<LiveTask> collected = new LinkedHashSet<>();

  OpenPull(long address, int max, long untilMicros) {
    this.address = address;
    this.max = max;
    this.untilMicros = untilMicros;
  }

  long address() {
    return address;
  }

  long untilMicros() {
    return untilMicros;
  }

  /** The assignments it will return. */
  Set<LiveTask> collected() {
    return collected;
  }

  boolean hasRoom() {
    return collected.size() < max;
  }
}
