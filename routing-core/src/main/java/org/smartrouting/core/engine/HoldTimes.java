package org.smartrouting.core.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long the accepted assignments of a pool hold their slots, however they end: by that slots
 * become free. Of the last few hundred of each type the mean is known. It lives in memory, and is
 * learned anew after a restart.
 */
final class HoldTimes {
  private static final int MEMORY = 500;
  private static final int MOST_TYPES = 1_000;
  private static final double MICROS_PER_SECOND = 1e6;

  /**
   * A mean.
   *
   * @param seconds the mean
   * @param count number of assignments behind it
   */
  record Mean(double seconds, int count) {
    Mean with(double next) {
      int counted = Math.min(count + 1, MEMORY);
      return new Mean(seconds + (next - seconds) / counted, counted);
    }
  }

  private static final Mean NONE = new Mean(0, 0);

  private final Map<String, Mean> byType =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Mean> eldest) {
          return size() > MOST_TYPES;
        }
      };

  private Mean all = NONE;

  void ended(String taskType, long heldMicros) {
    double seconds = heldMicros / MICROS_PER_SECOND;
    byType.put(taskType, byType.getOrDefault(taskType, NONE).with(seconds));
    all = all.with(seconds);
  }

  /** The mean of a type; null when none has ended. */
  @Nullable Mean of(String taskType) {
    return byType.get(taskType);
  }

  /** The mean of all types; of count 0 when none has ended. */
  Mean all() {
    return all;
  }
}
