package org.smartrouting.core.engine;

import java.util.HashMap;
import java.util.Map;
import org.smartrouting.core.queue.Signature;

/**
 * How many slots serve the tasks of a signature, as it was a second ago at most: counting looks at
 * every specialist, and tasks can come by the thousand.
 */
final class ServingSlots {
  private static final long VALID_MICROS = 1_000_000;
  private static final int MOST = 10_000;

  private record Counted(long slots, long micros) {}

  private final Map<Signature, Counted> bySignature = new HashMap<>();

  long of(LiveTask task, Signature signature, long nowMicros) {
    Counted counted = bySignature.get(signature);
    // Nobody is not remembered, so that the first to come counts at once.
    if (counted == null || counted.slots == 0 || counted.micros + VALID_MICROS < nowMicros) {
      if (bySignature.size() >= MOST) {
        bySignature.clear();
      }
      counted = new Counted(Forecasts.slots(task, nowMicros).all(), nowMicros);
      bySignature.put(signature, counted);
    }
    return counted.slots;
  }
}
