package org.smartrouting.core.engine;

import java.util.HashMap;
import java.util.Map;

/**
 * Why something was refused.
 *
 * @param reason the reason, for programs
 * @param message the reason with its circumstances, for people
 * @param metadata every dynamic part of the message by its name
 */
public record Refusal(RefusalReason reason, String message, Map<String, String> metadata) {
  /** Copies the map. */
  public Refusal {
    metadata = Map.copyOf(metadata);
  }

  /**
   * Makes a refusal.
   *
   * @param metadata names and values in turn
   */
  public static Refusal of(RefusalReason reason, String message, String... metadata) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < metadata.length; i += 2) {
      map.put(metadata[i], metadata[i + 1]);
    }
    return new Refusal(reason, message, map);
  }
}
