package org.smartrouting.client;

import java.time.Duration;

/** Durations as the messages have them, in terms of the JDK. */
final class Durations {
  private Durations() {}

  static Duration of(com.google.protobuf.Duration duration) {
    return Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
  }
}
